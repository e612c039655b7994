/** Opens the round that a form describes, and turns the form into its receipt for everyone who sees it. */
import { replaceAnswer } from '../../delivery/ledger'
import { isRefusal, type Refusal } from '../../refusal'
import type { Turn } from '../../route'
import type { World } from '../../world'
import { channelsFor } from '../answerer-store'
import { roundOpenedCard } from '../cards/round-card'
import { loadRound } from '../round-store'
import type { RoundView } from '../view'
import { visibleRound } from '../visible'
import { type OpenRoundInput, openRoundFromForm } from './open-round'
import { readRound } from './show-round'

export interface OpenedRoundView {
  readonly round: RoundView
  /** In how many channels its card appears. */
  readonly channels: number
}

export async function openFromForm(
  world: World,
  { member, place }: Turn,
  input: OpenRoundInput,
): Promise<OpenedRoundView | Refusal> {
  const opened = await openRoundFromForm(world, member, input, async (tx, { id, groupId }) => {
    const stored = place?.messageId && (await loadRound(tx, id))
    if (!place?.messageId || !stored) return
    const language = place.kind === 'personal' ? member.language : member.network.language
    const words = world.texts.for(language, member.network.zone)
    const channels = (await channelsFor(tx, groupId)).length
    const view = visibleRound(stored, null, world.clock.now())
    const card = roundOpenedCard(view, channels, { words, pageUrl: world.pageUrl(`rounds/${id}`) })
    await replaceAnswer(tx, { conversationId: place.conversationId, messageId: place.messageId }, { card })
  })
  if (isRefusal(opened)) return opened
  return world.database.inNetwork(member.networkId, async (tx) => {
    const read = await readRound(tx, member, opened.id, world.clock.now())
    if (isRefusal(read)) return read
    return { round: read.view, channels: (await channelsFor(tx, read.round.groupId)).length }
  })
}
