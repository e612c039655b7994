/** A team with one channel and two people in a stand-in for Teams, and calls to it as a bot's client makes them. */
import { fixedClock } from '../support/clock'
import { startTeamsStandIn, type TeamsStandIn, type TeamsStandInOptions } from '../support/teams-stand-in'
import { channelPlace, teamsPerson } from '../support/teams-world'

export const channel = channelPlace('Verbund', 'Digitale Kompetenzen')
export const coordinator = teamsPerson('Koordination')
export const seat = teamsPerson('Sitz')

const monday = '2026-03-30T10:00:00+02:00'
export const clock = fixedClock(monday)

/** The clock stands at 10:00 on a Monday again. */
export async function startScene(options: TeamsStandInOptions = {}): Promise<TeamsStandIn> {
  clock.set(monday)
  const teams = await startTeamsStandIn({ clock, ...options })
  const channels = [{ id: channel.id, name: channel.name }]
  teams.addTeam({ ...channel.team, channels, members: [coordinator, seat] })
  return teams
}

export interface Answered {
  readonly status: number
  readonly retryAfter: string | null
  readonly body: {
    readonly id?: string
    readonly activityId?: string
    readonly error?: { readonly code: string }
  }
}

/** A call as a bot's client makes it; the address is put together as botframework-connector does. */
export async function call(
  serviceUrl: string,
  method: string,
  path: string,
  body?: unknown,
): Promise<Answered> {
  const base = serviceUrl.endsWith('/') ? serviceUrl : `${serviceUrl}/`
  const response = await fetch(`${base}v3/${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  const text = await response.text()
  return {
    status: response.status,
    retryAfter: response.headers.get('retry-after'),
    body: text ? JSON.parse(text) : {},
  }
}

export const at = (conversation: string) => `conversations/${encodeURIComponent(conversation)}`
export const text = (words: string) => ({ type: 'message', text: words })
export const rootPost = (words: string) => ({
  isGroup: true,
  channelData: { channel: { id: channel.id } },
  activity: text(words),
})

export const send = (teams: TeamsStandIn, words: string, conversation = channel.id) =>
  call(teams.serviceUrl, 'POST', `${at(conversation)}/activities`, text(words))
