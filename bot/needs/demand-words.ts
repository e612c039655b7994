/** What rounds, topics and the categories of a table are called, in the reader's words. */
import type { Wording } from '../texts'
import { type Dimension, partChoices, unsaid } from './need'
import { shortQuarter } from './quarter'
import type { Participation, RoundTitle } from './view'

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

/** @param regions region id -> name */
export function categoryWords(
  dimension: Dimension,
  category: string,
  regions: ReadonlyMap<string, string>,
  { t }: Wording,
): string {
  if (category === unsaid) return t('needs:category.open')
  if (dimension === 'region') return regions.get(category) ?? t('needs:category.open')
  return dimension === 'quarter' ? shortQuarter(category) : t(`needs:category.${dimension}.${category}`)
}

/** In the order in which they are offered, quarters by time, regions by name; what was not said stands last. */
export function inOrderOf(
  dimension: Dimension,
  categories: readonly string[],
  nameOf: (category: string) => string,
): readonly string[] {
  const fixed: readonly string[] =
    dimension === 'joint'
      ? ['yes', 'no']
      : dimension in partChoices
        ? partChoices[dimension as keyof typeof partChoices]
        : []
  const rank = (category: string) => (category === unsaid ? 1000 : fixed.indexOf(category))
  const byName = (one: string, other: string) =>
    dimension === 'region' ? nameOf(one).localeCompare(nameOf(other), 'de') : one < other ? -1 : 1
  return [...categories].sort((one, other) => rank(one) - rank(other) || byName(one, other))
}
