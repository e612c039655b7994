/** Closes polls whose deadline has come (P3), and makes anonymous ones anonymous for good (P5). */
import { sql } from 'kysely'
import { record } from '../../audit/store'
import type { Transaction } from '../../database/database'
import { raw } from '../../database/query'
import type { Member } from '../../groups/member'
import { each } from '../../jobs/each'
import type { World } from '../../world'
import { ballotsByContent, forgetActs, storeShuffled } from '../ballot-store'
import { close, closeAtDeadline, graceMs } from '../closing'
import type { PollDesk } from '../desk'
import type { PollKeys } from '../keys'
import { kindOf } from '../kinds'
import type { Draw, Poll } from '../poll'
import { lockPoll, savePoll } from '../store'
import { onClosed } from '../subscribers'
import { countAll, sameTally } from '../tally'
import { addTrace } from '../trace-store'

/** @returns how many were closed; a poll that another process closes at the same time is not counted twice. */
export async function closeDuePolls({ world, keys }: Pick<PollDesk, 'world' | 'keys'>): Promise<number> {
  const latest = new Date(world.clock.now().getTime() - graceMs)
  const due = await world.database.ask(
    raw(sql<{ network_id: string; poll_id: string }>`select * from due_polls(${latest})`),
  )
  let closed = 0
  await each(due, async ({ network_id, poll_id }) => {
    if (await world.database.inNetwork(network_id, (tx) => closeDue(world, keys, tx, poll_id))) closed += 1
  })
  return closed
}

async function closeDue(world: World, keys: PollKeys, tx: Transaction, id: string): Promise<boolean> {
  const stored = await lockPoll(tx, id)
  if (!stored || !closeAtDeadline(stored.poll, {}, world.clock.now())) return false
  const key = stored.poll.anonymous ? await keys.of(id) : undefined
  await closeLocked(world, tx, stored.poll, { at: stored.poll.deadline, by: null, key })
  return true
}

export interface Closing {
  readonly at: Date
  /** Who closes it early; null for its deadline. */
  readonly by: Member | null
  /** Of an anonymous poll. */
  readonly key?: Buffer | undefined
}

/** Closes a poll whose row is locked. The tally is counted anew, from the ballots themselves. */
export async function closeLocked(
  world: World,
  tx: Transaction,
  poll: Poll,
  closing: Closing,
): Promise<void> {
  const { at, by, key } = closing
  const groups = await ballotsByContent(tx, poll.id, key)
  const counted = countAll(kindOf(poll), groups)
  if (!poll.anonymous && !sameTally(counted, poll.tally))
    world.log.error({ poll: poll.id }, 'the running tally differed from the ballots')
  const closed = settled(world, close(poll, counted, at))
  await forgetActs(tx, poll.id)
  if (poll.anonymous) await storeShuffled(tx, poll.id, groups)
  await savePoll(tx, closed)
  const data = { answered: `${poll.answered}` }
  const what = by ? 'closed-early' : 'closed'
  await addTrace(tx, poll.id, { at, what, by: by?.id ?? null, data })
  if (closed.draw) await traceDraw(tx, closed.id, closed.draw)
  await onClosed(world, tx, closed)
  const matter = { kind: 'poll', id: poll.id }
  await record(tx, { at: world.clock.now(), by, what: 'poll.close', matter })
}

/** What the votes leave open the lot decides, in this very transaction: nothing draws it a second time. */
function settled(world: World, closed: Poll): Poll {
  const draw = kindOf(closed).draw?.(closed, world.ids.below, world.clock.now()) ?? null
  return { ...closed, draw }
}

async function traceDraw(tx: Transaction, id: string, draw: Draw): Promise<void> {
  const data = { tied: `${draw.tied.length}`, places: `${draw.places}` }
  await addTrace(tx, id, { at: new Date(draw.at), what: 'drawn', by: null, data })
}

/** Destroys the keys of polls that are closed: right after closing, and again by the clock in case a crash came between. */
export async function destroyKeysOfClosed(world: World, keys: PollKeys): Promise<void> {
  const ids = await keys.list()
  if (ids.length === 0) return
  const closed = await world.database.ask(
    raw(sql<{ poll_id: string }>`select * from closed_polls(${[...ids]}::uuid[])`),
  )
  await each(closed, ({ poll_id }) => keys.destroy(poll_id))
}
