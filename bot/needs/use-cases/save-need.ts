/** Saves a need of the organisation: a new one, or in the place of one that is there. */
import { isRefusal, type Refusal } from '../../refusal'
import type { Turn } from '../../route'
import { readNeed, type TypedNeed } from '../need-draft'
import { quarterAt } from '../quarter'
import { type AnsweredView, type Asked, answer, type NeedDesk } from './change-answer'

export interface SaveNeedInput extends Asked {
  /** The one that is replaced; absent: a new one. */
  readonly need?: string | undefined
  readonly typed: TypedNeed
}

export async function saveNeed(
  desk: NeedDesk,
  turn: Turn,
  { need, typed, ...asked }: SaveNeedInput,
): Promise<AnsweredView | Refusal> {
  const draft = readNeed(typed, quarterAt(turn.arrivedAt, turn.member.network.zone))
  if (isRefusal(draft)) return draft
  return answer(desk, turn, asked, { is: 'save', need: need ?? null, draft })
}
