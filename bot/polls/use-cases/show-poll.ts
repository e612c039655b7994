/** Shows one poll to one reader: its state and own answer, or its whole page. */
import type { Transaction } from '../../database/database'
import type { Member } from '../../groups/member'
import { type Refusal, refuse } from '../../refusal'
import type { World } from '../../world'
import { electorateOf, namesByOption, votersAt } from '../ballot-store'
import { type PollKeys, voterKey } from '../keys'
import { mayRun, maySee } from '../running'
import { loadPoll, type StoredPoll } from '../store'
import { areNamesForgotten, traceOf } from '../trace-store'
import type { PollPageView, PollView } from '../view'
import { visiblePoll } from '../visible'
import { mayVote } from '../voters-store'

interface Shown {
  readonly stored: StoredPoll
  readonly view: PollView
}

export async function showPoll(
  world: World,
  keys: PollKeys,
  member: Member,
  id: string,
): Promise<PollView | Refusal> {
  const key = await keys.of(id)
  return world.database.inNetwork(member.networkId, async (tx) => {
    const shown = await seen(world, tx, member, id, key)
    return shown?.view ?? refuse('polls:unknown-poll', {}, 404)
  })
}

export async function showPollPage(
  world: World,
  keys: PollKeys,
  member: Member,
  id: string,
): Promise<PollPageView | Refusal> {
  const key = await keys.of(id)
  return world.database.inNetwork(member.networkId, async (tx) => {
    const shown = await seen(world, tx, member, id, key)
    if (!shown) return refuse('polls:unknown-poll', {}, 404)
    const { poll } = shown.stored
    const [electorate, trace, namesForgotten] = await Promise.all([
      electorateOf(tx, id),
      traceOf(tx, id),
      areNamesForgotten(tx, id),
    ])
    const named = !poll.anonymous && shown.view.result !== null
    const inIt = new Set(electorate.map((person) => person.id))
    const addable =
      shown.view.mayManage && !shown.view.over
        ? (await mayVote(tx, poll)).filter((person) => !inIt.has(person.id))
        : []
    const names = named ? await namesByOption(tx, id) : null
    return { poll: shown.view, electorate, namesForgotten, addable, names, trace }
  })
}

/** undefined for who neither sees the group nor votes in the poll: to them it does not exist. */
async function seen(
  world: World,
  tx: Transaction,
  member: Member,
  id: string,
  key: Buffer | undefined,
): Promise<Shown | undefined> {
  const loading = loadPoll(tx, id)
  const asking = votersAt(tx, [{ pollId: id, memberId: member.id, voterKey: voterKey(member.id, key), key }])
  const [stored, [voter]] = await Promise.all([loading, asking])
  if (!stored || !voter) return undefined
  const { poll, groupName } = stored
  if (!voter.inElectorate && !maySee(member, stored)) return undefined
  const mayManage = mayRun(member, stored)
  const view = visiblePoll(poll, groupName, { ...voter, mayManage }, world.clock.now())
  return { stored, view }
}
