/** A link that does not work, in words; where its holder may have a fresh one, it is one press away. */
import { Button } from '@fluentui/react-components'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { act } from '../../ask'
import { Page } from '../../frame/page'
import { TroubleBar } from '../../frame/trouble-bar'
import { Trouble } from '../../trouble'

interface Props {
  readonly trouble: unknown
  readonly onRetry: () => void
}

/** Whose link it is, is proven; what is missing is the browser. */
const renewable = new Set(['links:other-browser', 'links:replaced'])

export function LinkRefused({ trouble, onRetry }: Props) {
  const { t } = useTranslation()
  const words = trouble instanceof Trouble && trouble.kind === 'refusal' ? trouble.words : null
  if (!words)
    return (
      <Page title={t('app.name')}>
        <TroubleBar trouble={trouble} onRetry={onRetry} />
      </Page>
    )
  return (
    <Page title={words.what ?? t('app.name')}>
      <section className="panel link-new" aria-label={t('link.title')}>
        <p>{[words.why, words.instead].filter(Boolean).join(' ')}</p>
        {renewable.has(words.code ?? '') && <Renew />}
      </section>
    </Page>
  )
}

/** Says the same whatever is the case: nobody learns here whether there is an address. */
function Renew() {
  const { t } = useTranslation()
  const renewing = useMutation({ mutationFn: () => act('link.renew', {}) })
  return (
    <>
      {renewing.isError && <TroubleBar trouble={renewing.error} />}
      {!renewing.isSuccess && (
        <Button
          appearance="primary"
          size="large"
          disabledFocusable={renewing.isPending}
          onClick={() => renewing.mutate()}
        >
          {t('link.renew')}
        </Button>
      )}
      <p role="status">{renewing.isSuccess && t('link.renewed')}</p>
    </>
  )
}
