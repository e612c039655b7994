/** What a channel is called: with its team, since every team has a General one. */
import type { TFunction } from 'i18next'
import type { ChannelName } from '../../../bot/groups/view'

export function channelName(t: TFunction, { name, team, general, kind }: ChannelName): string {
  if (kind === 'group-chat') return name ?? t('channels.group-chat')
  const own = name ?? t(general ? 'channels.channel' : 'channels.other')
  return team ? `${team} › ${own}` : own
}
