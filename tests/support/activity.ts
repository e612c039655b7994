/** The shape of an activity from Teams, and what all of them carry. */
import type { Json } from './teams-stand-in/call'
import type { TeamsPerson } from './teams-stand-in/roster'
import { localTime, type Place, type TeamsWorld } from './teams-world'

/** An object, so that a test can break any part of it: `{ ...activity, from: undefined }`. */
export interface TeamsActivity {
  readonly type: 'message' | 'invoke' | 'installationUpdate' | 'conversationUpdate'
  readonly id: string
  readonly timestamp: string
  readonly localTimestamp: string
  readonly localTimezone: string
  readonly channelId: 'msteams'
  readonly serviceUrl: string
  readonly from: { readonly id: string; readonly name?: string; readonly aadObjectId?: string }
  readonly recipient: { readonly id: string; readonly name: string }
  readonly conversation: Json & { readonly id: string }
  readonly channelData: Json
  readonly entities: readonly Json[]
  readonly locale: string
  readonly name?: string
  readonly text?: string
  readonly textFormat?: string
  readonly attachments?: readonly Json[]
  readonly value?: unknown
  readonly replyToId?: string
  readonly action?: 'add' | 'remove'
  readonly membersAdded?: readonly Json[]
  readonly membersRemoved?: readonly Json[]
}

/** What every builder takes. Without `id` and `at` the world's own next id and time are taken. */
export interface Said {
  readonly from: TeamsPerson
  readonly where: Place
  readonly id?: string
  readonly at?: Date
  readonly locale?: string
}

export type Common = Omit<TeamsActivity, 'type'>

/** @param thread in a channel the root message of the thread; ignored elsewhere. */
export function common(world: TeamsWorld, said: Said & { readonly id: string }, thread?: string): Common {
  const { from, where, id, at = world.clock.now(), locale = world.locale } = said
  const { zone, tenant } = world
  const country = locale.split('-')[1] ?? 'DE'
  return {
    id,
    timestamp: at.toISOString(),
    localTimestamp: localTime(at, zone),
    localTimezone: zone,
    channelId: 'msteams',
    serviceUrl: world.serviceUrl,
    from: { id: from.id, name: from.name, aadObjectId: from.aadObjectId },
    recipient: world.bot,
    conversation: { ...conversationOf(where, thread), tenantId: tenant },
    channelData: { ...channelDataOf(where), tenant: { id: tenant } },
    entities: [{ type: 'clientInfo', locale, country, platform: 'Web', timezone: zone }],
    locale,
  }
}

function conversationOf(where: Place, thread: string | undefined): { readonly id: string } & Json {
  if (where.kind === 'personal') return { conversationType: 'personal', id: where.id }
  if (where.kind === 'group') return { isGroup: true, conversationType: 'groupChat', id: where.id }
  const id = thread ? `${where.id};messageid=${thread}` : where.id
  return { isGroup: true, conversationType: 'channel', id }
}

function channelDataOf(where: Place): Json {
  if (where.kind !== 'channel') return {}
  const { id, team } = where
  return { teamsChannelId: id, teamsTeamId: team.id, channel: { id }, team: { id: team.id } }
}
