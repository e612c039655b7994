/** The process is killed while a long import is stored: all of it is there afterwards, or nothing. */
import { setTimeout as sleep } from 'node:timers/promises'
import { openStage, type Stage } from '../bench/stage'
import { withOwner } from '../support/crowd'
import { removeFolder, temporaryFolder } from '../support/folder'
import { type ServiceProcess, startServiceProcess } from '../support/service-process'
import { say } from './say'

const rounds = Number(process.env.FAULT_IMPORT_ROUNDS ?? 2)
/** One file may hold 10,000. */
const rows = Number(process.env.FAULT_IMPORT_ROWS ?? 3000)

let dataDir: string
let service: ServiceProcess

beforeAll(async () => {
  dataDir = temporaryFolder('imports')
  service = await startServiceProcess({ dataDir, env: { LOG_LEVEL: 'silent' } })
})
afterAll(async () => {
  await service.stop()
  removeFolder(dataDir)
})

const stageNow = (): Promise<Stage> => openStage(service, 1)

/** 500 organisations, 50 groups, and everybody in one of them. */
function fileOf(mark: string): string {
  const lines = Array.from({ length: rows }, (_, i) => {
    const role = i < 50 ? 'Koordination' : ''
    return `Person ${i} ${mark};p${i}@${mark}.example;Firma ${i % 500} ${mark};Arbeitgeber;AK ${i % 50} ${mark};${role}`
  })
  return `Name;E-Mail;Organisation;Bank;Arbeitskreise;Rolle\n${lines.join('\n')}\n`
}
const whole = { organisations: 500, people: rows, groups: 50, memberships: rows, deeds: 1 }
const nothing = { organisations: 0, people: 0, groups: 0, memberships: 0, deeds: 0 }

async function storedOf(mark: string, deedsBefore: number): Promise<typeof whole> {
  return withOwner(service.databaseUrl, async (client) => {
    const found = await client.query(
      `select (select count(*)::int from organisation where name like '% ' || $1) as organisations,
         (select count(*)::int from member where name like '% ' || $1) as people,
         (select count(*)::int from working_group where name like '% ' || $1) as groups,
         (select count(*)::int from membership ms join member m on m.id = ms.member_id where m.name like '% ' || $1) as memberships,
         (select count(*)::int from audit_entry where what = 'import.carry-out') - $2 as deeds`,
      [mark, deedsBefore],
    )
    return found.rows[0]
  })
}

async function deeds(): Promise<number> {
  return withOwner(service.databaseUrl, async (client) => {
    const found = await client.query(
      `select count(*)::int as n from audit_entry where what = 'import.carry-out'`,
    )
    return found.rows[0].n
  })
}

/** What was stored goes again, so that every round stores into the same network. Nothing refers to it from elsewhere. */
async function forget(mark: string): Promise<void> {
  await withOwner(service.databaseUrl, async (client) => {
    await client.query('set session_replication_role = replica')
    const people = `(select id from member where name like '% ' || $1)`
    await client.query(`delete from membership where member_id in ${people}`, [mark])
    for (const table of ['member', 'organisation', 'working_group'])
      await client.query(`delete from ${table} where name like '% ' || $1`, [mark])
  })
}

const sum = { whole: 0, nothing: 0, half: 0, lost: 0, brokenLogs: 0, neverStored: 0 }

/** @param ms how long an undisturbed import takes: the process ends somewhere within, a little later at the latest */
async function playRound(round: number, ms: number): Promise<void> {
  const mark = `r${round}`
  const stage = await stageNow()
  const before = await deeds()
  const { mark: seen } = await stage.sendFile<{ mark: string }>('import.preview', fileOf(mark))
  const asked = stage.sendFile(`import.carry-out?mark=${seen}`, fileOf(mark)).then(
    () => true,
    () => false,
  )
  await sleep(ms * Math.random() * 1.1)
  await service.kill()
  const acknowledged = await asked
  service = await startServiceProcess({ dataDir, env: { LOG_LEVEL: 'silent' } })
  const stored = JSON.stringify(await storedOf(mark, before))
  const is =
    stored === JSON.stringify(whole) ? 'whole' : stored === JSON.stringify(nothing) ? 'nothing' : 'half'
  sum[is] += 1
  if (acknowledged && is !== 'whole') sum.lost += 1
  const again = await stageNow()
  // What has gone wrong stands in nobody's way: the same file once more.
  if (is === 'nothing') {
    const { mark: now } = await again.sendFile<{ mark: string }>('import.preview', fileOf(mark))
    await again.sendFile(`import.carry-out?mark=${now}`, fileOf(mark))
    if (JSON.stringify(await storedOf(mark, before)) !== JSON.stringify(whole)) sum.neverStored += 1
  }
  const { broken } = await again.readAsOffice<{ broken: number | null }>('audit.check')
  if (broken !== null) sum.brokenLogs += 1
  await forget(mark)
}

async function undisturbedMs(): Promise<number> {
  const stage = await stageNow()
  const { mark } = await stage.sendFile<{ mark: string }>('import.preview', fileOf('first'))
  const began = performance.now()
  await stage.sendFile(`import.carry-out?mark=${mark}`, fileOf('first'))
  const ms = performance.now() - began
  await forget('first')
  return ms
}

it(`stores an import of ${rows} rows whole or not at all through ${rounds} kills`, async () => {
  // The first one of a process is slower than those that follow.
  const ms = Math.min(await undisturbedMs(), await undisturbedMs())
  for (let round = 0; round < rounds; round += 1) await playRound(round, ms)
  say('kill -9 while an import is stored', { rounds, rows, undisturbedMs: Math.round(ms), ...sum })
  expect(sum).toMatchObject({ half: 0, lost: 0, brokenLogs: 0, neverStored: 0 })
}, 3_600_000)
