/** What all rows of the bench share: a running service, a crowd in a group, polls, and votes to send. */
import { randomIds } from '../../bot/ids'
import { bringCrowd, type Crowd } from '../support/crowd'
import type { ServiceProcess } from '../support/service-process'
import { bodyTemplate } from './body-template'

export interface Stage {
  readonly service: ServiceProcess
  readonly crowd: Crowd
  readonly crowdSize: number
  openPolls(count: number): Promise<readonly string[]>
  /** Body of a vote as Teams sends it: member i of the crowd, on that poll, with a nonce of its own. */
  vote(member: number, poll: string): string
  /** A look at the card, as Teams asks for it by itself. */
  look(member: number, poll: string): string
  /** Body of any other act of whoever has this object id, as Teams sends it. */
  act(object: string, verb: string, data: Readonly<Record<string, string>>): string
  /** An act of the coordinator in the tab, who is of the office as well. @throws when it is refused */
  asOffice<T>(route: string, body: unknown): Promise<T>
  /** What the same person reads there. */
  readAsOffice<T>(route: string): Promise<T>
  /** A file that the same person takes from there. @returns its size in bytes */
  keepAsOffice(route: string): Promise<number>
  /** A file that the same person hands in there. */
  sendFile<T>(route: string, file: string): Promise<T>
}

const usualCrowd = 3000

export async function openStage(service: ServiceProcess, crowdSize = usualCrowd): Promise<Stage> {
  const crowd = await bringCrowd(service.databaseUrl, crowdSize)
  const token = await coordinatorToken(service.url)
  const action = (verb: string, data: Readonly<Record<string, string>>, trigger: string) =>
    bodyTemplate(cardAction(crowd, verb, data, trigger))
  const voting = action(
    'poll.cast-ballot',
    { poll: '{{poll}}', nonce: '{{nonce}}', choice: '{{choice}}' },
    'manual',
  )
  const looking = action('poll.card', { poll: '{{poll}}' }, 'automatic')
  let sent = 0
  const turns = new Map<number, number>()
  const common = (member: number) => ({ object: crowd.objectId(member % crowdSize), id: `f:${sent}` })
  return {
    service,
    crowd,
    crowdSize,
    openPolls: (count) =>
      Promise.all(Array.from({ length: count }, () => openPoll(service.url, token, crowd.groupId))),
    vote: (member, poll) => {
      sent += 1
      // Whoever comes round again answers differently: a vote that says the same would cost less.
      const turn = (turns.get(member % crowdSize) ?? member) + 1
      turns.set(member % crowdSize, turn)
      const choice = `o${1 + (turn % 3)}`
      return voting({ ...common(member), poll, nonce: `bench-nonce-${sent}`, choice })
    },
    look: (member, poll) => {
      sent += 1
      return looking({ ...common(member), poll })
    },
    act: (object, verb, data) => {
      sent += 1
      return action(verb, data, 'manual')({ object, id: `f:${sent}` })
    },
    asOffice: (route, body) => post(service.url, route, body, token),
    readAsOffice: (route) => ask(service.url, route, token),
    keepAsOffice: async (route) => {
      const headers = { authorization: `Bearer ${token}` }
      const response = await fetch(`${service.url}/api/${route}`, { headers })
      if (!response.ok) throw new Error(`${route}: ${response.status} ${await response.text()}`)
      return (await response.arrayBuffer()).byteLength
    },
    sendFile: (route, file) => {
      const headers = { 'content-type': 'application/octet-stream' }
      return ask(service.url, route, token, { method: 'POST', headers, body: file })
    },
  }
}

async function coordinatorToken(url: string): Promise<string> {
  const answered = await fetch(`${url}/api/demo.people`)
  const { people } = (await answered.json()) as { people: { id: string; name: string }[] }
  const anke = people.find((person) => person.name === 'Anke Beispiel')
  const answer = await post<{ token: string }>(url, 'demo.sign-in', { person: anke?.id })
  return answer.token
}

async function openPoll(url: string, token: string, group: string): Promise<string> {
  const answer = await post<{ poll: { id: string } }>(
    url,
    'poll.open',
    {
      group,
      nonce: randomIds.nonce(),
      question: 'Welches Thema gehen wir im ersten Quartal gemeinsam an?',
      answers: 'KI im Büro\nDatenschutz im Betrieb\nFührung in der Transformation',
      kind: 'single',
      date: '2027-06-30',
      time: '12:00',
      secrecy: 'named-live',
    },
    token,
  )
  return answer.poll.id
}

async function post<T>(url: string, route: string, body: unknown, token?: string): Promise<T> {
  return ask<T>(url, route, token, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
}

async function ask<T>(url: string, route: string, token?: string, how: RequestInit = {}): Promise<T> {
  const headers = { ...how.headers, ...(token && { authorization: `Bearer ${token}` }) }
  const response = await fetch(`${url}/api/${route}`, { ...how, headers })
  if (!response.ok) throw new Error(`${route}: ${response.status} ${await response.text()}`)
  return (await response.json()) as T
}

/** An answer that says that the vote is stored; a card that refuses it goes out with the same status. */
export function isStored({ status, body }: { readonly status: number; readonly body: Buffer }): boolean {
  return status === 200 && body.includes('Gespeichert')
}

/** As Teams sends it: some 1.5 kB. */
function cardAction({ tenantId }: Crowd, verb: string, data: unknown, trigger: string) {
  const channel = '19:digitale-kompetenzen@thread.tacv2'
  return {
    type: 'invoke',
    id: '{{id}}',
    name: 'adaptiveCard/action',
    timestamp: '2026-11-23T09:00:00.000Z',
    localTimestamp: '2026-11-23T10:00:00.000+01:00',
    localTimezone: 'Europe/Berlin',
    channelId: 'msteams',
    serviceUrl: 'http://127.0.0.1:1/teams/',
    from: { id: '29:{{object}}', name: 'Mitglied', aadObjectId: '{{object}}' },
    recipient: { id: '28:verbund', name: 'Verbund' },
    conversation: {
      isGroup: true,
      conversationType: 'channel',
      tenantId,
      id: `${channel};messageid=1795420800000`,
      name: 'Digitale Kompetenzen',
    },
    channelData: {
      source: { name: 'message' },
      legacy: { replyToId: '1:1abcdefghijklmnopqrstuvwxyz' },
      teamsChannelId: channel,
      teamsTeamId: '19:verbund@thread.tacv2',
      channel: { id: channel },
      team: { id: '19:verbund@thread.tacv2' },
      tenant: { id: tenantId },
    },
    entities: [
      { type: 'clientInfo', locale: 'de-DE', country: 'DE', platform: 'Web', timezone: 'Europe/Berlin' },
    ],
    locale: 'de-DE',
    localTimezoneOffset: 60,
    replyToId: '1795420800000',
    value: { action: { type: 'Action.Execute', title: 'Antworten', id: verb, verb, data }, trigger },
  }
}
