/**
 * Stands in for Microsoft Graph: a server on the loopback that lists the messages of channels, page by page, and
 * misbehaves on demand. Fed by hand, or by what stands in the Teams stand-in.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { answer, fail, type GraphMishap } from './graph-mishaps'
import { asJson, asText, type Json } from './teams-stand-in/call'
import type { TeamsMessage } from './teams-stand-in/messages'

/** A chatMessage of Graph, as far as it matters; whatever else a test writes is passed on. */
export type ChatMessage = Json & { readonly id: string }

export interface GraphCall {
  /** 1, 2, 3 … in the order of arrival. */
  readonly n: number
  readonly path: string
  readonly team: string
  readonly channel: string
  readonly top: number
  /** Of the listing it belongs to: 1, 2, 3 …, with `pageMost` to a page. */
  readonly page: number
  readonly authorization: string | null
}

export interface GraphTrouble {
  /** The calls it befalls; a number: the next so many calls. */
  readonly when: number | ((call: GraphCall) => boolean)
  readonly with: GraphMishap
}

export interface GraphOptions {
  /** What stands in a channel, for example `(channel) => teams.messages(channel)`. */
  readonly messages?: (channel: string) => readonly TeamsMessage[]
  /** Which teams and channels there are and the app may read; others answer 404, as in Graph. All, by default. */
  readonly knows?: (team: string, channel: string) => boolean
  /** Whether a call must carry an `authorization` header; a function judges the header. */
  readonly authorization?: boolean | ((header: string | null) => boolean)
  /** The most on a page, 50 in Graph. */
  readonly pageMost?: number
  readonly port?: number
}

export class GraphStandIn {
  readonly #options: GraphOptions
  readonly #server: Server
  readonly #calls: GraphCall[] = []
  readonly #byHand = new Map<string, readonly ChatMessage[]>()
  #troubles: readonly GraphTrouble[] = []

  constructor(options: GraphOptions) {
    this.#options = options
    this.#server = createServer((request, response) => void this.#serve(request, response))
  }

  /** Stands for `https://graph.microsoft.com`. */
  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  get calls(): readonly GraphCall[] {
    return this.#calls
  }

  /** Puts messages into a channel. By hand, they are listed as they are given, before what comes from elsewhere. */
  put(channel: string, ...messages: readonly ChatMessage[]): void {
    this.#byHand.set(channel, [...(this.#byHand.get(channel) ?? []), ...messages])
  }

  misbehave(trouble: GraphTrouble): void {
    this.#troubles = [...this.#troubles, trouble]
  }

  /** Ends all mishaps. */
  behave(): void {
    this.#troubles = []
  }

  /** Forgets calls and what was put in by hand. */
  forget(): void {
    this.#calls.length = 0
    this.#byHand.clear()
  }

  async listen(port: number): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject)
      this.#server.listen(port, '127.0.0.1', resolve)
    })
  }

  async close(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#server.close(() => resolve())
      this.#server.closeAllConnections()
    })
  }

  async #serve({ method, url = '/', headers }: IncomingMessage, response: ServerResponse): Promise<void> {
    const asked = readAddress(url)
    if (method !== 'GET' || !asked) return fail(response, 400, 'BadRequest')
    const { from, ...place } = asked
    const most = this.#options.pageMost ?? 50
    const call: GraphCall = {
      ...place,
      n: this.#calls.length + 1,
      path: url,
      page: Math.floor(from / Math.min(place.top, most)) + 1,
      authorization: headers.authorization ?? null,
    }
    this.#calls.push(call)
    const refusal = this.#refusal(call)
    if (refusal) return fail(response, ...refusal)
    const page = this.#page(call, from, Math.min(place.top, most))
    await answer(response, this.#strike(call), page)
  }

  #refusal({ authorization, team, channel }: GraphCall): readonly [number, string] | null {
    const { authorization: wanted = false, knows = () => true } = this.#options
    const judge =
      typeof wanted === 'function' ? wanted : (header: string | null) => !wanted || header !== null
    if (!judge(authorization)) return [401, 'InvalidAuthenticationToken']
    return knows(team, channel) ? null : [404, 'NotFound']
  }

  #strike(call: GraphCall): GraphMishap | null {
    const meets = ({ when }: GraphTrouble) => (typeof when === 'number' ? when > 0 : when(call))
    const struck = this.#troubles.find(meets)
    if (!struck) return null
    const { when } = struck
    const left = typeof when === 'number' ? { ...struck, when: when - 1 } : struck
    this.#troubles = this.#troubles.map((trouble) => (trouble === struck ? left : trouble))
    return struck.with
  }

  #page({ team, channel, top }: GraphCall, from: number, size: number): Json {
    const all = this.#listed(team, channel)
    const value = all.slice(from, from + size)
    const place = `${this.url}/v1.0/teams/${team}/channels/${encodeURIComponent(channel)}/messages`
    const rest = Buffer.from(String(from + size)).toString('base64url')
    return {
      '@odata.context': `${this.url}/v1.0/$metadata#teams('${team}')/channels('${encodeURIComponent(channel)}')/messages`,
      '@odata.count': value.length,
      ...(from + size < all.length && { '@odata.nextLink': `${place}?$top=${top}&$skiptoken=${rest}` }),
      value,
    }
  }

  /** The thread with the latest message first, as Graph is reported to do. */
  #listed(team: string, channel: string): readonly ChatMessage[] {
    const all = this.#options.messages?.(channel) ?? []
    const activeAt = ({ id, postedAt }: TeamsMessage) =>
      Math.max(postedAt, ...all.filter(({ thread }) => thread === id).map((reply) => reply.postedAt))
    const roots = all.filter(({ thread }) => thread === null)
    const sorted = [...roots].sort((a, b) => activeAt(b) - activeAt(a) || Number(b.id) - Number(a.id))
    return [...(this.#byHand.get(channel) ?? []), ...sorted.map((one) => chatMessage(one, team))]
  }
}

function readAddress(url: string) {
  const { pathname, searchParams } = new URL(url, 'http://graph')
  const [, team, channel] = /^\/v1\.0\/teams\/([^/]+)\/channels\/([^/]+)\/messages$/.exec(pathname) ?? []
  if (!team || !channel) return null
  const token = searchParams.get('$skiptoken')
  return {
    team,
    channel: decodeURIComponent(channel),
    // Graph puts 20 on a page where nobody says how many.
    top: Number(searchParams.get('$top') ?? 20),
    from: token ? Number(Buffer.from(token, 'base64url').toString()) : 0,
  }
}

/** What the connector took, as Graph shows it: the card as JSON in a string, and of a deleted message nothing. */
export function chatMessage({ id, deleted, activity, ...message }: TeamsMessage, team: string): ChatMessage {
  const given = Array.isArray(activity.attachments) && !deleted ? activity.attachments.map(asJson) : []
  const attachments = given.map(({ contentType, content }, i) => ({
    id: `${id}-${i}`,
    contentType,
    contentUrl: null,
    content: JSON.stringify(content),
    name: null,
    thumbnailUrl: null,
  }))
  const changed = new Date(message.changedAt).toISOString()
  const shown = attachments.map((one) => `<attachment id="${one.id}"></attachment>`).join('')
  return {
    id,
    replyToId: message.thread,
    etag: String(message.changedAt),
    messageType: 'message',
    createdDateTime: new Date(message.postedAt).toISOString(),
    lastModifiedDateTime: changed,
    deletedDateTime: deleted ? changed : null,
    summary: deleted ? null : asText(activity.summary),
    channelIdentity: { teamId: team, channelId: message.conversation },
    from: { user: null, device: null, application: { id: 'bot', applicationIdentityType: 'bot' } },
    body: { contentType: 'html', content: deleted ? '' : (asText(activity.text) ?? shown) },
    attachments,
  }
}

/** Starts it on a free port. Close it, or jest waits. */
export async function startGraphStandIn(options: GraphOptions = {}): Promise<GraphStandIn> {
  const graph = new GraphStandIn(options)
  await graph.listen(options.port ?? 0)
  return graph
}
