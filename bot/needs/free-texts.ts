/** Free texts of a closed round, as whoever runs it may read them (P7). Pure. */
import type { Demand } from './demand'

export interface Written {
  /** Topic id. */
  readonly topic: string
  readonly family: string
  readonly occupation: string
  readonly note: string
}

export interface TopicTexts {
  readonly topic: string
  readonly occupations: readonly string[]
  readonly notes: readonly string[]
}

/**
 * Per topic, sorted by text, occupations and notes apart so that nobody sees what belongs together; each only if k families
 * have written one, and only where the topic's own figure is this round's: one that is shown as it was before hides that few
 * have changed, and their words would tell.
 */
export function textsToRead(
  written: readonly Written[],
  demand: Demand,
  leastFamilies: number,
): readonly TopicTexts[] {
  const shown = demand.topics.filter(({ asOf }) => asOf === null).map(({ topic }) => topic)
  return shown.flatMap((topic) => {
    const of = written.filter((one) => one.topic === topic)
    const texts = (field: 'occupation' | 'note') => {
      const some = of.filter((one) => one[field] !== '')
      const enough = new Set(some.map(({ family }) => family)).size >= leastFamilies
      return enough ? some.map((one) => one[field]).sort((one, other) => one.localeCompare(other, 'de')) : []
    }
    const [occupations, notes] = [texts('occupation'), texts('note')]
    return occupations.length + notes.length > 0 ? [{ topic, occupations, notes }] : []
  })
}
