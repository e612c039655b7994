/** Shows the answer of the reader's organisation, to its own people alone (N1). */
import type { Transaction } from '../../database/database'
import type { Member } from '../../groups/member'
import { may } from '../../groups/rights'
import { isRefusal, type Refusal, refuse } from '../../refusal'
import type { World } from '../../world'
import { answerOf, changesOf, lastRoundWithNeeds, needsOf, type StoredAnswer } from '../answer-store'
import { mayAnswerIn } from '../round'
import { loadRound, partOf, type StoredRound } from '../round-store'
import type { AnswerView } from '../view'
import { visibleRound } from '../visible'

/** A quarter's work of a handful of colleagues. */
const mostChanges = 200

export async function showAnswer(
  world: World,
  member: Member,
  roundId: string,
): Promise<AnswerView | Refusal> {
  return world.database.inNetwork(member.networkId, async (tx) => {
    const asked = await askedRound(tx, member, roundId)
    return isRefusal(asked) ? asked : answerIn(world, tx, member, asked)
  })
}

/** A round that asks the reader's organisation. Whether there is any other, this tells nobody. */
export async function askedRound(
  tx: Transaction,
  member: Member,
  roundId: string,
): Promise<AskedRound | Refusal> {
  const { organisationId } = member
  const [stored, part, answer] = await Promise.all([
    loadRound(tx, roundId),
    partOf(tx, roundId, organisationId),
    answerOf(tx, roundId, organisationId),
  ])
  return stored && part ? { stored, answer: answer ?? null } : refuse('needs:not-asked', {}, 404)
}

export interface AskedRound {
  readonly stored: StoredRound
  /** null: none yet. */
  readonly answer: StoredAnswer | null
}

export function roundForReader(world: World, member: Member, { stored, answer }: AskedRound) {
  const { round, group } = stored
  const { organisation } = member
  const mayRun = group ? may(member, 'run-polls', group.id, group.kind) : may(member, 'administer')
  const mine = { organisation, answered: answer !== null, answers: mayAnswerIn(round, member) }
  return visibleRound(stored, { mine, mayRun }, world.clock.now())
}

export async function answerIn(
  world: World,
  tx: Transaction,
  member: Member,
  asked: AskedRound,
): Promise<AnswerView> {
  const { stored, answer } = asked
  const { round } = stored
  const { organisationId, organisation } = member
  const [needs, history, last] = await Promise.all([
    needsOf(tx, round.id, organisationId),
    changesOf(tx, round.id, organisationId, mostChanges),
    lastRoundWithNeeds(tx, round.groupId, organisationId),
  ])
  const view = roundForReader(world, member, asked)
  return {
    ...{ round: view, organisation, needs, history, answered: answer !== null },
    nonce: world.ids.nonce(),
    maySame: view.mine?.mayAnswer === true && needs.length === 0 && last !== undefined,
    revision: answer?.revision ?? 0,
  }
}
