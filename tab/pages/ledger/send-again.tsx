/** Sends a post again of which is known that it is not there; shows one anew that stands there and could not be edited. */
import { Button } from '@fluentui/react-components'
import { useTranslation } from 'react-i18next'
import type { RepairProps } from './repair'

export function SendAgain({ line, what, repair, onDone }: RepairProps) {
  const { t } = useTranslation()
  const stands = line.state === 'sent' || line.state === 'updated'
  return (
    <div className="delivery-acts">
      <Button
        size="small"
        aria-label={t(stands ? 'ledger.show-anew-one' : 'ledger.again-one', { what })}
        disabledFocusable={repair.isPending}
        onClick={() =>
          repair.mutate(
            { route: 'ledger.send-again', body: { delivery: line.id } },
            { onSuccess: () => onDone(t('ledger.done-again', { what })) },
          )
        }
      >
        {t(repair.isPending ? 'manage.working' : stands ? 'ledger.show-anew' : 'ledger.again')}
      </Button>
    </div>
  )
}
