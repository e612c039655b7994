/** The address of a link that has just been made: shown this once, to be copied and handed over. */
import { Button, Input } from '@fluentui/react-components'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { HandedOverView } from '../../../bot/links/view'
import '../../looks/link.css'

interface Props {
  readonly given: HandedOverView
  readonly name: string
}

export function HandedOver({ given, name }: Props) {
  const { t } = useTranslation()
  const [copied, setCopied] = useState<'yes' | 'no' | null>(null)
  const copy = () =>
    navigator.clipboard.writeText(given.url).then(
      () => setCopied('yes'),
      // Inside a frame the browser may forbid it: the address stands there to be marked.
      () => setCopied('no'),
    )
  return (
    <div className="handed-over">
      <p>{t('links.once', { name })}</p>
      <div className="line">
        <Input
          readOnly
          value={given.url}
          aria-label={t('links.address')}
          onFocus={(event) => event.target.select()}
        />
        <Button onClick={() => void copy()}>{t('links.copy')}</Button>
      </div>
      {copied && <p>{t(copied === 'yes' ? 'links.copied' : 'links.not-copied')}</p>}
      <p className="quiet">{t(given.told ? 'links.told' : 'links.not-told', { name })}</p>
    </div>
  )
}
