/** Reminds organisations whose answer is missing (P4): in the personal chat, else by mail, else the channel, without a name. */
import { nextOpen } from '../../calendar/quiet-hours'
import type { Transaction } from '../../database/database'
import { requestPosts } from '../../delivery/ledger'
import type { NewPost } from '../../delivery/store'
import { networkOf } from '../../groups/network-store'
import { reachOf } from '../../groups/reach-store'
import { each } from '../../jobs/each'
import type { World } from '../../world'
import { answerersIn, channelsFor, enteredLast } from '../answerer-store'
import { whomToRemind } from '../reminded'
import { dueRoundReminders, postponeRoundReminder, takeRoundReminders } from '../reminder-store'
import { isOver, type Round } from '../round'
import { lockRound } from '../round-store'
import { roundPost } from '../subscribers'

/** @returns of how many rounds organisations were reminded */
export async function remindOrganisations(world: World): Promise<number> {
  const due = await dueRoundReminders(world.database, world.clock.now())
  let reminded = 0
  await each(due, async ({ network_id, round_id }) => {
    if (await world.database.inNetwork(network_id, (tx) => remind(world, tx, round_id))) reminded += 1
  })
  return reminded
}

/** Done and requested in one transaction: a crash leaves both or neither. */
async function remind(world: World, tx: Transaction, roundId: string): Promise<boolean> {
  const stored = await lockRound(tx, roundId)
  const now = world.clock.now()
  // Two that are due together (the service was down) are one.
  if ((await takeRoundReminders(tx, roundId, now)) === 0) return false
  const network = await networkOf(tx)
  if (!network || !stored || isOver(stored.round, now)) return false
  const open = nextOpen(now, network)
  if (open > now) {
    if (open < stored.round.deadline) await postponeRoundReminder(tx, roundId, now, open)
    return false
  }
  await requestPosts(tx, await postsFor(world, tx, stored.round))
  return true
}

async function postsFor(world: World, tx: Transaction, round: Round): Promise<readonly NewPost[]> {
  const people = await answerersIn(tx, round, { missing: true })
  const ways = await reachOf(
    tx,
    people.map(({ memberId }) => memberId),
    world.mail,
  )
  const reachable = new Set(ways.map(({ memberId }) => memberId))
  const { remind: chosen, unreached } = whomToRemind(people, await enteredLast(tx, round), reachable)
  const reminded = new Set(chosen)
  const personal = ways
    .filter(({ memberId }) => reminded.has(memberId))
    .map((way) => roundPost(world, round, 'round-reminder', way))
  if (unreached === 0) return personal
  const channels = await channelsFor(tx, round.groupId)
  const everyone = channels.map((channel) =>
    roundPost(world, round, 'round-reminder', { ...channel, memberId: null }),
  )
  return [...personal, ...everyone]
}
