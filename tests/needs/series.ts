/** Rounds of needs one after the other, each closed as the service does it: what all attacks on P7 begin with. */
import { type ClosedRound, type Demand, poolDemand, type TopicDemand } from '../../bot/needs/demand'
import type { Dimension } from '../../bot/needs/need'
import type { Contribution } from '../../bot/needs/pooling'
import type { Rules } from '../../bot/needs/protection'
import { whole } from '../support/whole'

export const rules: Rules = { leastFamilies: 3, leastDistance: 15 }

export type Cells = Partial<Record<Dimension, string>>

/** What an organisation says: `{ a: 10, b: [10, { format: 'online' }] }`, all on one topic. */
export type Said = Readonly<Record<string, number | readonly [heads: number, cells: Cells]>>

interface Way {
  readonly topic?: string
  readonly visible?: boolean
  /** Organisation -> family, where it is not its own. */
  readonly families?: Readonly<Record<string, string>>
}

export function answers(
  said: Said,
  { topic = 't', visible = true, families = {} }: Way = {},
): Contribution[] {
  return Object.entries(said).map(([organisation, what]) => {
    const [heads, cells] = typeof what === 'number' ? [what, {}] : what
    return { organisation, family: families[organisation] ?? organisation, topic, heads, visible, cells }
  })
}

/** Each organisation's heads in categories of one dimension: `{ a: { online: 3, onsite: 4 } }`. */
export function apart(
  dimension: Dimension,
  said: Readonly<Record<string, Readonly<Record<string, number>>>>,
  way: Way = {},
): Contribution[] {
  return Object.entries(said).flatMap(([organisation, cells]) =>
    Object.entries(cells).flatMap(([category, heads]) =>
      answers({ [organisation]: [heads, { [dimension]: category }] }, way),
    ),
  )
}

export interface Given {
  readonly contributions: readonly Contribution[]
  /** Whom the round asks; the network if nothing is said. */
  readonly scope?: string
  /** Topic -> the topic as which it counts by then. */
  readonly merged?: Readonly<Record<string, string>>
}

export interface Closed extends Given {
  readonly id: string
  readonly demand: Demand
}

/** Closes the rounds in their order. */
export function closeAll(given: readonly (Given | readonly Contribution[])[], by: Rules = rules): Closed[] {
  const closed: Closed[] = []
  for (const one of given) {
    const round: Given = 'contributions' in one ? one : { contributions: one }
    const earlier = closed.map(
      (then): ClosedRound => ({
        ...then,
        scope: then.scope ?? '',
        sameScope: (then.scope ?? '') === (round.scope ?? ''),
      }),
    )
    closed.push({
      ...round,
      id: `r${closed.length + 1}`,
      demand: whole(
        poolDemand({
          contributions: round.contributions,
          earlier: { rounds: earlier, mergedInto: new Map(Object.entries(round.merged ?? {})) },
          rules: by,
        }),
      ),
    })
  }
  return closed
}

/** What the last round shows of a topic. */
export function lastOf(
  given: readonly (Given | readonly Contribution[])[],
  { topic = 't', by = rules }: { readonly topic?: string; readonly by?: Rules } = {},
): TopicDemand | undefined {
  return closeAll(given, by)
    .at(-1)
    ?.demand.topics.find((one) => one.topic === topic)
}
