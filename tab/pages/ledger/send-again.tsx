/** Sends a post again of which is known that it is not there. */
import { Button } from '@fluentui/react-components'
import { useTranslation } from 'react-i18next'
import type { RepairProps } from './repair'

export function SendAgain({ line, what, repair, onDone }: RepairProps) {
  const { t } = useTranslation()
  return (
    <div className="delivery-acts">
      <Button
        size="small"
        aria-label={t('ledger.again-one', { what })}
        disabledFocusable={repair.isPending}
        onClick={() =>
          repair.mutate(
            { route: 'ledger.send-again', body: { delivery: line.id } },
            { onSuccess: () => onDone(t('ledger.done-again', { what })) },
          )
        }
      >
        {t(repair.isPending ? 'manage.working' : 'ledger.again')}
      </Button>
    </div>
  )
}
