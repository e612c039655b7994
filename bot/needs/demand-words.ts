/** What the categories of a table are called, in the reader's words and in which order. */
import type { Wording } from '../texts'
import { shortQuarter } from './cards/round-names'
import { type Dimension, partChoices, unsaid } from './need'

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
