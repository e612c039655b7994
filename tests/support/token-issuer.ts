/** Stands in for who signs tokens: Bot Framework and Entra ID on the loopback, with keys that rotate. */
import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import type { JWTPayload } from 'jose'
import { type Clock, systemClock } from '../../bot/clock'
import { KeyRing, newKey } from './key-ring'
import { TokenGrants } from './token-grants'

export const botIssuer = 'https://api.botframework.com'

export const entraIssuer = (tenant: string) => `https://login.microsoftonline.com/${tenant}/v2.0`

/** The Teams client for the web: one of the pre-authorised `azp` (PLATFORM.md 6). */
export const teamsWebClient = '5e3ce6c0-2b1f-4285-8d4b-75ee78787346'

export interface BotTokenFor {
  /** The bot's app id. */
  readonly audience: string
  /** As in the activity that the token comes with. */
  readonly serviceUrl: string
}

export interface TabTokenFor {
  /** The tab's app id. */
  readonly audience: string
  readonly tenant: string
  readonly objectId: string
  readonly name?: string
  /** The client that asked for the token. */
  readonly client?: string
  readonly scope?: string
}

const hour = 3_600

/** Seconds a token has been valid for when it arrives: clocks are never quite the same. */
const head = 60

export class TokenIssuer {
  /** Signs what Bot Framework sends to the bot. */
  readonly bot: KeyRing
  /** Signs the tokens of every Entra tenant: there, too, all tenants share their keys. */
  readonly entra: KeyRing
  /** What the token endpoint of every tenant gives to apps. */
  readonly grants: TokenGrants
  readonly #tenants = new Map<string, KeyRing>()
  readonly #clock: Clock
  readonly #server: Server
  readonly #asked: string[] = []
  #down = false
  #slow: Promise<void> = Promise.resolve()

  constructor(bot: KeyRing, entra: KeyRing, clock: Clock) {
    this.bot = bot
    this.entra = entra
    this.grants = new TokenGrants(entra)
    this.#clock = clock
    this.#server = createServer((request, response) => this.#serveLate(request, response))
  }

  /** Stands for `https://login.microsoftonline.com`. */
  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  /** For botbuilder's `ToBotFromChannelOpenIdMetadataUrl`. */
  get botMetadataUrl(): string {
    return `${this.origin}/v1/.well-known/openidconfiguration`
  }

  entraMetadataUrl(tenant: string): string {
    return `${this.origin}/${tenant}/v2.0/.well-known/openid-configuration`
  }

  entraKeysUrl(tenant: string): string {
    return `${this.origin}/${tenant}/discovery/v2.0/keys`
  }

  /** The paths that were asked for, in order: shows whether keys are cached. */
  get asked(): readonly string[] {
    return this.#asked
  }

  /** Answers 503 to everything until called with false. */
  goDown(down = true): void {
    this.#down = down
  }

  /** From now on this tenant publishes keys of its own. */
  publishFor(tenant: string, ring: KeyRing): void {
    this.#tenants.set(tenant, ring)
  }

  /** Answers nothing until the promise has ended, as on a bad line. */
  slowUntil(ready: Promise<void>): void {
    this.#slow = ready
  }

  botClaims({ audience, serviceUrl }: BotTokenFor): JWTPayload {
    return { ...this.#times(), iss: botIssuer, aud: audience, serviceurl: serviceUrl }
  }

  tabClaims(wanted: TabTokenFor): JWTPayload {
    const { tenant, objectId, name = 'Mitglied', client = teamsWebClient, scope = 'access_as_user' } = wanted
    return {
      ...this.#times(),
      iss: entraIssuer(tenant),
      aud: wanted.audience,
      tid: tenant,
      oid: objectId,
      sub: `${objectId}-${wanted.audience}`,
      name,
      preferred_username: `${objectId}@verbund.example`,
      azp: client,
      azpacr: '0',
      scp: scope,
      uti: randomUUID(),
      ver: '2.0',
    }
  }

  botToken(wanted: BotTokenFor): Promise<string> {
    return this.bot.sign(this.botClaims(wanted))
  }

  tabToken(wanted: TabTokenFor): Promise<string> {
    return this.entra.sign(this.tabClaims(wanted))
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

  #times(): { readonly iat: number; readonly nbf: number; readonly exp: number } {
    const iat = Math.floor(this.#clock.now().getTime() / 1000) - head
    return { iat, nbf: iat, exp: iat + hour }
  }

  #serveLate(request: IncomingMessage, response: ServerResponse): void {
    const path = request.url ?? '/'
    this.#asked.push(path)
    void this.#slow.then(async () => {
      const tenant = /^\/([^/]+)\/oauth2\/v2\.0\/token(\?|$)/.exec(path)?.[1]
      if (tenant === undefined || request.method !== 'POST' || this.#down) return this.#serve(path, response)
      const { status, body } = await this.grants.grant(tenant, await text(request))
      response.writeHead(status, { 'content-type': 'application/json' })
      response.end(JSON.stringify(body))
    })
  }

  #serve(path: string, response: ServerResponse): void {
    const found = this.#down ? undefined : this.#document(path)
    response.writeHead(this.#down ? 503 : found ? 200 : 404, { 'content-type': 'application/json' })
    response.end(
      JSON.stringify(found ?? { error: this.#down ? 'temporarily_unavailable' : 'invalid_request' }),
    )
  }

  #document(path: string): unknown {
    if (path === '/v1/.well-known/openidconfiguration') {
      return metadata(botIssuer, `${this.origin}/v1/.well-known/keys`)
    }
    if (path === '/v1/.well-known/keys') return this.bot.jwks
    const tenant = /^\/([^/]+)\/v2\.0\/\.well-known\/openid-configuration$/.exec(path)?.[1]
    if (tenant)
      return {
        ...metadata(entraIssuer(isUuid(tenant) ? tenant : '{tenantid}'), this.entraKeysUrl(tenant)),
        authorization_endpoint: `${this.origin}/${tenant}/oauth2/v2.0/authorize`,
        token_endpoint: `${this.origin}/${tenant}/oauth2/v2.0/token`,
      }
    const keysOf = /^\/([^/]+)\/discovery\/v2\.0\/keys$/.exec(path)?.[1]
    return keysOf === undefined ? undefined : (this.#tenants.get(keysOf) ?? this.entra).jwks
  }
}

/** `common` and `organizations` name no tenant, and Entra answers a placeholder. */
const isUuid = (text: string) => /^[0-9a-f-]{36}$/i.test(text)

const metadata = (issuer: string, jwksUri: string) => ({
  issuer,
  jwks_uri: jwksUri,
  id_token_signing_alg_values_supported: ['RS256'],
  token_endpoint_auth_methods_supported: ['private_key_jwt'],
})

/** Starts it on a free port. Close it, or jest waits. */
export async function startTokenIssuer(clock: Clock = systemClock()): Promise<TokenIssuer> {
  const [forBot, forEntra] = await Promise.all([newKey(), newKey()])
  const bot = new KeyRing(forBot, { endorsements: ['msteams', 'webchat'] })
  const entra = new KeyRing(forEntra, { issuer: entraIssuer('{tenantid}') })
  const issuer = new TokenIssuer(bot, entra, clock)
  await issuer.listen()
  return issuer
}
