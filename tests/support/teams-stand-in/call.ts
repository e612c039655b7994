/** What a request to the Teams connector says: its operation, conversation and activity, and what became of it. */

export type Json = Readonly<Record<string, unknown>>

export type Operation =
  | 'create'
  | 'send'
  | 'reply'
  | 'update'
  | 'delete'
  | 'members'
  | 'member'
  | 'paged-members'
  | 'team'
  | 'team-channels'
  | 'unknown'

export interface Outcome {
  /** HTTP status; null when the connection was cut instead. */
  readonly status: number | null
  /** Whether Teams took it, whatever it answered: after a cut or a 502 the two differ. */
  readonly accepted: boolean
  /** Microsoft's error code, when it was not a success. */
  readonly code: string | null
  /** Why a call failed that was right in itself: a rate limit, or a mishap the test asked for. */
  readonly cause: 'limit' | 'mishap' | null
  /** Milliseconds since 1970. */
  readonly answeredAt: number
}

export interface TeamsCall {
  /** 1, 2, 3 … in the order of arrival. */
  readonly n: number
  /** Milliseconds since 1970, when the whole request had arrived. */
  readonly at: number
  readonly method: string
  readonly path: string
  readonly operation: Operation
  /** As addressed, `;messageid=` included; for `create` the channel, or the personal chat that it leads to. */
  readonly conversation: string | null
  /** As addressed; for `create`, `send` and `reply` the id of the new message, once it is accepted. */
  readonly activity: string | null
  /** For `team` and `team-channels`. */
  readonly team: string | null
  readonly member: string | null
  readonly query: Readonly<Record<string, string>>
  /** Parsed JSON; undefined for an empty body. */
  readonly body: unknown
  readonly authorization: string | null
  /** null while it is being answered. */
  readonly outcome: Outcome | null
}

export type Target = Pick<TeamsCall, 'operation' | 'conversation' | 'activity' | 'team' | 'member' | 'query'>

interface Shape {
  readonly method: string
  readonly pattern: RegExp
  readonly operation: Operation
}

const conversation = 'conversations/(?<conversation>[^/]+)'
const activities = `${conversation}/activities`
const activity = `${activities}/(?<activity>[^/]+)`
const team = 'teams/(?<team>[^/]+)'

const shape = (method: string, path: string, operation: Operation): Shape => ({
  method,
  pattern: new RegExp(`^${path}$`),
  operation,
})

const shapes: readonly Shape[] = [
  shape('POST', 'conversations', 'create'),
  shape('POST', activities, 'send'),
  shape('POST', activity, 'reply'),
  shape('PUT', activity, 'update'),
  shape('DELETE', activity, 'delete'),
  shape('GET', `${conversation}/members`, 'members'),
  shape('GET', `${conversation}/members/(?<member>[^/]+)`, 'member'),
  shape('GET', `${conversation}/pagedmembers`, 'paged-members'),
  shape('GET', team, 'team'),
  shape('GET', `${team}/conversations`, 'team-channels'),
]

const nothing: Target = {
  operation: 'unknown',
  conversation: null,
  activity: null,
  team: null,
  member: null,
  query: {},
}

/** Reads method and URL. Whatever stands before `/v3/` is the service's own prefix (`/teams/`, `/emea/{tenant}/`). */
export function readTarget(method: string, url: string): Target {
  const [pathname = '', search] = url.split('?', 2)
  const path = /\/+v3\/+(.*?)\/*$/.exec(pathname)?.[1]
  if (path === undefined) return nothing
  const query = Object.fromEntries(new URLSearchParams(search))
  for (const { operation, pattern, ...shape } of shapes) {
    const match = shape.method === method ? pattern.exec(path) : null
    if (!match) continue
    const part = (name: string) => decode(match.groups?.[name])
    return {
      operation,
      conversation: part('conversation'),
      activity: part('activity'),
      team: part('team'),
      member: part('member'),
      query,
    }
  }
  return nothing
}

function decode(part: string | undefined): string | null {
  if (part === undefined) return null
  try {
    return decodeURIComponent(part)
  } catch {
    // A lone "%" is no escape; Teams would not find the conversation, and neither does the stand-in.
    return part
  }
}

/** The conversation whose limits and messages a thread in it shares: `19:…@thread.tacv2;messageid=17…` without its tail. */
export const threadless = (conversation: string) => conversation.split(';')[0] ?? conversation

/** The root message of a thread in a channel, if the conversation names one. */
export const threadOf = (conversation: string) => /;messageid=([^;]+)/.exec(conversation)?.[1] ?? null

export function asJson(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {}
}

export const asText = (value: unknown): string | null =>
  typeof value === 'string' && value !== '' ? value : null
