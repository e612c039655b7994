/** What became of an offer, in order: made, changed from what into what, confirmed, over. */
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { OfferChange, OfferTrace } from '../../../bot/offers/view'
import { Panel } from '../../frame/panel'
import { saysWhen } from '../../when'

interface Props {
  readonly trace: readonly OfferTrace[]
  readonly zone: string
}

export function OfferLife({ trace, zone }: Props) {
  const { t, i18n } = useTranslation()
  return (
    <Panel title={t('poll.life')}>
      <ol className="life" data-testid="life">
        {trace.map(({ at, what, who, changes }) => (
          <li key={`${at} ${what}`}>
            <span className="life-what">{t([`offer.trace.${what}`, 'trace.other'])}</span>
            {changes.map((change) => (
              <span key={change.field}>{saysChange(change, t)}</span>
            ))}
            <span className="quiet">
              {saysWhen(at, zone, i18n.language)}
              {who !== '' && `, ${who}`}
            </span>
          </li>
        ))}
      </ol>
    </Panel>
  )
}

/** Long texts only say that they are others now. */
function saysChange({ field, before, after }: OfferChange, t: TFunction): string {
  const name = t(`offer.field.${field}`)
  if (field === 'content') return t('offer.changed-text', { name })
  return t('offer.changed', { name, before: before || '–', after: after || '–' })
}
