/**
 * Demand: the needs of all organisations pooled, and of that what may be shown (P7, N2). Pure.
 *
 * What is guaranteed: whoever reads all tables of all rounds, and knows its own family's needs, cannot work out any other
 * family's heads in any cell more closely than p %, shown or not; nor what fewer than k families, or one that stands out
 * among them, have changed between two rounds of which it takes everything else to be the same.
 *
 * How: no table has totals over topics, so each topic stands for itself. Its total is shown if it is safe (protection.ts); in
 * each dimension cells are shown if they are safe and what they leave is (cells.ts). Dimensions meet in the total alone: of
 * needs told apart in one way only, any fits with any other (Fréchet), so they say nothing about each other. A total of which
 * too few have changed since a round that showed it is shown as it was then, with all its tables; a table whose cells, or
 * sums of them, have changed so is shown as it was then, or not at all (change.ts). What is hidden from providers is one more
 * cell beside the total.
 *
 * What is not guaranteed: against families that put their knowledge together; against knowledge from elsewhere (who needs
 * what, that two dimensions go together, that what left one topic came into another); that a cell is empty where everything
 * else of its table is shown; and against conclusions from which of the safe cells was taken (the smallest).
 */

import { type Families, familiesOf, type Places, placesOf } from './families'
import type { Dimension } from './need'
import { byTopic, type Contribution, type Needs, poolOf } from './pooling'
import type { Rules } from './protection'
import { pooled, type Sum, sumsOf } from './scopes'
import { type Past, topicDemand, type View } from './topic'

/** A figure, and the round whose it is; null: this one's. */
export interface Figure {
  readonly heads: number
  readonly asOf: string | null
}

export interface Table {
  readonly asOf: string | null
  /** Category -> heads. What is not in it is hidden or empty, and nobody can tell which. */
  readonly cells: Readonly<Record<string, number>>
}

export interface TopicDemand extends Figure {
  /** Topic id, or `other`. */
  readonly topic: string
  /** Heads of which providers are not to know: for everybody else. */
  readonly hidden: Figure | null
  readonly tables: Readonly<Partial<Record<Dimension, Table>>>
}

/** All that is ever shown of a round. */
export interface Demand {
  /** Those with a figure that may be shown, most heads first. */
  readonly topics: readonly TopicDemand[]
}

export interface ClosedRound {
  readonly id: string
  /** Names what it asked, the network or a group; without it every round is taken to have asked somebody else. */
  readonly scope?: string
  /** Its organisations are those of the round that is closing: a change can then be shown as unchanged. */
  readonly sameScope: boolean
  readonly contributions: readonly Contribution[]
  readonly demand: Demand
}

/** @param earlier all closed rounds of the network, the oldest first, whatever group they asked */
export function poolDemand(
  contributions: readonly Contribution[],
  earlier: readonly ClosedRound[],
  rules: Rules,
): Demand {
  const families = familiesOf([...earlier.map((round) => round.contributions), contributions])
  const before = earlier.map((round) => ({ round, needs: byTopic(round.contributions, families.numberOf) }))
  const topics = [...byTopic(contributions, families.numberOf)].flatMap(([topic, needs]) => {
    const past = before.flatMap(({ round: { id, scope, sameScope, demand }, needs: then }) => {
      const shown = demand.topics.find((one) => one.topic === topic)
      // What an earlier round has shown of still earlier ones shows nothing of its own.
      if (shown?.asOf !== null) return []
      return [{ id, scope: scope ?? id, sameScope, demand: shown, needs: then.get(topic) ?? none }]
    })
    const sums = sumsOf(past.filter(({ sameScope }) => !sameScope))
    return topicDemand({ topic, past, sums, views: viewsOf({ needs, past, sums, families }) }, rules) ?? []
  })
  return {
    topics: topics.sort((one, other) => other.heads - one.heads || (one.topic < other.topic ? -1 : 1)),
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
