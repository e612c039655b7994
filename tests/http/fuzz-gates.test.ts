/**
 * Both gates, closed, under tokens and activities of every kind (QUALITY.md): what is not right opens nothing and reads
 * nothing, what is right reads its own network alone, and nothing is ever a 5xx. More cases with FUZZ_CASES, at most 10,000.
 */
import fc from 'fast-check'
import type { JWTPayload } from 'jose'
import { serviceUrl } from '../support/closed-gates'
import { type RolesScene, roles, startRolesScene, wanted } from '../support/roles-scene'
import { faultsIn, type TeamsScene } from '../support/teams-scene'
import { teamsWorld } from '../support/teams-world'
import { type FuzzAnswer, wrongWith } from './fuzz/checks'
import { type Actor, describedRoutes, type Known } from './fuzz/known'
import { type FuzzRequest, tabRequest, teamsRequest, uploadRequest } from './fuzz/requests'
import { type Bring, type TokenMaker, tokens } from './fuzz/tokens'

const cases = Math.min(10_000, Number(process.env.FUZZ_CASES ?? 400))
const seed = Number(process.env.FUZZ_SEED ?? (process.env.FUZZ_CASES ? Date.now() % 1_000_000 : 20_261_125))

let scene: RolesScene
let known: Known
beforeAll(async () => {
  // botbuilder tells the console of every token that it refuses.
  jest.spyOn(console, 'error').mockImplementation(() => undefined)
  scene = await startRolesScene()
  known = await prepare()
})
afterAll(() => scene.gates.stop())

async function prepare(): Promise<Known> {
  const { own, foreign, gates } = scene
  const actors = [
    { network: own, other: foreign },
    { network: foreign, other: own },
  ].flatMap(({ network, other }) =>
    // Who may send files goes first.
    [...roles].reverse().map(
      (role): Actor => ({
        name: `${role} of ${network.tenant}`,
        identity: network.people[role],
        secrets: role === 'visitor' ? [network.mark, other.mark] : [other.mark],
      }),
    ),
  )
  const matters = [await own.fresh(), await foreign.fresh()]
  const of = Object.fromEntries(
    ['poll', 'group', 'election', 'seat', 'organisation', 'request', 'channel', 'network'].map((word) => [
      word,
      matters.map((one) => one[word as 'poll']),
    ]),
  )
  const member = matters.flatMap(({ person, late }) => [person, late])
  const delivery = matters.flatMap(({ failed, unknown }) => [
    ...Object.values(failed),
    ...Object.values(unknown),
  ])
  const others = matters.flatMap(({ committee, openGroup }) => [committee, openGroup])
  return {
    actors,
    ids: [...Object.values(of).flat(), ...member, ...delivery, ...others],
    of: { ...of, member, delivery },
    ...describedRoutes((await gates.test.api(null, 'openapi.json')).body),
    conversations: ['19:a@thread.tacv2', '19:b@thread.v2', 'a:personal'],
  }
}

const sent = { good: 0, bad: 0, opened: 0 }

const claimsFor = {
  teams: (): JWTPayload => scene.gates.issuer.botClaims(scene.gates.botWanted),
  tab: ({ actor }: FuzzRequest): JWTPayload =>
    scene.gates.issuer.tabClaims(actor ? wanted(scene.gates, actor.identity) : scene.gates.tabWanted),
}

async function send(request: FuzzRequest, bring: Bring): Promise<string | undefined> {
  const { authorization, good } = await bring(claimsFor[request.door](request))
  const { method, path, headers } = request
  const response = await fetch(`${scene.gates.test.url}${path}`, {
    method,
    headers: { ...headers, ...(authorization !== undefined && { authorization }) },
    ...(method === 'POST' && { body: request.raw ?? JSON.stringify(request.body) ?? '' }),
    // An answer that never comes is a finding; without this it would be a time-out that names no request.
    signal: AbortSignal.timeout(20_000),
  })
  const answer = {
    status: response.status,
    type: response.headers.get('content-type') ?? '',
    text: await response.text(),
  }
  sent[good ? 'good' : 'bad'] += 1
  // Node's own answer to headers of more than 16 KB: nothing of the service has seen them.
  if (answer.status === 431 && !good && `${authorization}${path}`.length > 10_000) return undefined
  if (good && answer.status === 200) sent.opened += 1
  return good ? wrongWith(request, answer) : wrongWithout(request, answer)
}

/** Whoever proves nothing is refused, and reads of no network. */
function wrongWithout(request: FuzzRequest, answer: FuzzAnswer): string | undefined {
  const { status, text } = answer
  const marks = [scene.own.mark, scene.foreign.mark]
  if (status < 400 && !isOpen(request)) return `let in: HTTP ${status} ${text.slice(0, 300)}`
  if (marks.some((mark) => text.includes(mark)))
    return `a network's data without a proof: ${text.slice(0, 300)}`
  return wrongWith(request, answer)
}

/** What anybody may ask. */
const isOpen = ({ path, method }: FuzzRequest) =>
  method === 'GET' && /^\/api\/(session\.settings|openapi\.json)/.test(path)

const bot: () => TokenMaker = () => ({
  ring: scene.gates.issuer.bot,
  needs: ['aud', 'iss', 'serviceurl'],
})
const tab: () => TokenMaker = () => ({
  ring: scene.gates.issuer.entra,
  needs: ['aud', 'iss', 'tid', 'ver', 'scp', 'azp', 'oid'],
})

it(
  `holds for ${cases} requests to both gates (seed ${seed})`,
  async () => {
    const world = teamsWorld({ serviceUrl, tenant: scene.own.tenant, clock: scene.gates.test.clock })
    const atTeams = fc.tuple(teamsRequest({ world } as TeamsScene, known), tokens(bot()))
    const atTab = fc.tuple(
      fc.oneof({ weight: 8, arbitrary: tabRequest(known) }, { weight: 1, arbitrary: uploadRequest(known) }),
      tokens(tab()),
    )
    await fc.assert(
      fc.asyncProperty(fc.oneof(atTeams, atTab), async ([request, bring]) => {
        const wrong = await send(request, bring)
        const [fault] = faultsIn(scene.gates.test)
        const told = JSON.stringify(scene.gates.test.log)
        ;(scene.gates.test.log as unknown[]).length = 0
        if (wrong || fault) throw new Error(`${wrong ?? ''} ${JSON.stringify(fault ?? '').slice(0, 600)}`)
        if (told.includes('eyJ')) throw new Error('a token stands in the log')
      }),
      { numRuns: cases, seed, endOnFailure: true },
    )
    process.stdout.write(`  both gates: ${sent.good} right tokens, ${sent.bad} wrong ones\n`)
    // Were all refused, the wall would be there and no door in it.
    expect(sent.opened).toBeGreaterThan(cases / 10)
    expect(sent.bad).toBeGreaterThan(cases / 4)
  },
  Math.max(90_000, cases * 150),
)

it('has left nothing of one network in the other', async () => {
  const crossed = await scene.gates.test.database.sql(
    `select 'voter' as what from voter v join member m on m.id = v.member_id where v.network_id <> m.network_id
     union all select 'ballot' from ballot b join poll p on p.id = b.poll_id where b.network_id <> p.network_id
     union all select 'post' from post p join working_group g on g.id = p.group_id where p.network_id <> g.network_id
     union all select 'choice' from chat_choice c join member m on m.id = c.member_id where c.network_id <> m.network_id`,
  )
  expect(crossed).toEqual([])
})
