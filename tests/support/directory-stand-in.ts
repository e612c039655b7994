/**
 * Stands in for Microsoft Graph where people are looked up: `GET /users/{id}` in a `$batch`, in the tenant and with the rights
 * that the token names; it misbehaves on demand.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { createLocalJWKSet, type JWTPayload, jwtVerify } from 'jose'
import { answer, fail, type GraphMishap } from './graph-mishaps'
import type { KeyRing } from './key-ring'
import { asJson, type Json } from './teams-stand-in/call'

export interface BatchCall {
  /** 1, 2, 3 … in the order of arrival. */
  readonly n: number
  readonly tenant: string
  /** Object ids that it asks for. */
  readonly ids: readonly string[]
  readonly select: string
}

/** What befalls a whole batch, or one account within it. */
export type DirectoryMishap =
  | GraphMishap
  | { readonly within: (id: string, call: BatchCall) => Json | undefined }

export class DirectoryStandIn {
  #keys: KeyRing | undefined
  readonly #server: Server
  readonly #accounts = new Map<string, boolean>()
  readonly calls: BatchCall[] = []
  #mishap: ((call: BatchCall) => DirectoryMishap | undefined) | undefined

  constructor() {
    this.#server = createServer((request, response) => void this.#serve(request, response))
  }

  /** Stands for `https://graph.microsoft.com`. */
  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  /** From now on a token is asked for that is signed with these keys; without, none is, and the tenant has no name. */
  trust(keys: KeyRing): void {
    this.#keys = keys
  }

  /** @param enabled false: the account is there, and blocked */
  put(tenant: string, ids: readonly string[], enabled = true): void {
    for (const id of ids) this.#accounts.set(`${tenant}/${id}`, enabled)
  }

  remove(tenant: string, ...ids: readonly string[]): void {
    for (const id of ids) this.#accounts.delete(`${tenant}/${id}`)
  }

  misbehave(mishap: (call: BatchCall) => DirectoryMishap | undefined): void {
    this.#mishap = mishap
  }

  behave(): void {
    this.#mishap = undefined
  }

  async listen(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve))
  }

  async close(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#server.close(() => resolve())
      this.#server.closeAllConnections()
    })
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method, url, headers } = request
    const body = await text(request)
    if (method !== 'POST' || url !== '/v1.0/$batch') return fail(response, 404, 'ResourceNotFound')
    const token = await this.#read(headers.authorization)
    if (!token) return fail(response, 401, 'InvalidAuthenticationToken')
    const asked = readBatch(body)
    if (!asked) return fail(response, 400, 'BadRequest')
    const call = { ...asked, n: this.calls.length + 1, tenant: String(token.tid ?? '') }
    this.calls.push(call)
    const mishap = this.#mishap?.(call)
    const within = mishap && typeof mishap === 'object' && 'within' in mishap ? mishap.within : undefined
    const responses = call.ids.map((id, i) => ({
      id: `${i}`,
      ...(within?.(id, call) ?? this.#look(call, id, token)),
    }))
    // Graph keeps no order among the answers of a batch.
    const page = { responses: responses.toReversed() }
    await answer(response, within ? null : ((mishap as GraphMishap | undefined) ?? null), page)
  }

  async #read(authorization = ''): Promise<JWTPayload | undefined> {
    if (!this.#keys) return { tid: '', roles: ['User.Read.All'] }
    try {
      const keys = createLocalJWKSet(this.#keys.jwks as Parameters<typeof createLocalJWKSet>[0])
      const token = authorization.replace(/^Bearer /, '')
      return (await jwtVerify(token, keys, { audience: 'https://graph.microsoft.com' })).payload
    } catch {
      return undefined
    }
  }

  #look({ tenant, select }: BatchCall, id: string, { roles, scp }: JWTPayload): Json {
    const rights = [...(Array.isArray(roles) ? roles : []), ...String(scp ?? '').split(' ')]
    // Basic profiles hold no more than names and addresses.
    const enough = select.includes('accountEnabled')
      ? ['User.Read.All']
      : ['User.Read.All', 'User.ReadBasic.All']
    if (!enough.some((right) => rights.includes(right))) return error(403, 'Authorization_RequestDenied')
    const enabled = this.#accounts.get(`${tenant}/${id}`)
    if (enabled === undefined) return error(404, 'Request_ResourceNotFound')
    const more = select.includes('accountEnabled') ? { accountEnabled: enabled } : {}
    return { status: 200, headers: { 'Content-Type': 'application/json' }, body: { id, ...more } }
  }
}

/** One request's answer within a batch that fails. */
export function error(status: number, code: string, headers: Json = {}): Json {
  return { status, headers, body: { error: { code, message: code } } }
}

/** At most 20 requests, each with an id of its own, all for the same fields of users. */
function readBatch(body: string): { readonly ids: readonly string[]; readonly select: string } | undefined {
  const { requests } = asJson(JSON.parse(body))
  if (!Array.isArray(requests) || requests.length === 0 || requests.length > 20) return undefined
  const read = requests.map(asJson).map(({ id, method, url }, i) => {
    const [, user, select] = /^\/users\/([0-9a-f-]{36})\?\$select=([\w,]+)$/.exec(String(url)) ?? []
    return method === 'GET' && id === `${i}` && user && select ? { user, select } : undefined
  })
  const selects = new Set(read.map((one) => one?.select))
  const [select] = selects
  if (selects.size !== 1 || !select || read.some((one) => !one)) return undefined
  return { ids: read.map((one) => one?.user ?? ''), select }
}

/** Starts it on a free port. Close it, or jest waits. */
export async function startDirectoryStandIn(): Promise<DirectoryStandIn> {
  const directory = new DirectoryStandIn()
  await directory.listen()
  return directory
}
