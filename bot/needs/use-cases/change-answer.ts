/** Acts on the organisation's answer: none of them needs more than to say what is wished. */
import { isRefusal, type Refusal } from '../../refusal'
import type { Turn } from '../../route'
import type { World } from '../../world'
import type { AnswerBox } from '../answer-box'
import type { Wish } from '../answering'
import type { AnswerView, SaidOfAnswer } from '../view'
import type { Answered } from './answer-one'
import { showAnswer } from './show-answer'

export interface NeedDesk {
  readonly world: World
  readonly box: AnswerBox
}

export interface AnsweredView {
  readonly answer: AnswerView
  readonly said: SaidOfAnswer
}

export interface Asked {
  readonly round: string
  readonly nonce: string
}

export async function answer(
  { world, box }: NeedDesk,
  { member, arrivedAt }: Turn,
  { round, nonce }: Asked,
  wish: Wish,
): Promise<AnsweredView | Refusal> {
  const done = await box.answer(member.networkId, { member, roundId: round, nonce, wish, arrivedAt })
  if (isRefusal(done)) return done
  const view = await showAnswer(world, member, round)
  return isRefusal(view) ? view : { answer: view, said: saidOf(done, view) }
}

export const removeNeed = (desk: NeedDesk, turn: Turn, asked: Asked & { readonly need: string }) =>
  answer(desk, turn, asked, { is: 'remove', need: asked.need })

/** "Kein Bedarf in diesem Quartal". */
export const sayNone = (desk: NeedDesk, turn: Turn, asked: Asked) => answer(desk, turn, asked, { is: 'none' })

export const sameAsLast = (desk: NeedDesk, turn: Turn, asked: Asked) =>
  answer(desk, turn, asked, { is: 'same' })

export const withdrawAnswer = (desk: NeedDesk, turn: Turn, asked: Asked) =>
  answer(desk, turn, asked, { is: 'withdraw' })

/** A copy of an act whose need stands as it was is told as the act was: Teams repeats what it thinks was lost. */
function saidOf({ effect, need, count, topicName }: Answered, view: AnswerView): SaidOfAnswer {
  const there = view.needs.find(({ id }) => id === need?.id)
  const about = there
    ? { topic: there.topic.name, heads: there.heads }
    : need && { topic: topicName, heads: need.heads }
  return { effect: effect === 'repeated' && there ? 'changed' : effect, need: about, count }
}
