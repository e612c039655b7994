/**
 * Demand against offer, topic by topic, and how far needs were met (N5). Pure.
 *
 * Demand: figures that are shown already, and no others. Places: of offers, which are public. So what this adds of them,
 * shares and gaps, says nothing new.
 *
 * Met: answers of organisations, weighed by the places that they had booked, under P7 by families. What all have booked is
 * public, so what was not said is one of the cells, and hidden cells are looked at together (cells.ts).
 *
 * What is guaranteed: whoever knows what its own family has said and booked cannot work out another's places in any cell more
 * closely than p %. An offer ends in one quarter, its answers stand in one report, and a report is never made anew: two reports
 * laid side by side have nothing in common. What is not: against a provider that knows by consent who has how many places, and
 * against families that put their knowledge together.
 */
import { shownOf } from '../needs/cells'
import { type Rules, totalOf } from '../needs/protection'

export const answers = ['yes', 'partly', 'no'] as const
export type Answer = (typeof answers)[number]

/** Of one organisation, of one course that is over. */
export interface Feedback {
  readonly topic: string
  readonly family: string
  /** That it had booked. */
  readonly places: number
  /** null: it has not said anything. */
  readonly met: Answer | null
}

export interface Facts {
  /** Topic -> heads, as far as they are shown. */
  readonly demand: ReadonlyMap<string, number>
  /** Topic -> places that were offered. */
  readonly places: ReadonlyMap<string, number>
  readonly feedback: readonly Feedback[]
  readonly rules: Rules
}

export interface TopicGap {
  /** Topic id, or `other`. */
  readonly topic: string
  /** null: hidden or none; both look the same. */
  readonly heads: number | null
  readonly places: number
  /** Places by what was said; what is not in it is hidden or empty. null: nothing may be shown. */
  readonly met: Readonly<Partial<Record<Answer, number>>> | null
}

/** Largest demand first, then largest offer. */
export function gapsOf({ demand, places, feedback, rules }: Facts): readonly TopicGap[] {
  const topics = new Set([...demand.keys(), ...places.keys(), ...feedback.map(({ topic }) => topic)])
  const all = [...topics].map((topic): TopicGap => {
    const own = feedback.filter((one) => one.topic === topic)
    return {
      ...{ topic, heads: demand.get(topic) ?? null, places: places.get(topic) ?? 0 },
      met: metOf(own, rules),
    }
  })
  const size = ({ heads, places: offered }: TopicGap) => [heads ?? -1, offered] as const
  return all.sort((one, other) => {
    const [[h1, p1], [h2, p2]] = [size(one), size(other)]
    return h2 - h1 || p2 - p1 || (one.topic < other.topic ? -1 : 1)
  })
}

const unsaid = 'unsaid'

function metOf(feedback: readonly Feedback[], rules: Rules): TopicGap['met'] {
  const families = [...new Set(feedback.map(({ family }) => family))]
  const cells = new Map<string, Float64Array>()
  for (const { met, family, places } of feedback) {
    const cell = cells.get(met ?? unsaid) ?? new Float64Array(families.length)
    cells.set(met ?? unsaid, cell)
    const at = families.indexOf(family)
    cell[at] = (cell[at] ?? 0) + places
  }
  const shown = shownOf(cells, rules)
  const figures = answers.flatMap((answer) => {
    const cell = cells.get(answer)
    return cell && shown.has(answer) ? [[answer, totalOf(cell)] as const] : []
  })
  return figures.length === 0 ? null : Object.fromEntries(figures)
}

/** Of all that is shown; null where there is nothing to share. */
export function shareOf(part: number | null, all: readonly (number | null)[]): number | null {
  const whole = all.reduce<number>((sum, one) => sum + (one ?? 0), 0)
  return part === null || whole === 0 ? null : part / whole
}

/** People for whom there is no place; null: nobody knows how many need one. */
export function gapOf({ heads, places }: Pick<TopicGap, 'heads' | 'places'>): number | null {
  return heads === null ? null : Math.max(0, heads - places)
}
