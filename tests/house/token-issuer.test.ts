/** Test tokens: the right ones open a careful door, and of the forged ones none does. */
import { createRemoteJWKSet, type JWTPayload, jwtVerify } from 'jose'
import { botForgeries, tabForgeries } from '../support/forgeries'
import {
  botIssuer,
  entraIssuer,
  startTokenIssuer,
  type TokenIssuer,
  teamsWebClient,
} from '../support/token-issuer'
import { coordinator } from './stand-in-scene'

describe('the token issuer', () => {
  const tenant = '00000000-0000-4000-8000-0000000000a0'
  const app = '00000000-0000-4000-8000-0000000000b0'
  const serviceUrl = 'https://smba.trafficmanager.net/emea/'
  const forBot = { audience: app, serviceUrl }
  const forTab = { audience: app, tenant, objectId: coordinator.aadObjectId }
  let issuer: TokenIssuer

  beforeAll(async () => {
    issuer = await startTokenIssuer()
  })
  afterAll(() => issuer.close())

  const keysAt = async (metadataUrl: string) => {
    const { jwks_uri: keys } = (await (await fetch(metadataUrl)).json()) as { jwks_uri: string }
    return createRemoteJWKSet(new URL(keys), { cooldownDuration: 0 })
  }

  /** What a careful door checks, by the book (PLATFORM.md 6 and 11). */
  const opens = async (
    metadataUrl: string,
    iss: string,
    token: string,
    fits: (claims: JWTPayload) => boolean,
  ) => {
    const options = { issuer: iss, audience: app, algorithms: ['RS256'], requiredClaims: ['exp'] }
    const verified = await jwtVerify(token, await keysAt(metadataUrl), options).catch(() => null)
    return verified !== null && fits(verified.payload)
  }
  const opensBot = (token: string) =>
    opens(issuer.botMetadataUrl, botIssuer, token, ({ serviceurl }) => serviceurl === serviceUrl)
  const opensTab = (token: string) =>
    opens(issuer.entraMetadataUrl(tenant), entraIssuer(tenant), token, (claims) => {
      const isPerson = typeof claims.oid === 'string' && claims.idtyp !== 'app'
      const person = claims.tid === tenant && isPerson && claims.ver === '2.0'
      return (
        person && String(claims.scp).split(' ').includes('access_as_user') && claims.azp === teamsWebClient
      )
    })

  it('mints tokens that open the doors', async () => {
    expect(await opensBot(await issuer.botToken(forBot))).toBe(true)
    expect(await opensTab(await issuer.tabToken(forTab))).toBe(true)
  })

  it('forges tokens for the bot of which none opens its door', async () => {
    const forgeries = await botForgeries(issuer, forBot)
    const opened = await Promise.all(
      forgeries.map(async ({ wrong, token }) => ((await opensBot(token)) ? [wrong] : [])),
    )
    expect(opened.flat()).toEqual([])
    expect(forgeries.length).toBeGreaterThan(12)
  })

  it('forges tokens for the tab of which none opens its door', async () => {
    const forgeries = await tabForgeries(issuer, forTab)
    const opened = await Promise.all(
      forgeries.map(async ({ wrong, token }) => ((await opensTab(token)) ? [wrong] : [])),
    )
    expect(opened.flat()).toEqual([])
    expect(forgeries.length).toBeGreaterThan(20)
  })

  it('rotates its keys: older tokens go on for as long as their key is published', async () => {
    const first = await issuer.botToken(forBot)
    await issuer.bot.rotate(true)
    const second = await issuer.botToken(forBot)
    expect([await opensBot(first), await opensBot(second)]).toEqual([true, true])
    await issuer.bot.rotate(false)
    expect([await opensBot(first), await opensBot(second)]).toEqual([false, false])
    expect(await opensBot(await issuer.botToken(forBot))).toBe(true)
  })

  it('can be down, and tells what it was asked', async () => {
    issuer.goDown()
    expect((await fetch(issuer.botMetadataUrl)).status).toBe(503)
    issuer.goDown(false)
    expect((await fetch(issuer.botMetadataUrl)).status).toBe(200)
    expect(issuer.asked.slice(-2)).toEqual(Array(2).fill('/v1/.well-known/openidconfiguration'))
  })
})
