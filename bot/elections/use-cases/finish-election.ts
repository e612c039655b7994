/** After an election: the elected are put into their seats, in one act; and anybody who sees it may have it recounted. */
import { record } from '../../audit/store'
import { fill, type Seat } from '../../committee/seat'
import { insertSeats, personFor, seatsOf } from '../../committee/store'
import type { Transaction } from '../../database/database'
import { administering, lockAdministration } from '../../groups/administration-store'
import { followSeats } from '../../groups/committee-store'
import type { Member } from '../../groups/member'
import { ballotsByContent } from '../../polls/ballot-store'
import { outcomeOf } from '../../polls/outcome'
import { type Option, type Poll, resultHidden } from '../../polls/poll'
import { recountElection } from '../../polls/recounting'
import { loadPoll } from '../../polls/store'
import { isRefusal, type Refusal, refuse } from '../../refusal'
import type { World } from '../../world'
import type { Election } from '../election'
import { addTrace, loadElection, lockElection, saveElection } from '../store'
import { onChanged } from '../subscribers'
import type { RecountView } from '../view'
import { lacksRunningIt } from './open-voting'
import { showElection } from './show-election'

export async function fillSeats(world: World, member: Member, id: string): Promise<Refusal | undefined> {
  return world.database.inNetwork(member.networkId, async (tx) => {
    await lockAdministration(tx)
    const lacking =
      (await lacksRunningIt(tx, member, id)) ?? (await administering(tx, member, 'run-elections'))
    if (lacking) return lacking
    const election = (await lockElection(tx, id))?.election
    if (!election) return refuse('elections:unknown-election', {}, 404)
    const poll = await resultOf(tx, election)
    if (isRefusal(poll)) return poll
    if (election.filledAt) return refuse('elections:filled-already')
    const seats = await seatsFor(world, tx, election, electedIn(poll))
    if (isRefusal(seats)) return seats
    await insertSeats(tx, seats, id)
    const at = world.clock.now()
    await followSeats(tx, at)
    const filled = { ...election, filledAt: at, revision: election.revision + 1 }
    await saveElection(tx, filled)
    await addTrace(tx, id, { at, what: 'filled', by: member.id, data: { seats: `${seats.length}` } })
    await onChanged(tx, filled)
    const data = { seats: seats.length, holders: seats.map(({ holderId }) => holderId ?? '-').join(' ') }
    await record(tx, { at, by: member, what: 'election.fill-seats', matter: { kind: 'election', id }, data })
    return undefined
  })
}

/** The poll, once its result stands and may be read. */
async function resultOf(tx: Transaction, election: Election): Promise<Poll | Refusal> {
  const poll = election.pollId === null ? undefined : (await loadPoll(tx, election.pollId))?.poll
  if (poll?.state !== 'closed')
    return refuse('elections:not-over', { deadline: election.deadline, zone: election.zone })
  return resultHidden(poll, false) ? refuse('elections:no-result') : poll
}

function electedIn({ options, tally, places, draw }: Poll): readonly Option[] {
  const { elected } = outcomeOf(options, tally, places ?? 0, draw)
  return elected.flatMap((id) => options.find((option) => option.id === id) ?? [])
}

/** A seat for each of them, of the person's organisation. It stays vacant where the person has left since the election. */
async function seatsFor(
  world: World,
  tx: Transaction,
  election: Election,
  elected: readonly Option[],
): Promise<readonly Seat[] | Refusal> {
  if (elected.length === 0) return refuse('elections:nobody-elected')
  const others = await seatsOf(tx)
  const seats: Seat[] = []
  for (const { member, label } of elected) {
    const person = member === undefined ? undefined : await personFor(tx, member, null)
    if (!person) throw new Error('somebody was elected who is nobody')
    const { organisationId, left } = person
    const nobody = { holderId: null, deputyId: null, chair: false, ended: false }
    const { from, to } = election
    const vacant: Seat = { id: world.ids.id(), organisationId, ...nobody, from, to }
    const seat = left ? vacant : fill(vacant, person, others)
    if (isRefusal(seat)) return refuse('elections:holds-seat', { name: label })
    seats.push(seat)
  }
  return seats
}

export async function recount(world: World, member: Member, id: string): Promise<RecountView | Refusal> {
  const shown = await showElection(world, member, id)
  if (isRefusal(shown)) return shown
  return world.database.inNetwork(member.networkId, async (tx) => {
    const election = (await loadElection(tx, id))?.election
    const poll = election ? await resultOf(tx, election) : refuse('elections:unknown-election', {}, 404)
    if (isRefusal(poll)) return poll
    const counted = recountElection(poll, await ballotsByContent(tx, poll.id, undefined))
    const rows = poll.options.map((option) => ({
      label: option.label,
      votes: counted.tally[option.id] ?? 0,
      elected: counted.elected.includes(option.id),
    }))
    return { ballots: counted.ballots, rows, agrees: counted.agrees }
  })
}
