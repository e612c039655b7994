/**
 * Demand: the needs of all organisations pooled, and of that what may be shown (P7, N2). Pure.
 *
 * What is guaranteed: whoever reads all tables of all rounds, and knows its own family's needs, cannot bound any other family's
 * heads in any cell, shown or not, more closely than p % above what they are; not even if it knows who has answered, and who
 * has said the same as before. Nor does any sum of what rounds tell, laid beside what others tell of the same, show what
 * fewer than k families, or one that stands out among them, have changed; nor, where not the same cells are hidden in both,
 * what one family has in the cells that are left to those who take the others to be as they were.
 *
 * How: no table has totals over topics, so each topic stands for itself. Its total is shown if it is safe (protection.ts); in
 * each dimension cells are shown if they are safe and what they leave is (cells.ts). Dimensions meet in the total alone: of
 * needs told apart in one way only, any fits with any other (Fréchet), so they say nothing about each other; the tests check it
 * by linear programs over all dimensions at once. Each round is laid beside each earlier one (change.ts), cell sums beside three
 * and more (chains.ts), and beside groups added up that together are nearly the network (scopes.ts), or topics that were merged
 * since (merged.ts). A total that would betray is shown as it was then, with all its tables, or not at all if a round of another
 * scope has shown it; of a table cells are hidden until nothing betrays, or it is shown as it was (topic.ts). What is hidden
 * from providers is one more cell beside the total. Families that change are compared twice (families.ts).
 *
 * What is not guaranteed: against families that put their knowledge together; against knowledge from elsewhere (who needs what,
 * that two dimensions go together, that one who left a topic came into another); of a family that has formed since, what was
 * rightly shown of its parts, and of a former member what it knew then; that a cell is empty where everything else of its table
 * is shown; conclusions from which of the safe cells was taken (the smallest), and from what is shown as it was, that little has
 * changed since. Where changes of several families cancel each other, the plain difference may come near one of them: that is
 * chance, and the rule for signed figures counts each in full. Of more than two rounds each cell is looked at as it was told
 * last; of scopes the last round of the six that closed last, of more than three only parts of a whole; a total without a fresh
 * table is laid beside cells of its own scope alone; of merged topics those of one scope are added up, the six told last.
 */

import { each, type Pieces } from '../pieces'
import { type Families, familiesOf, type Places, placesOf } from './families'
import type { Demand } from './figures'
import { type MergedInto, mergedSums, partsOf } from './merged'
import { byTopic, type Contribution, type Needs, poolOf } from './pooling'
import type { Rules } from './protection'
import { heardIn, pooled, type Sum, sumsOf } from './scopes'
import { type Past, topicDemand, type View } from './topic'

export type { Demand, Figure, Table, TopicDemand } from './figures'

export interface ClosedRound {
  readonly id: string
  /** Names what it asked, the network or a group; without it every round is taken to have asked somebody else. */
  readonly scope?: string
  /** Its organisations are those of the round that is closing: a change can then be shown as unchanged. */
  readonly sameScope: boolean
  readonly contributions: readonly Contribution[]
  readonly demand: Demand
}

export interface Earlier {
  /** All closed rounds of the network, the oldest first, whatever group they asked. */
  readonly rounds: readonly ClosedRound[]
  readonly mergedInto: MergedInto
}

export interface Closing {
  readonly contributions: readonly Contribution[]
  readonly earlier: Earlier
  readonly rules: Rules
}

/** A round or a topic a piece: beside some earlier rounds of a large network all of them take a second or two. */
export function* poolDemand({ contributions, earlier, rules }: Closing): Pieces<Demand> {
  const parts = partsOf(earlier.mergedInto)
  const { rounds } = earlier
  const families = familiesOf([...rounds.map((round) => round.contributions), contributions])
  yield
  const heard = heardIn(contributions)
  const before = yield* each(rounds, (round) => ({
    round,
    heard: heardIn(round.contributions),
    needs: byTopic(round.contributions, families.numberOf),
  }))
  const now = byTopic(contributions, families.numberOf)
  yield
  const topics = yield* each(now, ([topic, needs]) => {
    const past = before.flatMap(({ round: { id, scope, sameScope, demand }, needs: then, ...rest }) =>
      [topic, ...(parts.get(topic) ?? [])].flatMap((of) => {
        const shown = demand.topics.find((one) => one.topic === of)
        // What an earlier round has shown of still earlier ones shows nothing of its own.
        if (shown?.asOf !== null) return []
        const same = sameScope && of === topic
        const needs = then.get(of) ?? none
        return [{ ...rest, id, topic: of, scope: scope ?? id, sameScope: same, demand: shown, needs }]
      }),
    )
    const elsewhere = past.filter((one) => one.topic === topic && !one.sameScope)
    const sums = [...sumsOf(heard, elsewhere), ...(parts.has(topic) ? mergedSums(past) : [])]
    return topicDemand({ topic, past, sums, views: viewsOf({ needs, past, sums, families }) }, rules)
  })
  return {
    topics: topics
      .flatMap((one) => one ?? [])
      .sort((one, other) => other.heads - one.heads || (one.topic < other.topic ? -1 : 1)),
  }
}

const none: Needs = { all: [], organisations: [] }

interface Behind extends Past {
  readonly needs: Needs
}

interface Viewed {
  readonly needs: Needs
  readonly past: readonly Behind[]
  readonly sums: readonly Sum<Behind>[]
  readonly families: Families
}

function viewsOf({ needs, past, sums, families }: Viewed): readonly [View, ...View[]] {
  const organisations = [needs, ...past.map((one) => one.needs)].map((one) => one.organisations)
  const viewBy = (places: Places): View => {
    const pools = new Map(past.map((one) => [one, poolOf(one.needs, places)]))
    const of = (one: Behind) => pools.get(one) ?? poolOf(none, places)
    return {
      now: poolOf(needs, places),
      past: pools,
      sums: new Map(sums.map((sum) => [sum, pooled({ plus: sum.plus.map(of), minus: sum.minus.map(of) })])),
    }
  }
  const latest = placesOf(organisations, families.latest)
  const joined = placesOf(organisations, families.joined)
  return latest.families === joined.families ? [viewBy(latest)] : [viewBy(latest), viewBy(joined)]
}
