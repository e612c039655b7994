/** The keys behind both gates: rotated, kept, asked for in vain, away; and clocks that are never quite the same. */
import type { JWTPayload } from 'jose'
import { demoFounder, demoTenant, objectIdOf } from '../../bot/demo/network'
import { type ClosedGates, startClosedGates } from '../support/closed-gates'
import { KeyRing, newKey } from '../support/key-ring'
import { faultsIn } from '../support/teams-scene'

const other = 'c0000000-0000-4000-8000-00000000000c'
const later = { minute: 60_000, hour: 3_600_000, day: 86_400_000 }

/** Of the running test, or of the tests that leave the keys alone. */
let gates: ClosedGates
const real = Date.now
/** Everybody's clock, the issuer's with it; what tests hold as the service's own stands still. */
const passes = (ms: number) => jest.spyOn(Date, 'now').mockImplementation(() => real() + ms)

const start = async () => {
  // botbuilder tells the console of every token that it refuses.
  jest.spyOn(console, 'error').mockImplementation(() => undefined)
  gates = await startClosedGates({ TENANTS: other })
}
const stop = async () => {
  jest.restoreAllMocks()
  await gates.stop()
}

const doors = {
  'the bot': {
    ring: () => gates.issuer.bot,
    token: () => gates.issuer.botToken(gates.botWanted),
    claims: () => gates.issuer.botClaims(gates.botWanted),
    status: async (token: string) => (await gates.ask(`Bearer ${token}`)).status,
    /** botbuilder asks for a key that it does not know once an hour at most. */
    patience: later.hour,
    /** It asks for each who comes before the first answer. */
    atOnce: 20,
  },
  'the tab': {
    ring: () => gates.issuer.entra,
    token: () => gates.issuer.tabToken(gates.tabWanted),
    claims: () => gates.issuer.tabClaims(gates.tabWanted),
    status: async (token: string) => (await gates.show(`Bearer ${token}`)).status,
    patience: later.minute / 2,
    atOnce: 1,
  },
} as const

const asked = () => gates.issuer.asked.filter((path) => path.includes('keys')).length

describe.each(Object.entries(doors))('the keys of %s', (_name, door) => {
  beforeEach(start)
  afterEach(stop)

  it('takes tokens of new keys once it has heard of them, and of old ones for as long as they are published', async () => {
    const old = await door.token()
    expect(await door.status(old)).toBe(200)
    await door.ring().rotate(true)
    passes(door.patience + 1000)
    const fresh = await door.token()
    expect(await door.status(fresh)).toBe(200)
    expect(await door.status(await door.token())).toBe(200)
    expect(asked()).toBe(2)
  })

  it('takes no token of a key that is published no more, once it has asked again', async () => {
    expect(await door.status(await door.token())).toBe(200)
    const withdrawn = door.ring().current
    await door.ring().rotate(false)
    passes(door.patience + 1000)
    expect(await door.status(await door.token())).toBe(200)
    expect(await door.status(await door.ring().sign(door.claims(), { key: withdrawn }))).toBe(401)
  })

  it('asks once for 50 tokens of keys that nobody knows: made-up ones cause no storm', async () => {
    expect(await door.status(await door.token())).toBe(200)
    const key = await newKey()
    const statuses = await Promise.all(
      Array.from({ length: 50 }, async (_, i) =>
        door.status(await door.ring().sign(door.claims(), { key, kid: `made-up-${i}` })),
      ),
    )
    expect(new Set(statuses)).toEqual(new Set([401]))
    expect(asked()).toBe(1)
    expect(await door.status(await door.token())).toBe(200)
  })

  it('lets in all 20 people who come in the same moment, the first there is', async () => {
    const statuses = await Promise.all(
      Array.from({ length: 20 }, async () => door.status(await door.token())),
    )
    expect(new Set(statuses)).toEqual(new Set([200]))
    expect(asked()).toBeLessThanOrEqual(door.atOnce)
  })

  it('goes on with the keys it knows while whoever signs cannot be reached', async () => {
    expect(await door.status(await door.token())).toBe(200)
    gates.issuer.goDown()
    const lasting = await door.ring().sign({ ...door.claims(), exp: Math.floor(Date.now() / 1000) + 72_000 })
    for (const hours of [1, 6, 11]) {
      passes(hours * later.hour)
      expect([hours, await door.status(lasting)]).toEqual([hours, 200])
    }
    expect(faultsIn(gates.test)).toEqual([])
  })
})

describe.each(Object.entries(doors))('times and addresses: %s', (_name, door) => {
  beforeAll(start)
  afterAll(stop)

  it.each([
    ['has ended four minutes ago', { exp: -240 }, 200],
    ['has ended six minutes ago', { exp: -360 }, 401],
    ['begins in four minutes', { nbf: 240 }, 200],
    ['begins in six minutes', { nbf: 360 }, 401],
  ])(
    'a token that %s: %s',
    async (_when, shift: { readonly exp?: number; readonly nbf?: number }, status) => {
      const now = Math.floor(Date.now() / 1000)
      const moved = Object.fromEntries(
        Object.entries(shift).map(([claim, seconds]) => [claim, now + seconds]),
      )
      const claims: JWTPayload = { ...door.claims(), ...moved }
      expect(await door.status(await door.ring().sign(claims))).toBe(status)
    },
  )

  it('takes no token that stands in the address: it would stand in logs', async () => {
    const token = await door.token()
    for (const name of ['access_token', 'token', 'authorization', 'Authorization', 'id_token']) {
      const query = new URLSearchParams({ [name]: `Bearer ${token}` })
      const [show, tell] = await Promise.all([
        fetch(`${gates.test.url}/api/member.show?${query}`),
        fetch(`${gates.test.url}/api/messages?${query}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({
            type: 'message',
            channelId: 'msteams',
            serviceUrl: gates.botWanted.serviceUrl,
            from: { id: '29:1' },
            conversation: { id: 'a:1', tenantId: demoTenant },
          }),
        }),
      ])
      expect([show.status, tell.status]).toEqual([401, 401])
    }
    expect(JSON.stringify(gates.test.log)).not.toContain(token)
  })
})

it("takes no token that names one tenant and is signed with another's keys", async () => {
  await start()
  const ring = new KeyRing(await newKey(), {})
  gates.issuer.publishFor(other, ring)
  const wanted = { ...gates.tabWanted, tenant: other, objectId: objectIdOf(demoFounder.number) }
  const claims = gates.issuer.tabClaims(wanted)
  // A stranger to the network, but one whose token is right: 403, not 401.
  expect(await doors['the tab'].status(await ring.sign(claims))).toBe(403)
  expect(await doors['the tab'].status(await gates.issuer.entra.sign(claims))).toBe(401)
  const ours = gates.issuer.tabClaims(gates.tabWanted)
  expect(await doors['the tab'].status(await ring.sign(ours))).toBe(401)
  expect(await doors['the tab'].status(await gates.issuer.entra.sign(ours))).toBe(200)
  await stop()
})
