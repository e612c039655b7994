/** Edits an open poll: options (P8), later voters (P1), an early end. Each leaves a trace. */
import { record } from '../../audit/store'
import type { Transaction } from '../../database/database'
import type { Member } from '../../groups/member'
import { isRefusal, type Refusal, refuse } from '../../refusal'
import type { World } from '../../world'
import { closeEarly } from '../closing'
import { addOption, type Edited, removeOption, renameOption } from '../edit'
import { isOver, type Poll } from '../poll'
import { lacksRunning, maySee } from '../running'
import { addVoters, lockPoll, savePoll } from '../store'
import { onEdited } from '../subscribers'
import { addTrace } from '../trace-store'
import { mayVote } from '../voters-store'
import { closeLocked } from './close-poll'

type Change = (poll: Poll, tx: Transaction) => Edited | Refusal | Promise<Edited | Refusal>

/** @returns nothing but success: the caller shows the poll anew. */
async function edit(
  world: World,
  member: Member,
  id: string,
  what: `poll.${string}`,
  change: Change,
): Promise<Refusal | undefined> {
  return world.database.inNetwork(member.networkId, async (tx) => {
    const stored = await lockPoll(tx, id)
    if (!stored || !maySee(member, stored)) return refuse('polls:unknown-poll', {}, 404)
    const lacking = lacksRunning(member, stored)
    if (lacking) return lacking
    const edited = await change(stored.poll, tx)
    if (isRefusal(edited)) return edited
    const at = world.clock.now()
    await savePoll(tx, edited.poll)
    await addTrace(tx, id, { at, by: member.id, ...edited.trace })
    await onEdited(tx, edited.poll)
    // What an option is called stands in the poll's own trace.
    const { member: newcomer } = edited.trace.data
    const data = newcomer ? { member: newcomer } : {}
    await record(tx, { at, by: member, what, matter: { kind: 'poll', id }, data })
    return undefined
  })
}

export function addPollOption(world: World, member: Member, id: string, label: string) {
  return edit(world, member, id, 'poll.add-option', (poll) => addOption(poll, label, world.clock.now()))
}

export function renamePollOption(world: World, member: Member, id: string, option: string, label: string) {
  return edit(world, member, id, 'poll.rename-option', (poll) =>
    renameOption(poll, option, label, world.clock.now()),
  )
}

export function removePollOption(world: World, member: Member, id: string, option: string) {
  return edit(world, member, id, 'poll.remove-option', (poll) =>
    removeOption(poll, option, world.clock.now()),
  )
}

/** P1: a voting member who joined after opening. */
export function addVoter(world: World, member: Member, id: string, newcomer: string) {
  return edit(world, member, id, 'poll.add-voter', async (poll, tx) => {
    if (isOver(poll, world.clock.now())) return refuse('polls:edit-closed')
    const person = (await mayVote(tx, poll)).find((one) => one.id === newcomer)
    if (!person) return refuse('polls:not-a-voting-member', {}, 422)
    if ((await addVoters(tx, id, [newcomer])) === 0)
      return refuse('polls:voter-already', { name: person.name })
    return {
      poll: { ...poll, voters: poll.voters + 1, revision: poll.revision + 1 },
      trace: { what: 'voter-added', data: { member: person.id } },
    }
  })
}

export async function closePollEarly(world: World, member: Member, id: string): Promise<Refusal | undefined> {
  return world.database.inNetwork(member.networkId, async (tx) => {
    const stored = await lockPoll(tx, id)
    if (!stored || !maySee(member, stored)) return refuse('polls:unknown-poll', {}, 404)
    const at = world.clock.now()
    const refused = lacksRunning(member, stored) ?? closeEarly(stored.poll, at)
    if (refused) return refused
    await closeLocked(world, tx, stored.poll, { at, by: member })
    return undefined
  })
}
