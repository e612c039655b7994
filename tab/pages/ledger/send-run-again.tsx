/** Sends again all of a run that did not arrive; what is unclear is left to a person who looks. */
import { Button } from '@fluentui/react-components'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { RunLine } from '../../../bot/ledger/view'
import { act } from '../../ask'
import { TroubleBar } from '../../frame/trouble-bar'
import { client } from '../../reads'

/** What was done, in words, for those who listen. */
export type OnDone = (words: string) => void

export function SendRunAgain({ run, onDone }: { readonly run: RunLine; readonly onDone: OnDone }) {
  const { t } = useTranslation()
  const again = useMutation({
    mutationFn: () => act<{ readonly posts: number }>('ledger.send-run-again', { run: run.key }),
    onSuccess: ({ posts }) => {
      onDone(t('ledger.run.done-again', { count: posts }))
      void client.invalidateQueries({ queryKey: ['ledger.show'] })
    },
  })
  if (run.failed === 0) return null
  return (
    <div className="delivery-acts run-acts">
      <Button size="small" disabledFocusable={again.isPending} onClick={() => again.mutate()}>
        {again.isPending ? t('manage.working') : t('ledger.run.again', { count: run.failed })}
      </Button>
      {again.isError && <TroubleBar trouble={again.error} />}
    </div>
  )
}
