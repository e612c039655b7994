/** Where test activities come from: a tenant, the bot in it, its people and the places they talk in. */
import { createHash, randomUUID } from 'node:crypto'
import { DateTime } from 'luxon'
import { type Clock, systemClock } from '../../bot/clock'
import { homeTenant, type TeamsPerson } from './teams-stand-in/roster'

export type Place =
  | {
      readonly kind: 'channel'
      readonly id: string
      readonly name: string
      /** The id of a team is also the id of its General channel. */
      readonly team: { readonly id: string; readonly name: string; readonly aadGroupId: string }
    }
  | { readonly kind: 'group'; readonly id: string }
  | { readonly kind: 'personal'; readonly id: string }

export type ChannelPlace = Extract<Place, { kind: 'channel' }>

export interface TeamsWorld {
  /** As Teams names it, a trailing slash included. */
  readonly serviceUrl: string
  readonly tenant: string
  readonly bot: { readonly id: string; readonly name: string }
  readonly locale: string
  readonly zone: string
  readonly clock: Clock
  /** UUIDs for what is not a message. */
  id(): string
  /** Ids of messages: milliseconds since 1970 as text, unique and rising. */
  messageId(): string
}

export interface TeamsWorldOptions extends Partial<Omit<TeamsWorld, 'messageId' | 'bot'>> {
  readonly serviceUrl: string
  readonly appId?: string
  readonly botName?: string
}

export function teamsWorld(options: TeamsWorldOptions): TeamsWorld {
  const { appId = '00000000-0000-4000-8000-0000000000b0', botName = 'Verbund', ...given } = options
  const clock = given.clock ?? systemClock()
  let last = 0
  return {
    tenant: homeTenant,
    bot: { id: `28:${appId}`, name: botName },
    locale: 'de-DE',
    zone: 'Europe/Berlin',
    id: randomUUID,
    ...given,
    clock,
    messageId: () => {
      last = Math.max(last + 1, clock.now().getTime())
      return String(last)
    },
  }
}

/** A person of whom only the name matters: the same name is the same person. */
export function teamsPerson(name: string, aadObjectId = uuidFrom(`person ${name}`)): TeamsPerson {
  const email = `${name.toLowerCase().replace(/[^a-z0-9]+/g, '.')}@verbund.example`
  return { id: `29:1${digest(aadObjectId)}`, aadObjectId, name, email }
}

/** A channel of a team; both may be named as one likes, equal names are equal channels. `General` has its team's id. */
export function channelPlace(teamName: string, name = 'General'): ChannelPlace {
  const team = { id: thread(`team ${teamName}`), name: teamName, aadGroupId: uuidFrom(`group ${teamName}`) }
  const id = name === 'General' ? team.id : thread(`team ${teamName} channel ${name}`)
  return { kind: 'channel', id, name, team }
}

export const groupChat = (name: string): Place => ({ kind: 'group', id: `19:${digest(name)}@thread.v2` })

/** Take the id from the stand-in (`personalChat`) where its answers matter. */
export const personalChat = (id: string): Place => ({ kind: 'personal', id })

/** `2026-03-30T10:00:00.000+02:00`. */
export const localTime = (at: Date, zone: string): string =>
  DateTime.fromJSDate(at, { zone }).toISO() ?? at.toISOString()

const digest = (text: string) => createHash('sha256').update(text).digest('base64url').slice(0, 32)

const thread = (text: string) =>
  `19:${createHash('sha256').update(text).digest('hex').slice(0, 32)}@thread.tacv2`

function uuidFrom(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
