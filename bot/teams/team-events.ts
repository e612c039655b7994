/** What Teams tells of channels and teams themselves: deleted, renamed, archived, back again. */
import type { Transaction } from '../database/database'
import { resume, suspend } from '../delivery/ledger'
import { channelsOfTeam, renameChannel, renameTeam } from '../groups/channel-store'
import { type Activity, conversationOf } from './activity'

type Event = (tx: Transaction, conversations: readonly string[], activity: Activity) => Promise<void>

const shut =
  (why: string): Event =>
  async (tx, conversations) => {
    for (const conversation of conversations) await suspend(tx, conversation, why)
  }

const open: Event = async (tx, conversations) => {
  for (const conversation of conversations) await resume(tx, conversation)
}

const rename: Event = async (tx, conversations, activity) => {
  const name = activity.channelData?.channel?.name
  if (name) for (const conversation of conversations) await renameChannel(tx, conversation, name)
}

/** Its name stands in every event of a team, and is noted whatever happened. */
const nothingMore: Event = async () => undefined

/** `channelData.eventType` of a conversationUpdate (msteams-docs, subscribe-to-conversation-events). */
const events: Readonly<Record<string, Event>> = {
  channelDeleted: shut('conversation-gone'),
  channelRestored: open,
  channelRenamed: rename,
  teamArchived: shut('archived'),
  teamUnarchived: open,
  teamRenamed: nothingMore,
  teamDeleted: shut('conversation-gone'),
  teamHardDeleted: shut('conversation-gone'),
  teamRestored: open,
}

export function isTeamEvent(activity: Activity): boolean {
  return (
    activity.type === 'conversationUpdate' && Object.hasOwn(events, activity.channelData?.eventType ?? '')
  )
}

export async function noteTeamEvent(tx: Transaction, activity: Activity): Promise<void> {
  const name = activity.channelData?.eventType ?? ''
  const { team } = activity.channelData ?? {}
  if (team?.id && team.name) await renameTeam(tx, team.id, team.name)
  await events[name]?.(tx, await concerned(tx, activity), activity)
}

/** A team's event concerns all its channels, a channel's the one that it names. */
export async function concerned(tx: Transaction, activity: Activity): Promise<readonly string[]> {
  const { eventType = '', channel, team } = activity.channelData ?? {}
  if (eventType.startsWith('channel')) return [channel?.id ?? conversationOf(activity)]
  const ofTeam = team?.id ? await channelsOfTeam(tx, team.id) : []
  return [...new Set([conversationOf(activity), ...ofTeam])]
}
