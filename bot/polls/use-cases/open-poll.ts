/** Opens a poll in a group: once for each form, to the electorate that the form has shown (P1). */
import { createHash } from 'node:crypto'
import { record } from '../../audit/store'
import type { Transaction } from '../../database/database'
import type { Member } from '../../groups/member'
import { lacks } from '../../groups/rights'
import { groupById, type Person, votingMembers } from '../../groups/store'
import { isRefusal, type Refusal, refuse } from '../../refusal'
import type { World } from '../../world'
import type { PollKeys } from '../keys'
import { type Draft, openPoll, saysSame } from '../opening'
import { addVoters, insertPoll, pollOfForm, type StoredPoll } from '../store'
import { onOpened } from '../subscribers'
import { addTrace, traceOf } from '../trace-store'

export interface OpenPollInput extends Draft {
  readonly group: string
  readonly nonce: string
  /** Fingerprint of the electorate as the form showed it; absent where nothing was shown before. */
  readonly electorate?: string | undefined
}

export interface Opened extends StoredPoll {
  /** Runs in the transaction that opens the poll: what else follows from the form. */
  readonly first: boolean
}

export async function openPollInGroup(
  world: World,
  keys: PollKeys,
  member: Member,
  input: OpenPollInput,
  alongside: (tx: Transaction, opened: StoredPoll) => Promise<void> = async () => {},
): Promise<Opened | Refusal> {
  const id = world.ids.id()
  const prepared = await prepare(world, member, input, id)
  if (isRefusal(prepared)) return prepared
  if (prepared.before) return { ...prepared.before, first: false }
  // The key must be on the disk before the first ballot can be. If the opening fails after all, it joins nothing.
  if (prepared.poll.anonymous) await keys.make(id)
  const opened = await world.database.inNetwork(member.networkId, async (tx) => {
    const { poll, groupName, groupKind, voters } = prepared
    if (!(await insertPoll(tx, poll, input.nonce))) return openedBefore(tx, input)
    await addVoters(
      tx,
      id,
      voters.map((voter) => voter.id),
    )
    await addTrace(tx, id, {
      at: poll.openedAt,
      what: 'opened',
      by: member.id,
      data: { voters: `${voters.length}` },
    })
    await onOpened(world, tx, poll)
    await alongside(tx, { poll, groupName, groupKind })
    const matter = { kind: 'poll', id }
    await record(tx, {
      at: poll.openedAt,
      by: member,
      what: 'poll.open',
      matter,
      data: { group: poll.groupId },
    })
    return { poll, groupName, groupKind }
  })
  if (!opened) throw new Error('a poll of this form was there and then was not')
  const first = !isRefusal(opened) && opened.poll.id === id
  if (!first && prepared.poll.anonymous) await keys.destroy(id)
  return isRefusal(opened) ? opened : { ...opened, first }
}

/** P2: the poll that this form has become already; a refusal if the form says something else by now. */
async function openedBefore(
  tx: Transaction,
  input: OpenPollInput,
): Promise<StoredPoll | Refusal | undefined> {
  const before = await pollOfForm(tx, input.nonce)
  if (!before) return undefined
  const { id, groupId, question, deadline, zone } = before.poll
  if (groupId !== input.group) return refuse('polls:form-used')
  const added = (await traceOf(tx, id)).filter(({ what }) => what === 'option-added').length
  return saysSame(input, before.poll, added)
    ? before
    : refuse('polls:form-sent', { question, deadline, zone })
}

async function prepare(world: World, member: Member, input: OpenPollInput, id: string) {
  return world.database.inNetwork(member.networkId, async (tx) => {
    const group = await groupById(tx, input.group)
    if (!group) return refuse('groups:unknown-group', {}, 404)
    const lacking = lacks(member, 'run-polls', group.id, group.kind)
    if (lacking) return lacking
    const before = await openedBefore(tx, input)
    if (before) return isRefusal(before) ? before : { before }
    const voters = await votingMembers(tx, group.id)
    if (input.electorate !== undefined && input.electorate !== electorateMark(voters))
      return refuse('polls:electorate-changed', { voters: voters.length })
    const facts = { id, groupId: group.id, openedBy: member.id, voters: voters.length }
    const poll = openPoll(input, { ...facts, zone: member.network.zone, now: world.clock.now() })
    if (isRefusal(poll)) return poll
    return { before: undefined, poll, groupName: group.name, groupKind: group.kind, voters }
  })
}

/** P1: stands on the form for the electorate that it shows. */
export function electorateMark(voters: readonly Person[]): string {
  const ids = voters.map((voter) => voter.id).sort()
  return createHash('sha256').update(ids.join()).digest('base64url').slice(0, 16)
}
