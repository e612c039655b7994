/** Closes rounds whose deadline has come (P3), and computes once and for all what may be shown of them (P7). */
import { record } from '../../audit/store'
import type { Transaction } from '../../database/database'
import { topOf } from '../../groups/family'
import { each } from '../../jobs/each'
import { inPieces } from '../../pieces'
import { graceMs } from '../../polls/closing'
import type { World } from '../../world'
import { poolDemand } from '../demand'
import {
  answeredCount,
  closedBefore,
  contributionsOf,
  forgetAnswerActs,
  freezeFamilies,
  freezeTopics,
  saveClosed,
  stillAsked,
} from '../demand-store'
import type { Round } from '../round'
import { dueRounds, lockRound, lockRounds, parentsIn } from '../round-store'
import { onRoundClosed } from '../subscribers'
import { mergedTopics } from '../topic-store'
import { addRoundTrace } from '../trace-store'

/** @returns how many were closed; a round that another process closes at the same time is not counted twice */
export async function closeDueRounds(world: World): Promise<number> {
  const due = await dueRounds(world.database, new Date(world.clock.now().getTime() - graceMs))
  let closed = 0
  await each(due, async ({ network_id, round_id }) => {
    if (await world.database.inNetwork(network_id, (tx) => closeDue(world, tx, round_id))) closed += 1
  })
  return closed
}

async function closeDue(world: World, tx: Transaction, id: string): Promise<boolean> {
  await lockRounds(tx)
  const stored = await lockRound(tx, id)
  if (stored?.round.state !== 'open' || world.clock.now() < stored.round.deadline) return false
  const { round } = stored
  const asked = await freeze(tx, round)
  const contributions = (await contributionsOf(tx, [id])).get(id) ?? []
  const earlier = { rounds: await closedBefore(tx, round), mergedInto: await mergedTopics(tx) }
  const demand = await inPieces(poolDemand({ contributions, earlier, rules: round.rules }))
  const closed: Round = {
    ...{ ...round, state: 'closed', closedAt: round.deadline, asked, answered: await answeredCount(tx, id) },
    revision: round.revision + 1,
  }
  await saveClosed(tx, closed, demand)
  await forgetAnswerActs(tx, id)
  await addRoundTrace(tx, id, { at: round.deadline, what: 'closed', by: null })
  await onRoundClosed(world, tx, closed)
  await record(tx, {
    ...{ at: world.clock.now(), by: null, what: 'round.close', matter: { kind: 'round', id } },
  })
  return true
}

/** What counts as what from now on. @returns how many organisations are left of those asked */
async function freeze(tx: Transaction, { id }: Round): Promise<number> {
  const [asked, parents] = [await stillAsked(tx, id), await parentsIn(tx)]
  const families = asked.map((one): [string, string] => [one, topOf(one, (child) => parents.get(child))])
  await freezeFamilies(tx, id, new Map(families))
  await freezeTopics(tx, id)
  return asked.length
}
