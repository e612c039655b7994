/**
 * Where ballots are cast: who waits rides in the next transaction together, whatever the poll.
 *
 * A poll's row is locked while its tally changes, so single transactions would queue up behind each other's fsync.
 * Gathered, 32 waiting ballots cost one or two commits, and every tally stays exact with any number of processes.
 */
import { coalesce } from '../database/coalesce'
import { DatabaseBusy, DatabaseGone, type Transaction } from '../database/database'
import { type Refusal, refuse } from '../refusal'
import type { World } from '../world'
import type { Attempt } from './ballot'
import { knownActs, saveBallots, votersAt } from './ballot-store'
import { type Counted, Counting, type Place } from './counting'
import { actKey, type PollKeys, voterKey } from './keys'
import type { Poll } from './poll'
import { lockPolls, type StoredPoll, saveCounts } from './store'
import { onCounted } from './subscribers'

export interface Rider extends Attempt {
  readonly pollId: string
  readonly memberId: string
  /** Of the card or form as it was rendered (P2). */
  readonly nonce: string
}

export interface BallotBox {
  cast(networkId: string, rider: Rider): Promise<Counted | Refusal>
}

/** Two: one transaction fills while the other commits; more would mostly wait for each other's polls. */
const lanes = 2

type Box = { readonly ride: (rider: Rider) => Promise<Counted | Refusal>; riders: number }

export function openBallotBox(world: World, keys: PollKeys): BallotBox {
  const boxes = new Map<string, Box>()
  const boxFor = (networkId: string): Box => {
    const run = (riders: readonly Rider[]) => countTogether(world, keys, networkId, riders)
    // One poll's row may be held for long: the others' ballots do not wait for it.
    const alone = (error: unknown) => !(error instanceof DatabaseGone) || error instanceof DatabaseBusy
    return { ride: coalesce({ run, lanes, alone }), riders: 0 }
  }
  return {
    cast: async (networkId, rider) => {
      const box = boxes.get(networkId) ?? boxFor(networkId)
      boxes.set(networkId, box)
      box.riders += 1
      try {
        return await box.ride(rider)
      } finally {
        box.riders -= 1
        if (box.riders === 0) boxes.delete(networkId)
      }
    },
  }
}

async function countTogether(
  world: World,
  keys: PollKeys,
  networkId: string,
  riders: readonly Rider[],
): Promise<readonly (Counted | Refusal)[]> {
  const places = await Promise.all(riders.map((rider) => placeOf(keys, rider)))
  const { answers, changed } = await world.database.inNetwork(networkId, (tx) => countAll(tx, riders, places))
  for (const { id, groupId, revision, anonymous } of changed) {
    world.tellNews({ network: networkId, poll: id, group: groupId, revision })
    if (!anonymous) keys.noteNamed(id)
  }
  return answers
}

async function placeOf(keys: PollKeys, { pollId, memberId, nonce, chosen }: Rider): Promise<Place> {
  const key = await keys.of(pollId)
  return {
    pollId,
    memberId,
    voterKey: voterKey(memberId, key),
    actKey: actKey([pollId, memberId, nonce, JSON.stringify(chosen)], key),
    key,
  }
}

/** What each rider gets, and the polls that have changed. */
interface Count {
  readonly answers: readonly (Counted | Refusal)[]
  readonly changed: readonly Poll[]
}

async function countAll(tx: Transaction, riders: readonly Rider[], places: readonly Place[]): Promise<Count> {
  const locked = lockPolls(tx, [...new Set(places.map((place) => place.pollId))])
  // Asked after the lock, in the same round trip: PostgreSQL answers in order.
  const asked = Promise.all([locked, votersAt(tx, places), knownActs(tx, places)])
  const [polls, voters, acts] = await asked
  const counts = new Map(
    polls.map((stored) => [stored.poll.id, new Counting(openable(stored, places), acts)]),
  )
  const answers = riders.map((rider, i) => {
    const [place, voter] = [places[i], voters[i]]
    if (!place || !voter) throw new Error('the database answered for fewer voters than were asked for')
    return counts.get(rider.pollId)?.take(rider, place, voter) ?? refuse('polls:unknown-poll', {}, 404)
  })
  return { answers, changed: await save(tx, [...counts.values()]) }
}

/** Without its key an anonymous poll would take a second ballot from everyone. */
function openable(stored: StoredPoll, places: readonly Place[]): StoredPoll {
  const { id, anonymous, state } = stored.poll
  if (anonymous && state === 'open' && !places.every((place) => place.pollId !== id || place.key))
    throw new Error('the key of an open anonymous poll is missing: is KEYS_DIR the same for all processes?')
  return stored
}

async function save(tx: Transaction, counts: readonly Counting[]): Promise<readonly Poll[]> {
  const changes = counts.map((count) => count.changes)
  const saving = saveBallots(tx, {
    stored: changes.flatMap((change) => change.stored),
    withdrawn: changes.flatMap((change) => change.withdrawn),
    took: changes.flatMap((change) => change.took),
    acts: changes.flatMap((change) => change.acts),
  })
  const changed = counts.filter((count) => count.changed).map((count) => count.poll)
  const saved = Promise.all(changed.map((poll) => onCounted(tx, poll))).then((polls) => saveCounts(tx, polls))
  await Promise.all([saving, saved])
  return changed
}
