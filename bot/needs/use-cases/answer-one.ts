/** One act on one organisation's answer, inside a transaction that holds the round. What is refused has written nothing. */
import { createHash } from 'node:crypto'
import type { Transaction } from '../../database/database'
import type { Member } from '../../groups/member'
import { isRefusal, type Refusal, refuse } from '../../refusal'
import type { World } from '../../world'
import {
  addChange,
  type Before,
  type BeforeNeed,
  deleteAnswer,
  earlierNeeds,
  putNeeds,
  readBefore,
  rememberAct,
  removeNeed,
  type StoredNeed,
  touchAnswer,
  type Whose,
} from '../answer-acts-store'
import { lastRoundWithNeeds } from '../answer-store'
import { type Effect, effectOf, type Wish } from '../answering'
import { quarterAt } from '../quarter'
import { mayAnswerIn, type Round } from '../round'
import { sameAgain } from '../same'
import { findTopic, regionRefusal } from './find-topic'

/** What one person wants of the answer. */
export interface Rider {
  readonly member: Member
  readonly roundId: string
  /** Of the card or form as it was rendered (P2). */
  readonly nonce: string
  readonly wish: Wish
  /** When the request reached the service: waiting for the database costs nobody an answer (P3). */
  readonly arrivedAt: Date
}

export interface Answered {
  readonly effect: Effect
  /** The need that it was about, or how many. */
  readonly need: { readonly id: string; readonly topic: string; readonly heads: number } | null
  /** Of the need's topic; empty without one. */
  readonly topicName: string
  readonly count: number
  /** How many more organisations have answered by it: 1, 0, -1. */
  readonly more: number
}

interface At {
  readonly round: Round
  /** Of the person, at this moment: whoever has changed organisations meanwhile answers for the new one. */
  readonly organisationId: string
}

export async function answerOne(
  world: World,
  tx: Transaction,
  { member, nonce, wish, arrivedAt }: Rider,
  { round, organisationId }: At,
): Promise<Answered | Refusal> {
  const whose = { roundId: round.id, organisationId }
  const actKey = keyOf([round.id, organisationId, nonce, JSON.stringify(wish)])
  const id = wish.is === 'save' ? (wish.need ?? needIdOf(whose, nonce)) : null
  const before = await readBefore(tx, whose, actKey)
  const observes = !mayAnswerIn(round, member)
  const { asked, answeredAt, actKnown } = before
  const needs = new Set(before.needs.keys())
  const effect = effectOf(wish, id, { round, asked, observes, answeredAt, needs, actKnown, at: arrivedAt })
  if (isRefusal(effect)) return effect
  if (effect === 'repeated' || effect === 'unchanged') return { ...nothing(wish, id, before), effect }
  const act: Act = { world, tx, whose, before, effect, round, at: arrivedAt }
  const done = await carryOut(act, wish, id)
  if (isRefusal(done)) return done
  const data = done.need
    ? { need: done.need.id, topic: done.need.topic, heads: done.need.heads }
    : { count: done.count }
  await Promise.all([
    rememberAct(tx, round.id, actKey),
    addChange(tx, whose, { at: arrivedAt, by: member.id, what: effect, data }),
  ])
  return { ...done, effect }
}

interface Act {
  readonly world: World
  readonly tx: Transaction
  readonly whose: Whose
  readonly before: Before
  readonly effect: Exclude<Effect, 'repeated' | 'unchanged'>
  readonly round: Round
  readonly at: Date
}

type Done = Omit<Answered, 'effect'>

function nothing(wish: Wish, id: string | null, { needs }: Before): Done {
  const about = wish.is === 'remove' ? wish.need : id
  const there = about === null ? undefined : needs.get(about)
  return { ...aboutNeed(about, there), count: needs.size, more: 0 }
}

function aboutNeed(id: string | null, there: BeforeNeed | undefined): Pick<Done, 'need' | 'topicName'> {
  if (id === null || !there) return { need: null, topicName: '' }
  const { topic, heads, topicName } = there
  return { need: { id, topic, heads }, topicName }
}

function carryOut(act: Act, wish: Wish, id: string | null): Promise<Done | Refusal> {
  switch (wish.is) {
    case 'save':
      return save(act, wish, id ?? act.world.ids.id())
    case 'remove':
      return remove(act, wish.need)
    case 'none':
      return none(act)
    case 'same':
      return same(act)
    case 'withdraw':
      return withdraw(act)
  }
}

const aboutNothing = { need: null, topicName: '' }

const firstTime = ({ before }: Act) => (before.answeredAt === null ? 1 : 0)

async function save(act: Act, { draft }: Extract<Wish, { is: 'save' }>, id: string): Promise<Done | Refusal> {
  const { tx, whose, world, at, before } = act
  const no = await regionRefusal(tx, draft.region)
  if (no) return no
  const topic = await findTopic(world, tx, draft.topic, { organisationId: whose.organisationId, at })
  if (isRefusal(topic)) return topic
  await touchAnswer(tx, whose, at)
  await putNeeds(tx, whose, [{ ...draft, id, topic: topic.id }])
  const count = before.needs.size + (before.needs.has(id) ? 0 : 1)
  return {
    ...aboutNeed(id, { topic: topic.id, topicName: topic.name, heads: draft.heads }),
    count,
    more: firstTime(act),
  }
}

async function remove({ tx, whose, before, at }: Act, id: string): Promise<Done> {
  const there = before.needs.get(id)
  await removeNeed(tx, whose, id)
  await touchAnswer(tx, whose, at)
  return { ...aboutNeed(id, there), count: before.needs.size - 1, more: 0 }
}

async function none(act: Act): Promise<Done> {
  await touchAnswer(act.tx, act.whose, act.at)
  return { ...aboutNothing, count: 0, more: firstTime(act) }
}

async function same(act: Act): Promise<Done | Refusal> {
  const { tx, whose, round, world, at } = act
  const last = await lastRoundWithNeeds(tx, round.groupId, whose.organisationId)
  if (last === undefined) return refuse('needs:nothing-before', {}, 404)
  const earlier = await earlierNeeds(tx, { ...whose, roundId: last })
  const again = sameAgain(earlier, quarterAt(at, round.zone))
  // All of its topics have been removed from the list since.
  if (again.length === 0) return refuse('needs:nothing-before', {}, 404)
  const needs = again.map((need): StoredNeed => ({ ...need, id: world.ids.id() }))
  await touchAnswer(tx, whose, at)
  await putNeeds(tx, whose, needs)
  return { ...aboutNothing, count: needs.length, more: firstTime(act) }
}

async function withdraw({ tx, whose, before }: Act): Promise<Done> {
  await deleteAnswer(tx, whose)
  return { ...aboutNothing, count: before.needs.size, more: -1 }
}

/** P2: an act is known by the organisation, the nonce and what it says; whoever of its people sends it. */
function keyOf(act: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(act)).digest('base64url').slice(0, 24)
}

/** One form is one need: sent twice, or sent again with other figures, it is still that need. No other organisation's. */
function needIdOf({ roundId, organisationId }: Whose, nonce: string): string {
  const hex = createHash('sha256')
    .update(JSON.stringify([roundId, organisationId, nonce]))
    .digest('hex')
  const [a, b, c, d, e] = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(13, 16),
    hex.slice(17, 20),
    hex.slice(20, 32),
  ]
  return `${a}-${b}-4${c}-8${d}-${e}`
}
