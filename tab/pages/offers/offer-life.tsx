/** What became of an offer, in order: made, changed from what into what, confirmed, over. */
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { OfferChange, OfferField, OfferTrace } from '../../../bot/offers/view'
import { Panel } from '../../frame/panel'
import { saysDays, saysWhen } from '../../when'
import { saysPrice, saysQuarter } from './says'

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
              <span key={change.field}>{saysChange(change, t, zone, i18n.language)}</span>
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
function saysChange(change: OfferChange, t: TFunction, zone: string, language: string): string {
  const { field, before, after } = change
  const name = t(`offer.field.${field}`)
  if (field === 'content') return t('offer.changed-text', { name })
  const say = (value: string) => saysValue(field, value, t, zone, language)
  return t('offer.changed', { name, before: say(before), after: say(after) })
}

/** As a field's value is kept in the life of an offer. */
function saysValue(field: OfferField, value: string, t: TFunction, zone: string, language: string): string {
  if (value === '') return t('offer.no-value')
  if (field === 'kind') return t(`offer.kind.${value}`)
  if (field === 'format') return t(`offer.format.${value}`)
  if (field === 'price') return saysPrice(Number(value), t, language)
  if (field === 'bookBy') return saysWhen(value, zone, language)
  if (field !== 'when') return value
  const [from = '', to = from] = value.split(' ')
  return from.length > '2027-1'.length ? saysDays(from, to, language) : saysQuarter(from, t)
}
