/** Casts, replaces or withdraws the ballot of the one who asks. */
import { isRefusal, type Refusal } from '../../refusal'
import type { Turn } from '../../route'
import type { Said } from '../cards/poll-card'
import type { PollDesk } from '../desk'
import { mayRun } from '../running'
import type { PollView } from '../view'
import { visiblePoll } from '../visible'

export interface CastView {
  readonly poll: PollView
  readonly said: Said
}

/** @param chosen option ids; null withdraws */
export async function castBallot(
  desk: PollDesk,
  { member, arrivedAt }: Turn,
  pollId: string,
  nonce: string,
  chosen: readonly string[] | null,
): Promise<CastView | Refusal> {
  const counted = await desk.box.cast(member.networkId, {
    pollId,
    memberId: member.id,
    nonce,
    chosen,
    arrivedAt,
  })
  if (isRefusal(counted)) return counted
  const { poll, groupName, marks, effect } = counted
  const mayManage = mayRun(member, counted)
  const reader = { inElectorate: true, tookPart: marks !== null, marks, mayManage }
  return { poll: visiblePoll(poll, groupName, reader, desk.world.clock.now()), said: effect }
}
