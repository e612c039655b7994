/** What Teams tells of channels and teams: deleted, renamed, archived, back again; and who is in them no more. */
import type { Transaction } from '../database/database'
import { resume, suspend } from '../delivery/ledger'
import { channelsOfTeam, renameChannel, renameTeam } from '../groups/channel-store'
import { forgetDepartures, noteDepartures } from '../groups/departure-store'
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

/** People who come or go; the bot itself is told apart before. */
export function isAboutPeople({ type, membersAdded, membersRemoved }: Activity): boolean {
  return type === 'conversationUpdate' && (membersAdded ?? membersRemoved ?? []).length > 0
}

/** `teamMemberRemoved`, `channelMemberRemoved`, and the group chat that names no event. */
export async function notePeople(tx: Transaction, activity: Activity, at: Date): Promise<void> {
  const { membersAdded = [], membersRemoved = [] } = activity
  const conversations = await concerned(tx, activity)
  if (membersRemoved.length > 0) await noteDepartures(tx, conversations, accountsOf(membersRemoved), at)
  if (membersAdded.length > 0) await forgetDepartures(tx, conversations, accountsOf(membersAdded))
}

const accountsOf = (people: NonNullable<Activity['membersAdded']>) => ({
  teamsUserIds: people.map(({ id }) => id),
  objectIds: people.flatMap(({ aadObjectId }) => aadObjectId?.toLowerCase() ?? []),
})
