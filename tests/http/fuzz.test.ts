/**
 * Bad input through the real HTTP door (QUALITY.md): never a 5xx, a crash, a growth without bound or another network's
 * data; always a refusal in words. 2,000 cases here, more with FUZZ_CASES; FUZZ_SEED repeats a run.
 */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import fc from 'fast-check'
import { faultsIn, startTeamsScene, type TeamsScene } from '../support/teams-scene'
import { type FuzzAnswer, wrongWith } from './fuzz/checks'
import { type Known, prepareKnown } from './fuzz/known'
import { type FuzzRequest, tabRequest, teamsRequest } from './fuzz/requests'

const cases = Number(process.env.FUZZ_CASES ?? 2000)
/** The same cases in every test run, so that a red one is red for everybody; others in every long run. */
const seed = Number(process.env.FUZZ_SEED ?? (process.env.FUZZ_CASES ? Date.now() % 1_000_000 : 20_261_123))

let scene: TeamsScene
let known: Known
const tokens = new Map<string, string>()
beforeAll(async () => {
  scene = await startTeamsScene()
  await scene.install()
  known = await prepareKnown(scene)
  for (const { name, identity } of known.actors) tokens.set(name, await scene.test.token(identity))
})
afterAll(() => scene.stop())

const sent = { total: 0, installs: 0, messages: 0, opens: 0, casts: 0 }

async function send(request: FuzzRequest): Promise<FuzzAnswer> {
  const { method, path, headers, actor, door } = request
  const body = request.raw ?? JSON.stringify(request.body) ?? ''
  note(request, body)
  const token = door === 'tab' && actor ? { authorization: `Bearer ${tokens.get(actor.name)}` } : {}
  const response = await fetch(`${scene.test.url}${path}`, {
    method,
    headers: { ...headers, ...token },
    ...(method === 'POST' && { body }),
    // An answer that never comes is a finding; without this it would be a time-out that names no request.
    signal: AbortSignal.timeout(20_000),
  })
  return {
    status: response.status,
    type: response.headers.get('content-type') ?? '',
    text: await response.text(),
  }
}

/** Counted by what might have an effect, not by what had one: more must never come of it. */
function note({ door, path }: FuzzRequest, said: string): void {
  sent.total += 1
  if (door === 'teams' && /installationUpdate|conversationUpdate/.test(said)) sent.installs += 1
  if (door === 'teams' && said.includes('"message"')) sent.messages += 1
  if (`${path} ${said}`.includes('poll.open')) sent.opens += 1
  if (`${path} ${said}`.includes('poll.cast-ballot')) sent.casts += 1
}

const fixed = ['network', 'organisation', 'member', 'working_group', 'membership', 'seat']
const growing = ['poll', 'ballot', 'act', 'channel', 'activity_seen', 'post']

async function rows(tables: readonly string[]): Promise<Readonly<Record<string, number>>> {
  const counts = tables.map((table) => `(select count(*)::int from ${table}) as ${table}`)
  return (await scene.test.database.sql<Record<string, number>>(`select ${counts.join(', ')}`))[0] ?? {}
}

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

/** What the service holds, not what this test has noted of it. */
function heap(): number {
  ;(scene.test.log as unknown[]).length = 0
  scene.teams.forget()
  collect()
  return process.memoryUsage().heapUsed
}

it(
  `holds for ${cases} requests (seed ${seed})`,
  async () => {
    const [before, kept] = [await rows(growing), await rows(fixed)]
    let heapAtHalf = 0
    const request = fc.oneof(teamsRequest(scene, known), tabRequest(known))
    await fc.assert(
      fc.asyncProperty(request, async (asked) => {
        const wrong = wrongWith(asked, await send(asked))
        const [fault] = faultsIn(scene.test)
        ;(scene.test.log as unknown[]).length = 0
        if (wrong || fault) throw new Error(`${wrong ?? ''} ${JSON.stringify(fault ?? '').slice(0, 600)}`)
        if (sent.total === Math.floor(cases / 2)) heapAtHalf = heap()
      }),
      // What fails first is told as it was sent: the rows left by 2,000 cases make shrinking slow and little use.
      { numRuns: cases, seed, endOnFailure: true },
    )
    const grown = heap() - heapAtHalf
    const after = await rows(growing)
    const more = Object.fromEntries(
      growing.map((table) => [table, (after[table] ?? 0) - (before[table] ?? 0)]),
    )
    expect(await rows(fixed)).toEqual(kept)
    expect(more.poll).toBeLessThanOrEqual(sent.opens)
    expect(more.channel).toBeLessThanOrEqual(sent.installs)
    expect(more.act).toBeLessThanOrEqual(sent.casts + sent.total / 10)
    expect(more.activity_seen).toBeLessThanOrEqual(sent.messages + sent.installs)
    // 16 MB is a few times what the heap swings by; 1,000 requests that each left 20 KB behind would show.
    expect(grown / 2 ** 20).toBeLessThan(16)
  },
  Math.max(90_000, cases * 60),
)

it('has left no row of one network in another, and no job that cannot be done (E1)', async () => {
  const crossed = await scene.test.database.sql(
    `select 'voter' as what from voter v join member m on m.id = v.member_id where v.network_id <> m.network_id
     union all select 'voter of poll' from voter v join poll p on p.id = v.poll_id where v.network_id <> p.network_id
     union all select 'ballot' from ballot b join poll p on p.id = b.poll_id where b.network_id <> p.network_id
     union all select 'poll' from poll p join working_group g on g.id = p.group_id where p.network_id <> g.network_id
     union all select 'trace' from trace t join poll p on p.id = t.poll_id where t.network_id <> p.network_id`,
  )
  expect(crossed).toEqual([])
  const failing = await scene.test.database.sql(
    'select task_identifier, last_error from graphile_worker.jobs where last_error is not null',
  )
  expect(failing).toEqual([])
  const tallies = await scene.test.database.sql(
    'select id from poll p where answered <> (select count(*) from ballot b where b.poll_id = p.id)',
  )
  expect(tallies).toEqual([])
})
