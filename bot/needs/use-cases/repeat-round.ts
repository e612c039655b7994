/** Opens the round that repeats a closed one, when its day has come: once, whichever process does it. */
import { record } from '../../audit/store'
import { dayIn } from '../../committee/today'
import type { Transaction } from '../../database/database'
import { networkOf } from '../../groups/network-store'
import { each } from '../../jobs/each'
import type { World } from '../../world'
import { tooFewToAsk } from '../opening'
import { quarterAt } from '../quarter'
import { repeatedDeadline, repeatsAt } from '../repeating'
import type { Round } from '../round'
import {
  addAsked,
  insertRound,
  lockRound,
  lockRounds,
  openRoundOf,
  organisationsToAsk,
  repeatingRounds,
  roundAfter,
} from '../round-store'
import { isRunOver } from '../settings'
import { needSettings } from '../settings-store'
import { onRoundOpened } from '../subscribers'
import { addRoundTrace } from '../trace-store'

/** @returns how many were opened */
export async function repeatDueRounds(world: World): Promise<number> {
  const all = await repeatingRounds(world.database)
  let opened = 0
  await each(all, async ({ network_id, round_id }) => {
    if (await world.database.inNetwork(network_id, (tx) => repeat(world, tx, round_id))) opened += 1
  })
  return opened
}

async function repeat(world: World, tx: Transaction, id: string): Promise<boolean> {
  await lockRounds(tx)
  const network = await networkOf(tx)
  const before = (await lockRound(tx, id))?.round
  const now = world.clock.now()
  if (!network || !before?.repeats || before.state !== 'closed' || repeatsAt(before, network) > now)
    return false
  const settings = await needSettings(tx)
  if (isRunOver(settings, dayIn(network.zone, now))) return false
  if ((await roundAfter(tx, id)) || (await openRoundOf(tx, before.groupId))) return false
  const asked = await organisationsToAsk(tx, before.groupId)
  const { leastFamilies, leastDistance } = settings
  const rules = { leastFamilies, leastDistance }
  if (tooFewToAsk(asked.length, rules)) return false
  const { zone } = network
  const round: Round = {
    ...{ id: world.ids.id(), groupId: before.groupId, quarter: quarterAt(now, zone), zone, state: 'open' },
    ...{ deadline: repeatedDeadline({ ...before, zone }, now, network), openedBy: null, openedAt: now },
    ...{ closedAt: null, rules, repeats: true, follows: id, asked: asked.length, answered: 0, revision: 1 },
    refreshWaiting: false,
  }
  // Another process has opened it.
  if (!(await insertRound(tx, round, null))) return false
  await addAsked(
    tx,
    round.id,
    asked.map((one) => one.id),
  )
  const data = { asked: `${asked.length}`, repeats: 'true' }
  await addRoundTrace(tx, round.id, { at: now, what: 'repeated', by: null, data })
  await onRoundOpened(world, tx, round)
  const [matter, group] = [{ kind: 'round', id: round.id }, round.groupId]
  await record(tx, { at: now, by: null, what: 'round.repeat', matter, data: { ...(group && { group }) } })
  return true
}
