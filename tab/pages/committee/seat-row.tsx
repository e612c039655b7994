/** One seat in words; for who may change it, with what can be done below it. */
import { Badge } from '@fluentui/react-components'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { SeatPerson, SeatView } from '../../../bot/committee/view'
import { saysDay } from '../../when'
import { EditSeat, NameDeputy } from './edit-seat'

interface Props {
  readonly seat: SeatView
  readonly mayEdit: boolean
}

export function SeatRow({ seat, mayEdit }: Props) {
  const { t, i18n } = useTranslation()
  const { holder, deputy, organisation, bench, chair } = seat
  return (
    <li className="seat">
      <div className="seat-who">
        <span className="seat-holder">{holder ? nameOf(holder, t) : t('committee.vacant')}</span>
        {chair && <Badge appearance="tint">{t('committee.chair')}</Badge>}
      </div>
      <div className="row-more">
        <span>{organisation.name}</span>
        <span>{t(`bench.${bench}`)}</span>
        <span>{saysTerm(seat, t, i18n.language)}</span>
      </div>
      {deputy && (
        <div className="quiet">
          {t('committee.deputy-is', { name: nameOf(deputy, t), of: deputy.organisation })}
        </div>
      )}
      {mayEdit && <EditSeat seat={seat} label={labelOf(seat, t)} />}
      {!mayEdit && seat.deputies.length > 0 && <NameDeputy seat={seat} />}
    </li>
  )
}

function nameOf({ name, left }: SeatPerson, t: TFunction): string {
  return left ? t('committee.has-left', { name }) : name
}

/** What the seat is called where one only hears a button. */
function labelOf({ holder, organisation }: SeatView, t: TFunction): string {
  return `${holder?.name ?? t('committee.vacant')}, ${organisation.name}`
}

function saysTerm({ from, to }: SeatView, t: TFunction, language: string): string {
  if (from === null && to === null) return t('committee.term-open')
  if (to === null) return t('committee.term-from', { from: saysDay(from ?? '', language) })
  if (from === null) return t('committee.term-to', { to: saysDay(to, language) })
  return t('committee.term', { from: saysDay(from, language), to: saysDay(to, language) })
}
