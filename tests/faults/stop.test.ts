/** The real process is told to end, at any moment: it does within 10 s, says 0, and leaves no PostgreSQL behind. */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { findBinaries, placePostgres } from '../../bot/database/embedded-home'
import { serverWorks } from '../../bot/database/embedded-running'
import { demoTenant } from '../../bot/demo/network'
import { removeFolder, temporaryFolder } from '../support/folder'
import { startServiceProcess } from '../support/service-process'
import { startTeamsStandIn } from '../support/teams-stand-in'
import { openRun } from './delivery-run'

const root = path.resolve(__dirname, '../..')
const folders: string[] = []

afterAll(() => {
  for (const folder of folders) removeFolder(folder)
})

function folder(): string {
  const made = temporaryFolder('stop')
  folders.push(made)
  return made
}

async function postgresWorks(dataDir: string): Promise<boolean> {
  return serverWorks((await placePostgres(dataDir, await findBinaries())).cluster)
}

/** @returns how it ended, and after how many ms */
async function ended(child: ChildProcess, tellIt: () => void) {
  const exit = once(child, 'exit')
  const toldAt = performance.now()
  tellIt()
  const [code, signal] = await exit
  return { code, signal, ms: performance.now() - toldAt }
}

it('ends within 10 s with 0 and without its PostgreSQL while Teams hangs', async () => {
  const dataDir = folder()
  const teams = await startTeamsStandIn({ tenant: demoTenant })
  const service = await startServiceProcess({ dataDir, env: { LOG_LEVEL: 'silent' } })
  try {
    await openRun(service, teams, 20)
    teams.misbehave({ when: () => true, with: { slowMs: 60_000, acceptedLate: true } })
    const before = teams.calls.length
    await openRun(service, teams, 20)
    await teams.waitFor(() => teams.calls.length > before, 30_000)
    const { code, ms } = await ended(service.child, () => service.child.kill('SIGTERM'))
    expect({ code, works: await postgresWorks(dataDir) }).toEqual({ code: 0, works: false })
    expect(ms).toBeLessThan(10_000)
  } finally {
    await service.kill()
    await teams.close()
  }
}, 120_000)

async function breakOff(dataDir: string, stage: string) {
  const child = fork(path.join(root, '.build/bot/main.cjs'), [], {
    cwd: root,
    env: { PATH: process.env.PATH ?? '', PORT: '0', LOG_LEVEL: 'silent', DATA_DIR: dataDir },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const { code } = await ended(child, () => {
    // As the launcher does: the channel is closed, which works on Windows too.
    if (stage === 'at once') child.disconnect()
    else child.on('message', (told: { stage: string }) => told.stage === stage && child.kill('SIGTERM'))
  })
  return { code, works: await postgresWorks(dataDir) }
}

/** Stages that it tells, and "at once": before it has told any. */
it.each(['at once', 'database-starting', 'starting'])(
  'told to end during its start (%s), it ends with 0 and leaves no PostgreSQL',
  async (stage) => {
    expect(await breakOff(folder(), stage)).toEqual({ code: 0, works: false })
  },
  60_000,
)

it('told to end while it makes the database, it does so, and the next start works', async () => {
  const dataDir = folder()
  expect(await breakOff(dataDir, 'database-initialising')).toEqual({ code: 0, works: false })
  const service = await startServiceProcess({ dataDir })
  expect((await fetch(`${service.url}/readyz`)).status).toBe(200)
  await service.stop()
}, 60_000)
