/** Calls an election in a group: once for each form, with the electorate that the form has shown (P1). */
import { record } from '../../audit/store'
import { dayIn } from '../../committee/today'
import type { Transaction } from '../../database/database'
import type { Member } from '../../groups/member'
import { lacks } from '../../groups/rights'
import { groupById } from '../../groups/store'
import { electorateMark } from '../../polls/use-cases/open-poll'
import { mayVote } from '../../polls/voters-store'
import { isRefusal, type Refusal, refuse } from '../../refusal'
import type { World } from '../../world'
import { callElection, type Draft, type Election, saysSameTimes } from '../election'
import { addElectorate, addTrace, electionOfForm, insertElection, traceOf } from '../store'
import { onCalled } from '../subscribers'

export interface CallInput extends Draft {
  readonly group: string
  readonly nonce: string
  /** Fingerprint of the electorate as the form showed it; absent where nothing was shown before. */
  readonly mark?: string | undefined
}

/** @returns the election's id, of the first time when the form comes again */
export async function callElectionInGroup(
  world: World,
  member: Member,
  input: CallInput,
): Promise<{ readonly id: string } | Refusal> {
  return world.database.inNetwork(member.networkId, async (tx) => {
    const group = await groupById(tx, input.group)
    if (!group) return refuse('groups:unknown-group', {}, 404)
    const before = lacks(member, 'run-elections', group.id) ?? (await calledBefore(tx, input))
    if (before) return before
    const voters = await mayVote(tx, { electorate: input.electorate, groupId: group.id })
    if (input.mark !== undefined && input.mark !== electorateMark(voters))
      return refuse('polls:electorate-changed', { voters: voters.length })
    const { zone } = member.network
    const now = world.clock.now()
    const who = { id: world.ids.id(), groupId: group.id, calledBy: member.id, voters: voters.length }
    const election = callElection(input, { ...who, zone, now, today: dayIn(zone, now) })
    if (isRefusal(election)) return election
    if (!(await insertElection(tx, election, input.nonce)))
      return (await calledBefore(tx, input)) ?? refuse('elections:form-used')
    await store(
      world,
      tx,
      member,
      election,
      voters.map(({ id }) => id),
    )
    return { id: election.id }
  })
}

async function store(
  world: World,
  tx: Transaction,
  member: Member,
  election: Election,
  voters: readonly string[],
): Promise<void> {
  const { id, places, electorate, calledAt: at } = election
  await addElectorate(tx, id, voters)
  await addTrace(tx, id, { at, what: 'called', by: member.id, data: { voters: `${voters.length}` } })
  await onCalled(world, tx, election)
  const data = { places, electorate, voters: voters.length }
  await record(tx, { at, by: member, what: 'election.call', matter: { kind: 'election', id }, data })
}

/** P2: the election that this form has become already; a refusal if the form says something else by now. */
async function calledBefore(
  tx: Transaction,
  input: CallInput,
): Promise<{ readonly id: string } | Refusal | undefined> {
  const before = (await electionOfForm(tx, input.nonce))?.election
  if (!before) return undefined
  const same =
    before.groupId === input.group &&
    (['title', 'places', 'electorate', 'from', 'to'] as const).every((key) => before[key] === input[key]) &&
    ((await hasMoved(tx, before.id)) || saysSameTimes(input, before))
  return same ? { id: before.id } : refuse('elections:form-used')
}

/** More time was given since: what the form said is not known any more, and the election is what it has become. */
async function hasMoved(tx: Transaction, id: string): Promise<boolean> {
  return (await traceOf(tx, id)).some(({ what }) => what === 'extended')
}
