/** E2, N1 against the real process and database: killed at random moments while organisations answer a round. */
import { openStage, type Stage } from '../bench/stage'
import { withOwner } from '../support/crowd'
import { removeFolder, temporaryFolder } from '../support/folder'
import { type ServiceProcess, startServiceProcess } from '../support/service-process'
import { say } from './say'

const kills = Number(process.env.FAULT_ROUNDS ?? 3)
const acts = Math.min(Number(process.env.FAULT_VOTES ?? 300), 300)
const organisations = 40
const people = 80

let dataDir: string
let service: ServiceProcess | undefined

beforeAll(() => {
  dataDir = temporaryFolder('faults')
})
afterAll(async () => {
  await service?.stop()
  removeFolder(dataDir)
})

/** Two people of the crowd to an organisation. */
async function spreadCrowd(databaseUrl: string): Promise<void> {
  await withOwner(databaseUrl, async (client) => {
    await client.query(
      `insert into organisation (id, network_id, name, bench, sector)
       select gen_random_uuid(), n.id, 'Betrieb ' || i, 'employers', 'Handel'
       from network n, generate_series(0, $1::int - 1) i where exists (
         select from member m where m.network_id = n.id and m.aad_object_id = 'crowd-0')`,
      [organisations],
    )
    await client.query(
      `update member m set organisation_id = o.id from organisation o
       where m.aad_object_id like 'crowd-%'
         and o.name = 'Betrieb ' || (replace(m.aad_object_id, 'crowd-', '')::int % $1::int)`,
      [organisations],
    )
  })
}

/** Each act says another number of people, by which its need is known; each is sent twice, as Teams does. */
async function saveNeed(stage: Stage, round: string, heads: number): Promise<boolean> {
  const data = { round, nonce: `answer-nonce-${heads}`, topicName: 'KI im Büro', heads: `${heads}` }
  const send = async () => {
    try {
      const response = await fetch(`${stage.service.url}/api/messages`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: stage.act(stage.crowd.objectId(heads % people), 'need.save', data),
        signal: AbortSignal.timeout(15_000),
      })
      return (await response.text()).includes(`Gespeichert: KI im Büro, ${heads} P`)
    } catch {
      // The process has died: not acknowledged.
      return false
    }
  }
  return (await Promise.all([send(), send()])).some(Boolean)
}

/** An answer holds 60 needs: the next kill begins with none. */
async function emptied(databaseUrl: string): Promise<void> {
  await withOwner(databaseUrl, async (client) => {
    await client.query('delete from answer')
    await client.query('delete from answer_change')
    await client.query('update round set answered = 0')
  })
}

async function stored(databaseUrl: string, round: string) {
  return withOwner(databaseUrl, async (client) => {
    const needs = await client.query<{ heads: number }>('select heads from need where round_id = $1', [round])
    const counts = await client.query<{ answered: number; answers: number; changes: number }>(
      `select answered, (select count(*)::int from answer a where a.round_id = r.id) as answers,
         (select count(*)::int from answer_change c where c.round_id = r.id) as changes
       from round r where r.id = $1`,
      [round],
    )
    return { heads: needs.rows.map(({ heads }) => heads), ...counts.rows[0] }
  })
}

it(`E2 keeps every acknowledged need once through ${kills} kills, and the count of answers right`, async () => {
  const sum = { acknowledged: 0, missing: 0, doubled: 0, wrongCounts: 0, withoutHistory: 0 }
  service = await startServiceProcess({ dataDir })
  await openStage(service, people)
  await spreadCrowd(service.databaseUrl)
  let round = ''
  let next = 1
  for (let kill = 0; kill < kills; kill += 1) {
    const victim = service
    const stage = await openStage(victim, people)
    round ||= (await openRound(stage)).round.id
    await emptied(victim.databaseUrl)
    const acknowledged = new Set<number>()
    const killAt = Math.ceil(acts * (0.1 + Math.random() * 0.8))
    const end = next + acts
    let killing: Promise<void> | undefined
    const work = async () => {
      while (!killing && next < end) {
        const heads = next++
        if (await saveNeed(stage, round, heads)) acknowledged.add(heads)
        if (acknowledged.size >= killAt) killing ??= victim.kill()
      }
    }
    await Promise.all(Array.from({ length: 16 }, work))
    await (killing ?? victim.kill())
    next = end
    service = await startServiceProcess({ dataDir })
    const { heads, answered, answers, changes } = await stored(service.databaseUrl, round)
    sum.acknowledged += acknowledged.size
    sum.missing += [...acknowledged].filter((one) => !heads.includes(one)).length
    sum.doubled += heads.length - new Set(heads).size
    if (answered !== answers) sum.wrongCounts += 1
    if (changes !== heads.length) sum.withoutHistory += 1
  }
  say('kill -9 while organisations answer', { kills, acts, ...sum })
  expect(sum).toMatchObject({ missing: 0, doubled: 0, wrongCounts: 0, withoutHistory: 0 })
  expect(sum.acknowledged).toBeGreaterThan(kills * acts * 0.05)
}, 1_800_000)

/** The network's own round runs already: the group is asked. */
function openRound(stage: Stage): Promise<{ readonly round: { readonly id: string } }> {
  return stage.asOffice('round.open', {
    ...{ scope: stage.crowd.groupId, nonce: 'fault-round-nonce', date: '2027-06-30', time: '12:00' },
  })
}
