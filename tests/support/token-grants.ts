/** What Entra's token endpoint grants to registered apps, and what it refuses: client credentials, and on-behalf-of. */
import { randomUUID } from 'node:crypto'
import { createLocalJWKSet, type JWTPayload, jwtVerify } from 'jose'
import type { KeyRing } from './key-ring'

export interface AppRegistration {
  readonly clientId: string
  readonly secret: string
  /** Tenants whose administration has consented, each to these scopes and roles of Graph. */
  readonly consents: Readonly<Record<string, readonly string[]>>
}

export interface GrantAnswer {
  readonly status: number
  readonly body: Readonly<Record<string, unknown>>
}

const graph = 'https://graph.microsoft.com'
const onBehalf = 'urn:ietf:params:oauth:grant-type:jwt-bearer'
const everySignIn = ['openid', 'profile', 'offline_access', 'email']

export class TokenGrants {
  readonly #keys: KeyRing
  #apps: readonly AppRegistration[] = []
  #refusal: GrantAnswer | undefined
  /** What was asked for, without secrets and assertions. */
  readonly asked: { readonly tenant: string; readonly grant: string; readonly scope: string }[] = []

  constructor(keys: KeyRing) {
    this.#keys = keys
  }

  /** Registers an app, or changes it. */
  register(app: AppRegistration): void {
    this.#apps = [...this.#apps.filter(({ clientId }) => clientId !== app.clientId), app]
  }

  /** Everything is refused like this from now on; undefined: no more. */
  refuseWith(refusal: GrantAnswer | undefined): void {
    this.#refusal = refusal
  }

  /** @param body of the POST, form-encoded */
  async grant(tenant: string, body: string): Promise<GrantAnswer> {
    const form = new URLSearchParams(body)
    const [grant, scope] = [form.get('grant_type') ?? '', form.get('scope') ?? '']
    this.asked.push({ tenant, grant, scope })
    if (this.#refusal) return this.#refusal
    const app = this.#apps.find(({ clientId }) => clientId === form.get('client_id'))
    if (!app || !(tenant in app.consents))
      return refused('unauthorized_client', 700016, 'Application was not found in the directory')
    if (app.secret !== form.get('client_secret'))
      return refused('invalid_client', 7000215, 'Invalid client secret provided')
    if (grant === 'client_credentials') return this.#byItself(app, tenant, scope)
    if (grant !== onBehalf || form.get('requested_token_use') !== 'on_behalf_of')
      return refused('unsupported_grant_type', 70003, 'The app requested an unsupported grant type')
    return this.#onBehalf(app, tenant, scope.split(' '), form.get('assertion') ?? '')
  }

  async #byItself(app: AppRegistration, tenant: string, scope: string): Promise<GrantAnswer> {
    if (scope.replace(' openid profile offline_access', '') !== `${graph}/.default`)
      return refused('invalid_resource', 500011, 'The resource principal was not found in the tenant')
    // Entra gives a token without a role, too: Graph then refuses.
    return this.#token({ tid: tenant, appid: app.clientId, roles: app.consents[tenant], idtyp: 'app' }, scope)
  }

  async #onBehalf(
    app: AppRegistration,
    tenant: string,
    scopes: readonly string[],
    assertion: string,
  ): Promise<GrantAnswer> {
    const claims = await this.#read(assertion)
    if (!claims) return refused('invalid_grant', 50013, 'Assertion failed signature validation')
    if (claims.aud !== app.clientId)
      return refused('invalid_grant', 500131, 'Assertion audience does not match the Client app')
    if (claims.tid !== tenant)
      return refused('invalid_grant', 50020, 'User account from another provider does not exist in tenant')
    const wanted = scopes.filter((scope) => !everySignIn.includes(scope))
    if (!wanted.every((scope) => app.consents[tenant]?.includes(scope)))
      return refused(
        'invalid_grant',
        65001,
        'The user or administrator has not consented',
        'consent_required',
      )
    const { tid, oid } = claims
    return this.#token({ tid, oid, appid: app.clientId, scp: wanted.join(' ') }, wanted.join(' '))
  }

  async #read(assertion: string): Promise<JWTPayload | undefined> {
    try {
      const keys = createLocalJWKSet(this.#keys.jwks as Parameters<typeof createLocalJWKSet>[0])
      return (await jwtVerify(assertion, keys, { algorithms: ['RS256'], clockTolerance: 300 })).payload
    } catch {
      return undefined
    }
  }

  async #token(claims: JWTPayload, scope: string): Promise<GrantAnswer> {
    const now = Math.floor(Date.now() / 1000)
    const all = {
      ...claims,
      aud: graph,
      iss: `https://sts.windows.net/${claims.tid}/`,
      iat: now,
      exp: now + 3_600,
    }
    const token = { token_type: 'Bearer', scope, expires_in: 3_600, ext_expires_in: 3_600 }
    return { status: 200, body: { ...token, access_token: await this.#keys.sign(all) } }
  }
}

/** Entra's shape of an error, with its numbered code. */
export function refused(error: string, number: number, says: string, suberror?: string): GrantAnswer {
  const trace = { trace_id: randomUUID(), correlation_id: randomUUID() }
  return {
    status: error === 'invalid_client' ? 401 : 400,
    body: {
      ...{ error, error_description: `AADSTS${number}: ${says}. Trace ID: ${trace.trace_id}` },
      ...{ error_codes: [number], timestamp: new Date().toISOString(), ...trace },
      ...(suberror && { suberror }),
    },
  }
}
