/** Standing: on one's own account, by saying yes to a proposal, by saying no, by proposing somebody. */
import { record } from '../../audit/store'
import type { Transaction } from '../../database/database'
import { isStillThere } from '../../groups/erasure-store'
import type { Member } from '../../groups/member'
import { lacks, may } from '../../groups/rights'
import { lockPoll, savePoll } from '../../polls/store'
import { onEdited } from '../../polls/subscribers'
import { addTrace as addPollTrace } from '../../polls/trace-store'
import { isRefusal, type Refusal, refuse } from '../../refusal'
import type { Turn } from '../../route'
import type { World } from '../../world'
import { type CandidacyState, decline, propose, type Standing, stand } from '../candidacy'
import { candidaciesOf, candidacyOf, saveCandidacy } from '../candidacy-store'
import type { Election } from '../election'
import { addTrace, isInElectorate, lockElection, saveElection } from '../store'
import { onChanged, onProposed } from '../subscribers'

type Done = Refusal | undefined

/** What the rules must know of a person who is to stand; a refusal for who does not see the election. */
async function standingOf(
  tx: Transaction,
  member: Member,
  id: string,
  personId: string,
  at: Date,
): Promise<Standing | Refusal> {
  // First of all: whoever is being erased stands nowhere any more.
  if (!(await isStillThere(tx, member.id))) return refuse('groups:not-a-member', {}, 403)
  if (personId !== member.id && !(await isStillThere(tx, personId)))
    return refuse('elections:not-eligible', {}, 403)
  const stored = await lockElection(tx, id)
  const inElectorate = await isInElectorate(tx, id, personId)
  const groupId = stored?.election.groupId
  const sees =
    (personId === member.id ? inElectorate : await isInElectorate(tx, id, member.id)) ||
    may(member, 'see-group', groupId) ||
    may(member, 'run-elections', groupId)
  if (!stored || !sees) return refuse('elections:unknown-election', {}, 404)
  const before = await candidacyOf(tx, id, personId)
  const accepted = (await candidaciesOf(tx, id)).filter(({ state }) => state === 'accepted').length
  return { election: stored.election, inElectorate, before, accepted, at }
}

/** @param turn its arrival counts: waiting for the database costs nobody a candidacy (P3) */
export async function standForElection(world: World, { member, arrivedAt }: Turn, id: string): Promise<Done> {
  return world.database.inNetwork(member.networkId, async (tx) => {
    const standing = await standingOf(tx, member, id, member.id, arrivedAt)
    if (isRefusal(standing)) return standing
    const effect = stand(standing)
    if (isRefusal(effect) || effect === 'unchanged') return isRefusal(effect) ? effect : undefined
    await saveCandidacy(tx, id, member.id, { state: effect, proposedBy: null, at: arrivedAt })
    const election = await moved(tx, standing.election)
    await addTrace(tx, id, { at: arrivedAt, what: 'stands', by: member.id })
    await onChanged(tx, election)
    return undefined
  })
}

/** Says no, or steps back: while people vote the ballot says so from then on, and no vote is lost (P8). */
export async function declineCandidacy(world: World, { member, arrivedAt }: Turn, id: string): Promise<Done> {
  return world.database.inNetwork(member.networkId, async (tx) => {
    const standing = await standingOf(tx, member, id, member.id, arrivedAt)
    if (isRefusal(standing)) return standing
    const effect = decline(standing)
    if (isRefusal(effect) || effect === 'unchanged') return isRefusal(effect) ? effect : undefined
    if (effect === 'withdrawn') {
      const no = await markWithdrawn(tx, standing.election, member, arrivedAt)
      if (no) return no
    }
    await saveCandidacy(tx, id, member.id, { state: effect, proposedBy: null, at: arrivedAt })
    const election = await moved(tx, standing.election)
    await traceDecline(tx, id, standing.before, effect, member.id, arrivedAt)
    await onChanged(tx, election)
    return undefined
  })
}

/** Whoever was asked and says no is not told of in public. */
async function traceDecline(
  tx: Transaction,
  id: string,
  before: CandidacyState | null,
  effect: CandidacyState,
  by: string,
  at: Date,
): Promise<void> {
  if (before !== 'accepted') return
  await addTrace(tx, id, { at, what: effect === 'withdrawn' ? 'withdrew' : 'stepped-back', by })
}

async function markWithdrawn(tx: Transaction, election: Election, member: Member, at: Date): Promise<Done> {
  const stored = election.pollId === null ? undefined : await lockPoll(tx, election.pollId)
  if (stored?.poll.state !== 'open' || at >= stored.poll.deadline)
    return refuse('elections:voting-over', { deadline: election.deadline, zone: election.zone })
  const { poll } = stored
  const options = poll.options.map((option) =>
    option.member === member.id ? { ...option, withdrawn: true } : option,
  )
  const marked = { ...poll, options, revision: poll.revision + 1 }
  await savePoll(tx, marked)
  await addPollTrace(tx, poll.id, { at, what: 'candidate-withdrawn', by: member.id, data: {} })
  await onEdited(tx, marked)
  return undefined
}

async function moved(tx: Transaction, election: Election): Promise<Election> {
  const next = { ...election, revision: election.revision + 1 }
  await saveElection(tx, next)
  return next
}

export async function proposeCandidate(
  world: World,
  { member, arrivedAt }: Turn,
  id: string,
  personId: string,
): Promise<Done> {
  return world.database.inNetwork(member.networkId, async (tx) => {
    const standing = await standingOf(tx, member, id, personId, arrivedAt)
    if (isRefusal(standing)) return standing
    const { election } = standing
    const no = lacks(member, 'propose-candidates', election.groupId)
    if (no) return no
    // Who proposes themselves means to stand.
    if (personId === member.id) return refuse('elections:propose-oneself', {}, 422)
    const effect = propose(standing)
    if (isRefusal(effect) || effect === 'unchanged') return isRefusal(effect) ? effect : undefined
    await saveCandidacy(tx, id, personId, { state: effect, proposedBy: member.id, at: arrivedAt })
    await onProposed(world, tx, await moved(tx, election), personId)
    const data = { candidate: personId }
    const matter = { kind: 'election', id }
    await record(tx, { at: world.clock.now(), by: member, what: 'election.propose', matter, data })
    return undefined
  })
}
