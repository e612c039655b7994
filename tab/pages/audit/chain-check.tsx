/** Reads the whole log anew on demand, and says whether it is whole. */
import { Button, MessageBar, MessageBarBody } from '@fluentui/react-components'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { ChainView } from '../../../bot/data/view'
import { read } from '../../ask'
import { Panel } from '../../frame/panel'
import { TroubleBar } from '../../frame/trouble-bar'
import { saysNumber } from '../../when'

export function ChainCheck() {
  const { t } = useTranslation()
  const check = useMutation({ mutationFn: () => read<ChainView>('audit.check') })
  return (
    <Panel title={t('audit.chain')}>
      <p className="quiet">{t('audit.chain-says')}</p>
      <div className="act-line">
        <Button disabledFocusable={check.isPending} onClick={() => check.mutate()}>
          {t(check.isPending ? 'audit.checking' : 'audit.check')}
        </Button>
      </div>
      <div role="status" data-testid="chain">
        {check.data && <Found chain={check.data} />}
      </div>
      {check.isError && <TroubleBar trouble={check.error} />}
    </Panel>
  )
}

function Found({ chain }: { readonly chain: ChainView }) {
  const { t, i18n } = useTranslation()
  const { entries, first, last, broken } = chain
  const say = (number: number) => saysNumber(number, i18n.language)
  if (broken !== null)
    return (
      <MessageBar intent="error" layout="multiline">
        <MessageBarBody>{t('audit.broken', { number: say(broken) })}</MessageBarBody>
      </MessageBar>
    )
  if (last === null) return <p>{t('audit.nothing-to-check')}</p>
  return (
    <>
      <MessageBar intent="success" layout="multiline">
        <MessageBarBody>{t('audit.whole', { count: entries, number: say(entries) })}</MessageBarBody>
      </MessageBar>
      {first !== null && first > 1 && (
        <p className="quiet">{t('audit.from-first', { number: say(first) })}</p>
      )}
      <p className="quiet hash">{t('audit.head', { number: say(last.number), hash: last.hash })}</p>
    </>
  )
}
