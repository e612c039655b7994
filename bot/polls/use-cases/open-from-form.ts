/** Opens the poll that a form describes, and turns the form into its receipt for everyone who sees it. */
import { replaceAnswer } from '../../delivery/ledger'
import { channelsOf } from '../../groups/channel-store'
import { isRefusal, type Refusal } from '../../refusal'
import type { Turn } from '../../route'
import { openedCard } from '../cards/notices'
import type { PollDesk } from '../desk'
import type { PollView } from '../view'
import { visiblePoll } from '../visible'
import { type OpenPollInput, openPollInGroup } from './open-poll'

export interface OpenedView {
  readonly poll: PollView
  /** In how many channels its card appears. */
  readonly channels: number
}

export async function openFromForm(
  desk: PollDesk,
  turn: Turn,
  input: OpenPollInput,
): Promise<OpenedView | Refusal> {
  const { world, keys } = desk
  const { member, place } = turn
  let channels = 0
  const opened = await openPollInGroup(world, keys, member, input, async (tx, { poll, groupName }) => {
    channels = (await channelsOf(tx, poll.groupId)).length
    if (!place?.messageId) return
    const language = place.kind === 'personal' ? member.language : member.network.language
    const words = world.texts.for(language, member.network.zone)
    const view = visiblePoll(poll, groupName, null, world.clock.now())
    const card = openedCard(view, channels, { words, pageUrl: world.pageUrl(`polls/${poll.id}`) })
    await replaceAnswer(tx, { conversationId: place.conversationId, messageId: place.messageId }, { card })
  })
  if (isRefusal(opened)) return opened
  if (!opened.first)
    channels = await world.database.inNetwork(
      member.networkId,
      async (tx) => (await channelsOf(tx, opened.poll.groupId)).length,
    )
  const reader = { inElectorate: false, tookPart: false, marks: null, mayManage: true }
  return { poll: visiblePoll(opened.poll, opened.groupName, reader, world.clock.now()), channels }
}
