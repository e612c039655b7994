/** What rounds are called, and how many have answered, in the reader's words. */
import type { Wording } from '../../texts'
import type { Participation, RoundTitle } from '../view'

/** `2027-1` is said `1/2027`. */
export function shortQuarter(quarter: string): string {
  return quarter.split('-').reverse().join('/')
}

/** "Bedarfsrunde 1/2027", with its group where it has one. */
export function roundName({ quarter, group }: Omit<RoundTitle, 'id'>, { t }: Wording): string {
  const short = shortQuarter(quarter)
  return group
    ? t('needs:round.name-group', { quarter: short, group: group.name })
    : t('needs:round.name', { quarter: short })
}

/** "mehr als 20 von 41 Organisationen" */
export function participationWords({ moreThan, of }: Participation, { t }: Wording): string {
  return moreThan === 0
    ? t('needs:round.few', { most: Math.min(5, of), of })
    : t('needs:round.more', { count: moreThan, of })
}
