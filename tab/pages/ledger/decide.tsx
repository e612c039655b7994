/** A post of which nobody knows: whoever has looked says that it stands there, or sends it again after one question. */
import { Button } from '@fluentui/react-components'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Question } from '../../frame/question'
import { TroubleBar } from '../../frame/trouble-bar'
import type { RepairProps } from './repair'

export function Decide({ line, what, repair, onDone }: RepairProps) {
  const { t } = useTranslation()
  const [asking, setAsking] = useState(false)
  const decide = (verdict: 'stands' | 'send-again', done: string) =>
    repair.mutate(
      { route: 'ledger.decide', body: { delivery: line.id, verdict } },
      { onSuccess: () => onDone(done) },
    )
  const stop = () => setAsking(false)
  return (
    <>
      <p>{t('ledger.look')}</p>
      <div className="delivery-acts">
        <Button
          size="small"
          aria-label={t('ledger.stands-one', { what })}
          disabledFocusable={repair.isPending}
          onClick={() => decide('stands', t('ledger.done-stands', { what }))}
        >
          {t(repair.isPending && !asking ? 'manage.working' : 'ledger.stands')}
        </Button>
        <Button
          size="small"
          aria-label={t('ledger.again-one', { what })}
          disabledFocusable={repair.isPending}
          onClick={() => {
            repair.reset()
            setAsking(true)
          }}
        >
          {t('ledger.again')}
        </Button>
      </div>
      {asking && (
        <Question
          title={t('ledger.ask-title')}
          onEnd={stop}
          actions={
            <>
              <Button
                appearance="primary"
                disabledFocusable={repair.isPending}
                onClick={() => decide('send-again', t('ledger.done-again', { what }))}
              >
                {t(repair.isPending ? 'manage.working' : 'ledger.again')}
              </Button>
              <Button onClick={stop}>{t('manage.cancel')}</Button>
            </>
          }
        >
          <p className="asked-of">{what}</p>
          <p>{t('ledger.ask-says')}</p>
          {repair.isError && <TroubleBar trouble={repair.error} />}
        </Question>
      )}
    </>
  )
}
