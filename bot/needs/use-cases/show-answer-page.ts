/** Shows the answer of the reader's organisation with an empty form: what the tab shows and asks. */
import { isRefusal, type Refusal } from '../../refusal'
import type { Turn } from '../../route'
import type { World } from '../../world'
import type { AnswerPageView } from '../view'
import { showAnswer } from './show-answer'
import { showNeedForm } from './show-need-form'

export async function showAnswerPage(
  world: World,
  turn: Turn,
  round: string,
): Promise<AnswerPageView | Refusal> {
  const answer = await showAnswer(world, turn.member, round)
  if (isRefusal(answer)) return answer
  const form = answer.round.mine?.mayAnswer ? await showNeedForm(world, turn, { round }) : null
  // The deadline has come between the two.
  return { answer, form: isRefusal(form) ? null : form }
}
