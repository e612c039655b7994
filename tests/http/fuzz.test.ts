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
import { type FuzzRequest, markOfPreview, tabRequest, teamsRequest, uploadRequest } from './fuzz/requests'

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

const sent = { total: 0, installs: 0, messages: 0, opens: 0, casts: 0, elections: 0, administers: 0, rows: 0 }
/** Route -> how often the tab's door said yes: were all refused, nothing behind it would have been tried. */
const done = new Map<string, number>()

/** What a preview of the same file by the same person gives, where a request wants to carry it out. */
async function withMark(request: FuzzRequest): Promise<string> {
  const { path } = request
  if (!path.includes(markOfPreview)) return path
  const preview = '/api/import.preview'
  const { status, text } = path.startsWith(preview)
    ? { status: 0, text: '' }
    : await send({ ...request, path: preview })
  return path.replace(markOfPreview, status === 200 ? JSON.parse(text).mark : 'none')
}

async function send(request: FuzzRequest): Promise<FuzzAnswer> {
  const { method, headers, actor, door } = request
  const path = await withMark(request)
  const body = request.raw ?? JSON.stringify(request.body) ?? ''
  note(request, `${body}`)
  const token = door === 'tab' && actor ? { authorization: `Bearer ${tokens.get(actor.name)}` } : {}
  const response = await fetch(`${scene.test.url}${path}`, {
    method,
    headers: { ...headers, ...token },
    ...(method === 'POST' && { body }),
    // An answer that never comes is a finding; without this it would be a time-out that names no request.
    signal: AbortSignal.timeout(20_000),
  })
  const answer = {
    status: response.status,
    type: response.headers.get('content-type') ?? '',
    text: await response.text(),
  }
  const route = /^\/api\/([\w.-]+)/.exec(path)?.[1]
  if (route && known.routes.includes(route) && answer.status === 200)
    done.set(route, (done.get(route) ?? 0) + 1)
  return answer
}

/** Counted by what might have an effect, not by what had one: more must never come of it. */
function note({ door, path }: FuzzRequest, said: string): void {
  sent.total += 1
  if (door === 'teams' && /installationUpdate|conversationUpdate/.test(said)) sent.installs += 1
  if (door === 'teams' && said.includes('"message"')) sent.messages += 1
  if (`${path} ${said}`.includes('poll.open')) sent.opens += 1
  if (`${path} ${said}`.includes('poll.cast-ballot')) sent.casts += 1
  if (`${path} ${said}`.includes('election.call')) sent.elections += 1
  if (
    /(group|member|organisation|seat)\.(add|set-role|join|remove|leave)|fill-seats|answer-join/.test(
      `${path} ${said}`,
    )
  )
    sent.administers += 1
  if (path.includes('import.carry-out')) sent.rows += said.split(/[\r\n]/).length
}

const fixed = ['network']
/** What an office may add, one at a time or by the rows of a file. */
const administered = ['organisation', 'member', 'working_group', 'membership', 'seat']
const growing = ['poll', 'ballot', 'act', 'channel', 'activity_seen', 'post', 'election', ...administered]

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
    const request = fc.oneof(
      { weight: 6, arbitrary: teamsRequest(scene, known) },
      { weight: 6, arbitrary: tabRequest(known) },
      { weight: 1, arbitrary: uploadRequest(known) },
    )
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
    expect(more.election).toBeLessThanOrEqual(sent.elections)
    for (const table of administered)
      expect([table, (more[table] ?? 0) <= sent.administers + 20 * sent.rows]).toEqual([table, true])
    const yes = [...done.values()].reduce((sum, times) => sum + times, 0)
    process.stdout.write(
      `  the tab's door said yes to ${done.size} of ${known.routes.length} routes, ${yes} times\n`,
    )
    expect(done.size).toBeGreaterThan(known.routes.length / 4)
    for (const route of ['import.preview', 'import.carry-out'])
      expect([route, done.has(route)]).toEqual([route, true])
    expect(more.channel).toBeLessThanOrEqual(sent.installs)
    expect(more.act).toBeLessThanOrEqual(sent.casts + sent.total / 10)
    expect(more.activity_seen).toBeLessThanOrEqual(sent.messages + sent.installs)
    // 16 MB is a few times what the heap swings by; 1,000 requests that each left 20 KB behind would show.
    expect(grown / 2 ** 20).toBeLessThan(16)
  },
  Math.max(90_000, cases * 150),
)

it('has left no row of one network in another, and no job that cannot be done (E1)', async () => {
  const crossed = await scene.test.database.sql(
    `select 'voter' as what from voter v join member m on m.id = v.member_id where v.network_id <> m.network_id
     union all select 'voter of poll' from voter v join poll p on p.id = v.poll_id where v.network_id <> p.network_id
     union all select 'ballot' from ballot b join poll p on p.id = b.poll_id where b.network_id <> p.network_id
     union all select 'poll' from poll p join working_group g on g.id = p.group_id where p.network_id <> g.network_id
     union all select 'election' from election_voter v join election e on e.id = v.election_id where v.network_id <> e.network_id
     union all select 'membership' from membership ms join member m on m.id = ms.member_id where ms.network_id <> m.network_id
     union all select 'member' from member m join organisation o on o.id = m.organisation_id where m.network_id <> o.network_id
     union all select 'seat' from seat s join member m on m.id in (s.holder_id, s.deputy_id) where s.network_id <> m.network_id
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
