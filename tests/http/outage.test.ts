/** Who signs tokens is away: nobody is called a forger for it, and why somebody was refused stands in the log (E3). */
import { appId, type ClosedGates, startClosedGates } from '../support/closed-gates'

let gates: ClosedGates
beforeEach(async () => {
  // botbuilder tells the console of every token that it refuses.
  jest.spyOn(console, 'error').mockImplementation(() => undefined)
  gates = await startClosedGates()
})
afterEach(() => gates.stop())

const logged = (reference: string) => gates.test.log.find((line) => line.reference === reference)
const botToken = async () => `Bearer ${await gates.issuer.botToken(gates.botWanted)}`
const tabToken = async () => `Bearer ${await gates.issuer.tabToken(gates.tabWanted)}`

it('the bot answers with a fault while the keys of Teams cannot be had, and the log says so', async () => {
  gates.issuer.goDown()
  const { status, body } = await gates.ask(await botToken())
  expect(status).toBe(500)
  expect(logged(body.reference)).toMatchObject({
    level: 'error',
    err: {
      message: 'the keys of Teams cannot be had',
      cause: { message: 'Failed to load openID config: 503' },
    },
  })
  gates.issuer.goDown(false)
  expect((await gates.ask(await botToken())).status).toBe(200)
})

it('the tab answers with a fault while the keys of Entra cannot be had, and the log says so', async () => {
  gates.issuer.goDown()
  const { status, body } = await gates.show(await tabToken())
  expect(status).toBe(500)
  expect(logged(body.reference)).toMatchObject({
    level: 'error',
    err: { message: 'the keys of Entra cannot be had', cause: { message: expect.stringMatching(/./) } },
  })
})

it.each([
  [
    'an expired token',
    async () => gates.issuer.bot.sign({ ...gates.issuer.botClaims(gates.botWanted), exp: 1 }),
    /expired/,
  ],
  ['another audience', () => gates.issuer.botToken({ ...gates.botWanted, audience: 'x' }), /AppId/],
  ["Entra's token", () => gates.issuer.tabToken({ ...gates.tabWanted, audience: appId }), /Bot Framework/],
])(
  'the log says why %s was refused, at the level that npm start writes, and does not hold it',
  async (_, make, why) => {
    const token = await make()
    const { status, body } = await gates.ask(`Bearer ${token}`)
    expect(status).toBe(401)
    expect(logged(body.reference)).toMatchObject({
      level: 'warn',
      code: 'sign-in',
      why: expect.stringMatching(why),
    })
    expect(JSON.stringify(gates.test.log)).not.toContain(token)
  },
)

it.each([
  ['a header that is no JSON', (token: string) => token.replace(/^[^.]+/, 'AAAA')],
  ['no signature', (token: string) => token.replace(/[^.]+$/, '')],
  ['a signature that is none', (token: string) => token.replace(/[^.]+$/, '!')],
])('%s is a bad token, and no outage', async (_, mangle) => {
  const authorization = `Bearer ${mangle((await botToken()).slice('Bearer '.length))}`
  expect((await gates.ask(authorization)).status).toBe(401)
})

it('the log names the host that is in no list', async () => {
  const { status, body } = await gates.ask(await botToken(), { serviceUrl: 'https://teams.example/' })
  expect(status).toBe(403)
  expect(logged(body.reference)).toMatchObject({ why: 'serviceUrl is not in SERVICE_HOSTS: teams.example' })
})
