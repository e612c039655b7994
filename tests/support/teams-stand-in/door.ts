/** The HTTP side: reads a request, lets gate, mishaps and connector have their say, answers or cuts, and records it. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Clock } from '../../../bot/clock'
import { type Answer, failure } from './answer'
import { asJson, asText, type Outcome, readTarget, type TeamsCall } from './call'
import type { CallRecord } from './call-record'
import type { Connector } from './connector'
import type { Gate } from './gate'
import type { Mishap, Mishaps } from './mishaps'
import type { Roster } from './roster'

export interface DoorParts {
  readonly record: CallRecord
  readonly gate: Gate
  readonly mishaps: Mishaps
  readonly connector: Connector
  readonly roster: Roster
  readonly clock: Clock
}

/** What became of a call, whatever was answered. */
interface Fate extends Pick<Outcome, 'accepted' | 'cause'> {
  /** The message that it made or changed. */
  readonly activity?: string | undefined
}

/** A body that is no JSON. */
const malformed = Symbol('malformed')

export class Door {
  readonly #parts: DoorParts

  constructor(parts: DoorParts) {
    this.#parts = parts
  }

  async open(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const text = await readText(request)
    // The client has gone before it had said everything: Teams has heard nothing.
    if (text === null) return
    const body = parse(text)
    const call = this.#begin(request, body)
    const tenant = this.#parts.roster.tenantOf(call.conversation ?? call.team)
    const refusal = this.#parts.gate.refusal(call, tenant)
    if (refusal) {
      const cause = refusal.status === 429 ? 'limit' : null
      return this.#answer(call, response, refusal, { accepted: false, cause })
    }
    if (body === malformed) {
      return this.#answer(call, response, failure(400, 'BadSyntax'), { accepted: false, cause: null })
    }
    await this.#serve(call, response)
  }

  #begin(request: IncomingMessage, body: unknown): TeamsCall {
    const { method = '', url = '/', headers } = request
    const target = readTarget(method, url)
    return this.#parts.record.begin({
      ...target,
      conversation: target.operation === 'create' ? this.#addressed(body) : target.conversation,
      at: this.#now(),
      method,
      path: url,
      body: body === malformed ? undefined : body,
      authorization: headers.authorization ?? null,
    })
  }

  /** What `POST /v3/conversations` is about; null when it does not say, or asks for a new group chat. */
  #addressed(body: unknown): string | null {
    const { isGroup, members, channelData, tenantId } = asJson(body)
    const { channel, tenant } = asJson(channelData)
    if (isGroup === true) return asText(asJson(channel).id)
    const member = Array.isArray(members) ? asText(asJson(members[0]).id) : null
    return member && this.#parts.roster.personalChat(member, asText(tenantId) ?? asText(asJson(tenant).id))
  }

  async #serve(call: TeamsCall, response: ServerResponse): Promise<void> {
    const mishap = this.#parts.mishaps.strike(call)
    const slow = typeof mishap === 'object' && mishap && 'slowMs' in mishap ? mishap : null
    if (slow?.acceptedLate) await pause(slow.slowMs)
    const taken = reaches(mishap) ? this.#parts.connector.take(call, this.#now(), mishap === 'twice') : null
    // What Teams has taken can be seen before it answers.
    this.#parts.record.changed()
    if (slow && !slow.acceptedLate) await pause(slow.slowMs)
    const accepted = taken !== null && taken.status < 300
    const fate: Fate = { accepted, cause: mishap ? 'mishap' : null, activity: taken?.activity }
    if (mishap === 'cut-before' || mishap === 'cut-after') {
      response.socket?.destroy()
      this.#settle(call, { status: null, code: null }, fate)
    } else this.#answer(call, response, said(mishap, taken), fate)
  }

  #answer(call: TeamsCall, response: ServerResponse, answer: Answer, fate: Fate): void {
    const { status, body, headers } = answer
    const type = body === undefined ? {} : { 'content-type': 'application/json; charset=utf-8' }
    response.writeHead(status, { ...type, ...headers })
    response.end(body === undefined ? undefined : JSON.stringify(body))
    this.#settle(call, { status, code: answer.code ?? null }, fate)
  }

  #settle(
    call: TeamsCall,
    said: Pick<Outcome, 'status' | 'code'>,
    { accepted, cause, activity }: Fate,
  ): void {
    this.#parts.record.settle(call, { ...said, accepted, cause, answeredAt: this.#now() }, activity)
  }

  #now(): number {
    return this.#parts.clock.now().getTime()
  }
}

/** Holds no process open that has ended otherwise. */
const pause = (ms: number) => sleep(ms, undefined, { ref: false })

/** Whether the call gets as far as the connector. */
function reaches(mishap: Mishap | null): boolean {
  if (mishap === 'cut-before') return false
  return !isStatus(mishap) || mishap.accepted === true
}

/** What the client hears: the mishap's own words, or what really happened. */
function said(mishap: Mishap | null, taken: Answer | null): Answer {
  if (!isStatus(mishap)) return taken ?? failure(500)
  const usual = failure(mishap.status, mishap.code, mishap.retryAfter)
  return mishap.body === undefined ? usual : { ...usual, body: mishap.body }
}

function isStatus(mishap: Mishap | null): mishap is Extract<Mishap, { status: number }> {
  return typeof mishap === 'object' && mishap !== null && 'status' in mishap
}

async function readText(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = []
  try {
    for await (const chunk of request) chunks.push(chunk as Buffer)
  } catch {
    return null
  }
  return Buffer.concat(chunks).toString('utf8')
}

function parse(text: string): unknown {
  if (text === '') return undefined
  try {
    return JSON.parse(text)
  } catch {
    return malformed
  }
}
