/** Voting begins: by itself when enough people stand, else when whoever runs the election says so. */
import { record } from '../../audit/store'
import type { Transaction } from '../../database/database'
import type { Member } from '../../groups/member'
import { lacks, may } from '../../groups/rights'
import { each } from '../../jobs/each'
import type { PollDesk } from '../../polls/desk'
import { addVoters, insertPoll } from '../../polls/store'
import { onOpened } from '../../polls/subscribers'
import { addTrace as addPollTrace } from '../../polls/trace-store'
import { isRefusal, type Refusal, refuse } from '../../refusal'
import type { World } from '../../world'
import { candidaciesOf } from '../candidacy-store'
import { type Election, goOn, openingOf } from '../election'
import { nonceOf, pollOf } from '../opening'
import {
  addTrace,
  dueElections,
  electorateOf,
  isInElectorate,
  loadElection,
  lockElection,
  saveElection,
} from '../store'
import { onChanged, onShort } from '../subscribers'

type Desk = Pick<PollDesk, 'world' | 'keys'>

/** Opens those whose time has come, and tells of those in which too few stand. @returns how many were opened */
export async function openDueElections(desk: Desk): Promise<number> {
  const { world } = desk
  const due = await dueElections(world.database, world.clock.now())
  let opened = 0
  await each(due, async ({ network_id, election_id }) => {
    if (await openDue(desk, network_id, election_id)) opened += 1
  })
  return opened
}

async function openDue(desk: Desk, networkId: string, id: string): Promise<boolean> {
  const { world } = desk
  return withKey(desk, (pollId) =>
    world.database.inNetwork(networkId, async (tx) => {
      const stored = await lockElection(tx, id)
      if (!stored) return false
      const candidates = await standingIn(tx, id)
      const opening = openingOf(stored.election, candidates.length, world.clock.now())
      if (opening === 'short') await noteShort(world, tx, stored.election, candidates.length)
      if (opening !== 'open') return false
      await openVoting(world, tx, { election: stored.election, candidates, pollId, by: null })
      return true
    }),
  )
}

/**
 * The key must be on the disk before the first ballot can be, and each attempt has a poll id and a key of its own: of
 * two processes at once, the one that comes late must not overwrite the other's.
 */
async function withKey<T>({ keys, world }: Desk, work: (pollId: string) => Promise<T>): Promise<T> {
  const pollId = world.ids.id()
  await keys.make(pollId)
  // After a fault nobody knows whether it was stored: then the key stays, since it may be needed (E2).
  const done = await work(pollId)
  if (done === false || isRefusal(done)) await keys.destroy(pollId)
  return done
}

async function standingIn(tx: Transaction, id: string): Promise<readonly string[]> {
  const all = await candidaciesOf(tx, id)
  return all.filter(({ state }) => state === 'accepted').map((candidate) => candidate.id)
}

async function noteShort(world: World, tx: Transaction, election: Election, stand: number): Promise<void> {
  const short: Election = { ...election, state: 'short', revision: election.revision + 1 }
  await saveElection(tx, short)
  const data = { candidates: `${stand}`, places: `${election.places}` }
  await addTrace(tx, election.id, { at: world.clock.now(), what: 'short', by: null, data })
  await onShort(world, tx, short)
}

interface Voting {
  readonly election: Election
  readonly candidates: readonly string[]
  readonly pollId: string
  /** null: the calendar. */
  readonly by: string | null
}

async function openVoting(world: World, tx: Transaction, voting: Voting): Promise<void> {
  const { election, candidates, pollId, by } = voting
  const now = world.clock.now()
  const voters = (await electorateOf(tx, election.id)).map(({ id }) => id)
  const poll = pollOf(election, candidates, { id: pollId, voters: voters.length, now })
  if (!(await insertPoll(tx, poll, nonceOf(election.id))))
    throw new Error('an election that people still stand in has a poll already')
  await addVoters(tx, pollId, voters)
  await addPollTrace(tx, pollId, { at: now, what: 'opened', by, data: { voters: `${voters.length}` } })
  await onOpened(world, tx, poll)
  const opened: Election = { ...election, state: 'voting', pollId, revision: election.revision + 1 }
  await saveElection(tx, opened)
  const data = { candidates: `${candidates.length}`, places: `${election.places}` }
  await addTrace(tx, election.id, { at: now, what: by ? 'went-on' : 'opened', by, data })
  await onChanged(tx, opened)
}

/** Too few stand, and whoever runs the election lets it be held with those who do. */
export async function goOnWithFewer(
  desk: Desk,
  member: Member,
  id: string,
): Promise<{ readonly id: string } | Refusal> {
  const { world } = desk
  return withKey(desk, (pollId) =>
    world.database.inNetwork(member.networkId, async (tx) => {
      const lacking = await lacksRunningIt(tx, member, id)
      if (lacking) return lacking
      const stored = await lockElection(tx, id)
      if (!stored) return refuse('elections:unknown-election', {}, 404)
      const candidates = await standingIn(tx, id)
      const no = goOn(stored.election, candidates.length, world.clock.now())
      if (no) return no
      await openVoting(world, tx, { election: stored.election, candidates, pollId, by: member.id })
      const data = { candidates: candidates.length, places: stored.election.places }
      const matter = { kind: 'election', id }
      await record(tx, { at: world.clock.now(), by: member, what: 'election.go-on', matter, data })
      return { id }
    }),
  )
}

/** Who neither votes in it nor sees its group is not even told that it is there. */
export async function lacksRunningIt(
  tx: Transaction,
  member: Member,
  id: string,
): Promise<Refusal | undefined> {
  const stored = await loadElection(tx, id)
  if (!stored) return unknown()
  const { groupId } = stored.election
  const lacking = lacks(member, 'run-elections', groupId)
  const sees = may(member, 'see-group', groupId) || (await isInElectorate(tx, id, member.id))
  return lacking && !sees ? unknown() : lacking
}

const unknown = () => refuse('elections:unknown-election', {}, 404)
