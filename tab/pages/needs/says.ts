/** Rounds, participation and figures as they are said. */
import type { TFunction } from 'i18next'
import type { FigureView, Participation, RoundTitle } from '../../../bot/needs/view'

/** "1/2027" of `2027-1`. */
export function saysQuarter(quarter: string): string {
  const [year, nth] = quarter.split('-')
  return `${nth ?? ''}/${year ?? ''}`
}

/** "Bedarfsrunde 1/2027 · AK Digitale Kompetenzen". */
export function saysRound({ quarter, group }: RoundTitle, t: TFunction): string {
  const name = t('needs.round', { quarter: saysQuarter(quarter) })
  return group === null ? name : `${name} · ${group.name}`
}

/** Always in steps of five (P7). */
export function saysParticipation({ moreThan, of }: Participation, t: TFunction): string {
  return moreThan === 0
    ? t('needs.few', { most: Math.min(5, of), of })
    : t('needs.more-than', { moreThan, of })
}

/** "wie in Runde 3/2026"; empty where the figure is of this round. */
export function saysAsOf({ asOf }: Pick<FigureView, 'asOf'>, t: TFunction): string {
  return asOf === null ? '' : t('demand.as-of', { quarter: saysQuarter(asOf.quarter) })
}
