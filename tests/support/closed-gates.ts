/** The service with credentials, as in production: both gates closed, and a stand-in for who signs the tokens. */

import type { JWTPayload } from 'jose'
import { demoFounder, demoTenant, objectIdOf } from '../../bot/demo/network'
import { cardAction, type TeamsActivity } from './activities'
import type { TestDatabase } from './database'
import type { KeyRing, SignWith } from './key-ring'
import { type HttpAnswer, startTestService, type TestService } from './service'
import { demoTeamsPerson, groupChannel } from './teams-scene'
import { teamsWorld } from './teams-world'
import { type BotTokenFor, startTokenIssuer, type TabTokenFor, type TokenIssuer } from './token-issuer'

export const appId = 'a99a99a9-0000-4000-8000-0000000000b0'
export const tabClientId = 'a99a99a9-0000-4000-8000-0000000000b1'
export const serviceUrl = 'https://smba.trafficmanager.net/emea/'

export interface ClosedGates {
  readonly test: TestService
  readonly issuer: TokenIssuer
  /** What the bot's tokens and the tab's are made for. */
  readonly botWanted: BotTokenFor
  readonly tabWanted: TabTokenFor
  /** Teams asks for the help card: answered to members only. */
  ask(authorization: string | undefined, change?: Partial<TeamsActivity> | object): Promise<HttpAnswer>
  /** The tab asks who it is. */
  show(authorization: string | undefined): Promise<HttpAnswer>
  stop(): Promise<void>
}

/** @param database an existing one, on which a service without credentials has run */
export async function startClosedGates(
  env: Readonly<Record<string, string>> = {},
  database?: TestDatabase,
): Promise<ClosedGates> {
  const real = await startTokenIssuer()
  const issuer = atHome(real)
  const test = await startTestService({
    ...(database && { database }),
    env: {
      MicrosoftAppId: appId,
      MicrosoftAppPassword: 'not-used-by-any-test',
      MicrosoftAppTenantId: demoTenant,
      TAB_CLIENT_ID: tabClientId,
      LOGIN_URL: real.origin,
      BOT_OPENID_URL: real.botMetadataUrl,
      HOST: '127.0.0.1',
      ...env,
    },
  })
  const world = teamsWorld({ serviceUrl, tenant: demoTenant, clock: test.clock, appId })
  const asked = cardAction(world, {
    from: demoTeamsPerson(demoFounder.name),
    where: groupChannel,
    verb: 'help.show',
    replyToId: '1700000000000',
  })
  return {
    test,
    issuer,
    botWanted: { audience: appId, serviceUrl },
    tabWanted: { audience: tabClientId, tenant: demoTenant, objectId: objectIdOf(demoFounder.number) },
    ask: (authorization, change = {}) =>
      test.send({ ...asked, ...change }, authorization === undefined ? {} : { authorization }),
    show: async (authorization) => {
      const headers = authorization === undefined ? {} : { authorization }
      const response = await fetch(`${test.url}/api/member.show`, { headers })
      return { status: response.status, headers: response.headers, body: await response.json() }
    },
    stop: async () => {
      await test.stop()
      await real.close()
    },
  }
}

const entraHome = 'https://login.microsoftonline.com/'

/**
 * Entra's tokens name as issuer the address where its keys are: with LOGIN_URL at the stand-in, the stand-in's. So each
 * forgery stays wrong in one thing only.
 */
function atHome(issuer: TokenIssuer): TokenIssuer {
  const home = (claims: JWTPayload): JWTPayload =>
    typeof claims.iss === 'string' && claims.iss.startsWith(entraHome)
      ? { ...claims, iss: claims.iss.replace(entraHome, `${issuer.origin}/`) }
      : claims
  const { entra } = issuer
  const ring = {
    get current() {
      return entra.current
    },
    get jwks() {
      return entra.jwks
    },
    sign: (claims: JWTPayload, how?: SignWith) => entra.sign(home(claims), how),
    unsigned: (claims: JWTPayload) => entra.unsigned(home(claims)),
    signWithPublicKey: (claims: JWTPayload) => entra.signWithPublicKey(home(claims)),
    rotate: (keepOld: boolean) => entra.rotate(keepOld),
  } as unknown as KeyRing
  return {
    bot: issuer.bot,
    entra: ring,
    origin: issuer.origin,
    botClaims: (wanted: BotTokenFor) => issuer.botClaims(wanted),
    tabClaims: (wanted: TabTokenFor) => home(issuer.tabClaims(wanted)),
    botToken: (wanted: BotTokenFor) => issuer.botToken(wanted),
    tabToken: (wanted: TabTokenFor) => ring.sign(issuer.tabClaims(wanted)),
    get asked() {
      return issuer.asked
    },
    grants: issuer.grants,
    publishFor: (tenant: string, keys: KeyRing) => issuer.publishFor(tenant, keys),
    goDown: (down?: boolean) => issuer.goDown(down),
    slowUntil: (ready: Promise<void>) => issuer.slowUntil(ready),
  } as unknown as TokenIssuer
}
