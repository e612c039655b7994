/** `npm start` as a whole: what it opens, to whom, and that nothing outlives it, however it ends. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { connect } from 'node:net'
import { networkInterfaces } from 'node:os'
import path from 'node:path'
import { findBinaries, placePostgres } from '../../bot/database/embedded-home'
import { serverWorks } from '../../bot/database/embedded-running'
import { removeFolder, temporaryFolder } from '../support/folder'
import { until } from '../support/until'

const root = path.resolve(__dirname, '../..')
const launchers: ChildProcess[] = []
let dataDir: string

beforeAll(() => {
  dataDir = temporaryFolder('npm-start')
})
afterEach(() => {
  for (const launcher of launchers.splice(0)) launcher.kill('SIGTERM')
})
afterAll(async () => {
  await until(async () => !(await postgresWorks()), 10_000)
  removeFolder(dataDir)
})

interface Launched {
  readonly child: ChildProcess
  /** Waits until it has said that, and answers what stood in the brackets. */
  heard(pattern: RegExp): Promise<string>
}

function launch(): Launched {
  const child = spawn(process.execPath, [path.join(root, 'env/start.mjs')], {
    cwd: root,
    env: { PATH: process.env.PATH ?? '', PORT: '0', PLAYGROUND_PORT: '0', DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  launchers.push(child)
  let said = ''
  child.stdout?.on('data', (chunk) => {
    said += chunk
  })
  const heard = (pattern: RegExp) => until(() => pattern.exec(said)?.[1], 30_000)
  return { child, heard }
}

const portIn = (name: string) => new RegExp(`${name} +http://localhost:(\\d+)`)

async function postgresWorks(): Promise<boolean> {
  return serverWorks((await placePostgres(dataDir, await findBinaries())).cluster)
}

function answers(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 2000 })
    const tell = (is: boolean) => () => {
      socket.destroy()
      resolve(is)
    }
    socket.on('connect', tell(true)).on('error', tell(false)).on('timeout', tell(false))
  })
}

/** Another address of this machine, where it has one. */
const elsewhere = Object.values(networkInterfaces())
  .flat()
  .find((one) => one && !one.internal && one.family === 'IPv4')?.address

it('opens the Playground to this machine only, and ends it and all else with a Ctrl-C', async () => {
  const { child, heard } = launch()
  const playground = Number(await heard(portIn('Playground')))
  const service = Number(await heard(portIn('Tab')))
  expect(await answers('127.0.0.1', playground)).toBe(true)
  expect(elsewhere ? await answers(elsewhere, playground) : false).toBe(false)
  expect(existsSync(path.join(dataDir, 'playground'))).toBe(true)
  const exit = once(child, 'exit')
  child.kill('SIGINT')
  expect(await exit).toEqual([0, null])
  expect(await postgresWorks()).toBe(false)
  expect(await answers('127.0.0.1', service)).toBe(false)
  await until(async () => !(await answers('127.0.0.1', playground)), 5000)
}, 60_000)

it('leaves nothing running after a Ctrl-C while it starts', async () => {
  const { child, heard } = launch()
  await heard(/(Starting the database)/)
  const exit = once(child, 'exit')
  child.kill('SIGINT')
  expect(await exit).toEqual([0, null])
  expect(await postgresWorks()).toBe(false)
}, 60_000)

it('says when the Playground has ended by itself, and goes on; nothing outlives a launcher that is killed', async () => {
  const { child, heard } = launch()
  const service = Number(await heard(portIn('Tab')))
  process.kill(playgroundOf(child), 'SIGKILL')
  await heard(/(The Playground has ended by itself)/)
  expect(await answers('127.0.0.1', service)).toBe(true)
  child.kill('SIGKILL')
  await until(async () => !(await answers('127.0.0.1', service)), 10_000)
  await until(async () => !(await postgresWorks()), 10_000)
}, 60_000)

it('the Playground does not outlive a launcher that is killed', async () => {
  const { child, heard } = launch()
  const playground = Number(await heard(portIn('Playground')))
  child.kill('SIGKILL')
  await until(async () => !(await answers('127.0.0.1', playground)), 10_000)
  await until(async () => !(await postgresWorks()), 10_000)
}, 60_000)

function playgroundOf(launcher: ChildProcess): number {
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' }).split('\n')
  const found = lines
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [])
    .find(([, , parent, command]) => Number(parent) === launcher.pid && command?.includes('playground'))
  return Number(found?.[1])
}
