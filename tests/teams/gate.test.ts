/** The bot's gate with credentials: Teams' own tokens open it, every other one is refused (QUALITY.md, Security). */
import { randomUUID } from 'node:crypto'
import dns from 'node:dns'
import { EmulatorValidation } from 'botframework-connector/lib/auth/emulatorValidation'
import { UnsecuredJWT } from 'jose'
import { appId, type ClosedGates, serviceUrl, startClosedGates, tabClientId } from '../support/closed-gates'
import { botForgeries, type Forgery } from '../support/forgeries'
import { faultsIn } from '../support/teams-scene'

let gates: ClosedGates
let forgeries: readonly Forgery[]
let valid: string
beforeAll(async () => {
  // botbuilder tells the console of every token that it refuses.
  jest.spyOn(console, 'error').mockImplementation(() => undefined)
  gates = await startClosedGates()
  forgeries = await botForgeries(gates.issuer, gates.botWanted)
  valid = `Bearer ${await gates.issuer.botToken(gates.botWanted)}`
})
afterAll(() => gates.stop())

const refusal = {
  status: 401,
  body: {
    refusal: { code: 'house:sign-in', what: expect.any(String), instead: expect.any(String) },
    reference: expect.stringMatching(/^[2-9A-Z]{4}-[2-9A-Z]{4}$/),
  },
}

it('opens to a token of Bot Framework', async () => {
  expect(await gates.ask(valid)).toMatchObject({ status: 200, body: { value: { type: 'AdaptiveCard' } } })
})

/** Titles before the tokens exist: the list below must name them all, which the last test holds. */
const wrongs = [
  'alg none',
  'HS256 with the public key',
  'no signature',
  'claims changed after signing',
  'a wrong key under a known kid',
  'an unknown key',
  'a key that it brings along',
  'an address for its keys',
  'no token at all',
  'expired',
  'not valid yet',
  'another audience',
  'another issuer',
  'another serviceUrl',
  'no serviceUrl',
  'no audience',
  'no issuer',
  "an Entra token with the bot's own id as azp",
  "Entra's signature under Bot Framework's name",
]

it.each(wrongs)('refuses %s', async (wrong) => {
  const token = forgeries.find((forgery) => forgery.wrong === wrong)?.token
  expect(await gates.ask(`Bearer ${token}`)).toMatchObject(refusal)
})

it('knows every forgery there is', () => {
  expect(forgeries.map((forgery) => forgery.wrong)).toEqual(wrongs)
  process.stdout.write(`  refused at the gate of Teams (${wrongs.length}): ${wrongs.join('; ')}\n`)
})

it.each([
  ['no header', undefined],
  ['an empty one', ''],
  ['another scheme', 'Basic YTpi'],
  ['a scheme without a token', 'Bearer '],
])('refuses %s', async (_name, authorization) => {
  expect(await gates.ask(authorization)).toMatchObject(refusal)
})

it.each(['emulator', 'webchat', 'directline', '', undefined])(
  'refuses a valid token for channel %p: another channel has another validator',
  async (channelId) => {
    expect(await gates.ask(valid, { channelId })).toMatchObject(refusal)
  },
)

it.each([
  'https://evil.example/',
  'https://smba.trafficmanager.net.evil.example/',
  'https://evil.example/smba.trafficmanager.net/',
  'https://smba.trafficmanager.net@evil.example/',
  'https://user:secret@smba.trafficmanager.net/',
  'https://:secret@smba.trafficmanager.net/',
  'http://smba.trafficmanager.net/emea/',
  'http://127.0.0.1:9/',
  'http://169.254.169.254/',
  'file:///etc/passwd',
  'smba.trafficmanager.net',
  '',
])('refuses the serviceUrl %p, even with a token made for it (trap 8)', async (strange) => {
  const token = await gates.issuer.botToken({ ...gates.botWanted, serviceUrl: strange })
  expect((await gates.ask(`Bearer ${token}`, { serviceUrl: strange })).status).toBe(403)
})

it("takes both of Microsoft's hosts", async () => {
  for (const host of ['smba.trafficmanager.net', 'smba.infra.gcc.teams.microsoft.com']) {
    const named = `https://${host}/teams/`
    const token = await gates.issuer.botToken({ ...gates.botWanted, serviceUrl: named })
    expect((await gates.ask(`Bearer ${token}`, { serviceUrl: named })).status).toBe(200)
  }
})

describe("botframework-connector's list of issuers (trap 6)", () => {
  const issuers = EmulatorValidation.ToBotFromEmulatorTokenValidationParameters.issuer as readonly string[]

  it.each([
    ['tokens of the emulator', (tenant: string) => `https://sts.windows.net/${tenant}/`],
    ["tokens under Bot Framework's name that bring a tenant", () => 'https://api.botframework.com'],
  ])('does not grow by 250 forged %s', async (_name, issuerFor) => {
    const before = issuers.length
    for (let i = 0; i < 250; i += 1) {
      const tid = randomUUID()
      const claims = { ver: i % 2 === 0 ? '1.0' : '2.0', tid, appid: appId, azp: appId, iss: issuerFor(tid) }
      const forged = new UnsecuredJWT({ ...claims, aud: appId, serviceurl: serviceUrl }).encode()
      expect((await gates.ask(`Bearer ${forged}`)).status).toBe(401)
    }
    expect(issuers).toHaveLength(before)
  })
})

it("looks up no host for a token that claims to be a skill's: strangers cause no request", async () => {
  const hosts: string[] = []
  const real = dns.lookup
  const spy = jest.spyOn(dns, 'lookup').mockImplementation(((host: string, ...rest: unknown[]) => {
    hosts.push(host)
    return (real as (...all: unknown[]) => void)(host, ...rest)
  }) as never)
  const claims = { iss: 'https://api.botframework.com', ver: '2.0', aud: appId, azp: tabClientId }
  const forged = new UnsecuredJWT({ ...claims, serviceurl: serviceUrl }).encode()
  expect((await gates.ask(`Bearer ${forged}`)).status).toBe(401)
  spy.mockRestore()
  expect(hosts.filter((host) => !['localhost', '127.0.0.1'].includes(host))).toEqual([])
})

it('logs no fault, no token and no person for all of this', () => {
  expect(faultsIn(gates.test)).toEqual([])
  const log = JSON.stringify(gates.test.log)
  expect(log).not.toMatch(/eyJ|Bearer|Anke|7a3c0de0-0000-4000-8000-000000000020/)
})
