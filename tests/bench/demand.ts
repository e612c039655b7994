/** Demand under P7 of a large network, pooled at closing: alone, and beside four earlier rounds of the same size. */
import { type ClosedRound, poolDemand } from '../../bot/needs/demand'
import type { Contribution } from '../../bot/needs/pooling'
import { whole } from '../support/whole'
import type { Row } from './bench'
import { demandRounds } from './demand-rounds'

/** Milliseconds. */
const bar = 300
const shape = { organisations: 2000, needs: 40_000, topics: 50, rounds: 5 }
const rules = { leastFamilies: 3, leastDistance: 15 }
const times = 5

const pooled = (contributions: readonly Contribution[], rounds: readonly ClosedRound[]) =>
  whole(poolDemand({ contributions, earlier: { rounds, mergedInto: new Map() }, rules }))

export async function demand(): Promise<Row> {
  const rounds = demandRounds(shape)
  const closed: ClosedRound[] = []
  for (const [i, contributions] of rounds.entries())
    closed.push({
      id: `r${i}`,
      scope: '',
      sameScope: true,
      contributions,
      demand: pooled(contributions, closed),
    })
  const closing = rounds.at(-1) ?? []
  const alone = median(() => pooled(closing, []))
  const beside = median(() => pooled(closing, closed.slice(0, -1)))
  return {
    what: `demand of ${shape.needs} needs, pooled`,
    measured: `${alone.toFixed(0)} ms; beside ${rounds.length - 1} earlier rounds ${beside.toFixed(0)} ms`,
    bar: `${bar} ms alone`,
    held: alone <= bar,
    details: { ...shape, alone, beside },
  }
}

/** Milliseconds. */
function median(work: () => unknown): number {
  const measured = Array.from({ length: times }, () => {
    const began = performance.now()
    work()
    return performance.now() - began
  })
  return measured.sort((one, other) => one - other)[Math.floor(times / 2)] ?? 0
}
