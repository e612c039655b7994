/** The second gate: the tab's token, from Entra (Teams SSO) or, without credentials only, from the demo's own picker. */
import { randomBytes } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { createRemoteJWKSet, decodeJwt, errors, type JWTPayload, jwtVerify, SignJWT } from 'jose'
import type { Config } from '../config'
import type { DirectoryFor, OwnDirectory } from '../groups/directory'
import type { Identify, Identity } from '../groups/identity-store'
import { type Member, type MemberFacts, mintMember } from '../groups/member'
import { chooseNetwork, inTheTab } from '../groups/network-choice'
import type { NetworkLine } from '../groups/view'

/** Where the tab stands: what it says of itself, so nothing that proves anything. One is a member there, or is not. */
export interface Standing {
  /** Tenant that owns the channel; absent outside channels. */
  readonly at?: string | undefined
  /** Id of the network that the person chooses with this very act. */
  readonly wanted?: string | undefined
}

/** The tab names the tenant that owns its channel in this header. */
export const placeHeader = 'x-place-tenant'

export function standingOf(headers: IncomingHttpHeaders, wanted?: string): Standing {
  const at = headers[placeHeader]
  return { at: typeof at === 'string' && at !== '' ? at.slice(0, 100).toLowerCase() : undefined, wanted }
}

/** A person of several networks who has not said which one is meant. */
export interface Undecided {
  readonly networks: readonly NetworkLine[]
}

export interface SignIn {
  /** The person behind a token; undefined for whatever is not a valid one. Rejected as `member` is. */
  identity(authorization: string | undefined): Promise<Identity | undefined>
  /** The member that a person is, in the network where the tab stands. */
  memberOf(identity: Identity, standing?: Standing): Promise<Member | 'stranger' | Undecided>
  /**
   * Both at once: the member behind a token.
   * The promise is rejected where nobody can tell: the keys that Entra signs with cannot be had.
   */
  member(authorization: string | undefined): Promise<Member | 'stranger' | Undecided | undefined>
  /** Whether there is a network where a person who is no member stands. */
  hasNetwork(identity: Identity, standing: Standing): Promise<boolean>
  /**
   * The directory in which the person behind a token that has been proven has the account. The token stays in it: nobody
   * can get it out again, or print it.
   */
  directoryOf(authorization: string | undefined, identity: Identity): OwnDirectory | undefined
  /** A token for a person of the demo network; undefined when credentials are configured. */
  readonly demo: ((identity: Identity) => Promise<string>) | undefined
}

/** Teams' own clients, which may ask for our scope without a consent of their own (PLATFORM 6). */
const teamsClients = new Set([
  '1fec8e78-bce4-4aaf-ab1b-5451cc387264',
  '5e3ce6c0-2b1f-4285-8d4b-75ee78787346',
  '4765445b-32c6-49b0-83e6-1d93765276ca',
  '0ec893e0-5785-4de6-99da-4ed124e5296c',
  'd3590ed6-52b3-4102-aeff-aad2292ab01c',
  'bc59ab01-8403-45c6-8796-ac3ef710b3e3',
  '27922004-5251-4030-b22d-91ecd9a37ea4',
])

type Verify = (token: string) => Promise<Identity | undefined>

/** @param directoryFor undefined: nothing is asked on behalf of a person */
export function openSignIn(config: Config, identify: Identify, directoryFor?: DirectoryFor): SignIn {
  const demo = config.credentials ? undefined : demoTokens()
  const verify = demo ? demo.verify : entraTokens(config)
  const identity = async (authorization: string | undefined) => {
    const token = tokenIn(authorization)
    return token === undefined ? undefined : verify(token)
  }
  const memberOf = async (person: Identity, standing: Standing = {}) => memberIn(identify, person, standing)
  return {
    identity,
    memberOf,
    directoryOf: (authorization, person) => {
      const token = demo || !directoryFor ? undefined : tokenIn(authorization)
      if (!token || !directoryFor) return undefined
      const { tenantId, objectId } = person
      return { tenantId, objectId: objectId.toLowerCase(), read: directoryFor(token, tenantId) }
    },
    hasNetwork: async (person, { at = person.tenantId }) =>
      (await identify.at({ at, ...person })).network !== null,
    member: async (authorization) => {
      const person = await identity(authorization)
      return person && memberOf(person)
    },
    demo: demo?.mint,
  }
}

function tokenIn(authorization = ''): string | undefined {
  return /^Bearer (\S{1,8000})$/.exec(authorization)?.[1]
}

/** A channel belongs to a tenant, whatever the person has chosen elsewhere; outside channels the person decides. */
async function memberIn(
  identify: Identify,
  person: Identity,
  { at, wanted }: Standing,
): Promise<Member | 'stranger' | Undecided> {
  const mint = (facts: MemberFacts | null) => (facts ? mintMember(facts, 'tab') : 'stranger')
  if (at !== undefined) return mint((await identify.at({ at, ...person })).member)
  const belongings = await identify.everywhere(person, inTheTab)
  const candidates = belongings.map((one) => ({ ...one, networkId: one.member.networkId }))
  const choice = chooseNetwork(candidates, person.tenantId, wanted)
  if (choice.is === 'several')
    return {
      networks: belongings.map(({ member }) => ({ id: member.networkId, name: member.network.name })),
    }
  return mint(choice.is === 'one' ? choice.one.member : null)
}

/** Tokens that live as long as the process that made them. */
function demoTokens(): { readonly verify: Verify; readonly mint: (identity: Identity) => Promise<string> } {
  const secret = randomBytes(32)
  const names = { issuer: 'verbund-demo', audience: 'verbund-demo' }
  return {
    mint: ({ tenantId, objectId }) =>
      new SignJWT({ tid: tenantId, oid: objectId })
        .setProtectedHeader({ alg: 'HS256' })
        .setIssuer(names.issuer)
        .setAudience(names.audience)
        .setIssuedAt()
        .setExpirationTime('12h')
        .sign(secret),
    verify: async (token) => {
      try {
        const { payload } = await jwtVerify(token, secret, { ...names, algorithms: ['HS256'] })
        return identityIn(payload)
      } catch {
        return undefined
      }
    },
  }
}

/**
 * Microsoft publishes a key well before it signs with it, and a key that is not known yet is asked for at once (half a minute
 * after the last time at the earliest, so that made-up ones cause no storm). Known ones stay good for this long while Entra
 * cannot be reached; jose's own ten minutes would close the tab with it.
 */
const keysMs = 12 * 3_600_000

/** Signature against the tenant's keys, audience, issuer of the tenant, version, scope, client, times (PLATFORM 6). */
function entraTokens({ loginUrl, tabClientId, tenants }: Config): Verify {
  const keys = new Map<string, ReturnType<typeof createRemoteJWKSet>>()
  const keysOf = (tenant: string) => {
    const known =
      keys.get(tenant) ??
      createRemoteJWKSet(new URL(`${loginUrl}/${tenant}/discovery/v2.0/keys`), { cacheMaxAge: keysMs })
    keys.set(tenant, known)
    return known
  }
  return async (token) => {
    try {
      const tenant = decodeJwt(token).tid
      // Only tenants that are let in get as far as a look-up of their keys: nothing grows by strangers' tokens.
      if (typeof tenant !== 'string' || !tenants.includes(tenant)) return undefined
      const { payload } = await jwtVerify(token, keysOf(tenant), {
        algorithms: ['RS256'],
        issuer: `${loginUrl}/${tenant}/v2.0`,
        audience: tabClientId ?? '',
        clockTolerance: 300,
        requiredClaims: ['exp'],
      })
      const scopes = String(payload.scp ?? '').split(' ')
      const fit =
        payload.ver === '2.0' &&
        scopes.includes('access_as_user') &&
        teamsClients.has(String(payload.azp)) &&
        // Such a token stands for a program. Entra gives it no scope; it would still be nobody's if it did.
        payload.idtyp !== 'app' &&
        payload.tid === tenant
      return fit ? identityIn(payload) : undefined
    } catch (error) {
      if (isOutage(error)) throw new Error('the keys of Entra cannot be had', { cause: error })
      return undefined
    }
  }
}

/** jose fetches the keys itself: too late, not with 200, or not at all (an error of the network, which names its call). */
function isOutage(error: unknown): boolean {
  if (error instanceof errors.JOSEError) return ['ERR_JWKS_TIMEOUT', 'ERR_JOSE_GENERIC'].includes(error.code)
  return error instanceof Error && 'syscall' in error
}

/** Entra's are GUIDs. What no database could store is none, though a key of Entra's has signed it. */
const isId = (claim: unknown): claim is string =>
  typeof claim === 'string' && /^[^\p{Cc}]{1,100}$/u.test(claim)

function identityIn({ tid, oid }: JWTPayload): Identity | undefined {
  return isId(tid) && isId(oid) ? { tenantId: tid, objectId: oid } : undefined
}
