/** Delivery against the real process, killed or cut off from its database while a poll goes to many channels. */
import { setTimeout as sleep } from 'node:timers/promises'
import { freshDatabase } from '../support/database'
import { openDatabaseProxy } from '../support/database-proxy'
import { untilSettled } from '../support/delivery-count'
import { removeFolder, temporaryFolder } from '../support/folder'
import { type ServiceProcess, startServiceProcess } from '../support/service-process'
import { byStalls } from '../support/stalls'
import type { TeamsStandIn } from '../support/teams-stand-in'
import { until } from '../support/until'
import { addRun, inFlight, none, openRun, randomMoment, slowTeams, untilTakenUp } from './delivery-run'
import { say } from './say'

const rounds = Number(process.env.FAULT_DELIVERY_ROUNDS ?? 2)
const channels = Number(process.env.FAULT_CHANNELS ?? 100)
const goneMs = Number(process.env.FAULT_GONE_MS ?? 3000)

/** Bars: nothing lost, nothing twice, nothing unknown that was not in flight. */
const bars = { missing: 0, doubled: 0, wronglyUnknown: 0, unlisted: 0 }

/** And no limit of Microsoft's broken, but for what a stall of this machine does. */
function expectBars(sum: typeof bars & { readonly overLimit: number }, runs = 1): void {
  expect(sum).toMatchObject(bars)
  expect(sum.overLimit).toBeLessThanOrEqual(byStalls * runs)
}
/** Within this after a kill somebody works what the dead process held. */
const takenUpMs = 30_000
const settledMs = 90_000 + channels * 60

let teams: TeamsStandIn
const folders: string[] = []
const services: ServiceProcess[] = []

beforeEach(async () => {
  teams = await slowTeams()
})
afterEach(async () => {
  await Promise.all(services.splice(0).map((service) => service.stop()))
  await teams.close()
  for (const folder of folders.splice(0)) removeFolder(folder)
})

function folder(): string {
  const made = temporaryFolder('delivery')
  folders.push(made)
  return made
}

async function start(dataDir: string, databaseUrl?: string): Promise<ServiceProcess> {
  const env = { LOG_LEVEL: 'silent', ...(databaseUrl && { DATABASE_URL: databaseUrl }) }
  const service = await startServiceProcess({ dataDir, env })
  services.push(service)
  return service
}

async function kill(service: ServiceProcess): Promise<void> {
  services.splice(services.indexOf(service), 1)
  await service.kill()
}

it(`loses no post and doubles none through ${rounds} kills while a poll goes to ${channels} channels, and goes on within 30 s`, async () => {
  const dataDir = folder()
  let sum = none
  const takenUp: number[] = []
  let service = await start(dataDir)
  for (let round = 0; round < rounds; round += 1) {
    const { poll } = await openRun(service, teams, channels)
    await randomMoment(teams, channels)
    const at = Date.now()
    await kill(service)
    const flight = await inFlight(service.databaseUrl, poll, teams, at)
    service = await start(dataDir)
    takenUp.push((await untilTakenUp(service.databaseUrl, poll, flight.held)) - at)
    sum = addRun(sum, teams, await untilSettled(service.databaseUrl, poll, settledMs), flight, channels)
  }
  say('kill -9 while a poll goes out', { rounds, channels, ...sum, takenUpMs: takenUp })
  expectBars(sum, rounds)
  expect(Math.max(...takenUp)).toBeLessThan(takenUpMs)
}, 3_600_000)

it('shares work and limits between two processes on one database, and one goes on when the other is killed', async () => {
  const database = await freshDatabase()
  try {
    const one = await start(folder(), database.url)
    const other = await start(folder(), database.url)
    const { poll } = await openRun(one, teams, channels)
    // Early enough that much is left for whoever stays.
    await randomMoment(teams, channels, 0.4)
    // What is on its way is no post of anybody's yet.
    const [sentByOne, sentByOther] = await until(async () => {
      const sent = [await sentBy(one), await sentBy(other)] as const
      return Math.max(...sent) > 0 && sent
    }, 10_000)
    // Whoever has more in hand leaves more behind.
    const [victim, survivor] = sentByOne >= sentByOther ? [one, other] : [other, one]
    const sentByVictim = Math.max(sentByOne, sentByOther)
    const at = Date.now()
    await kill(victim)
    const flight = await inFlight(database.url, poll, teams, at)
    const takenUp = (await untilTakenUp(database.url, poll, flight.held)) - at
    const sum = addRun(none, teams, await untilSettled(database.url, poll, settledMs), flight, channels)
    const sentBySurvivor = await sentBy(survivor)
    say('one of two processes killed', { channels, ...sum, sentByVictim, sentBySurvivor, takenUpMs: takenUp })
    expectBars(sum)
    expect(takenUp).toBeLessThan(takenUpMs)
    expect(Math.min(sentByVictim, sentBySurvivor)).toBeGreaterThan(0)
  } finally {
    await Promise.all(services.splice(0).map((service) => service.stop()))
    await database.drop()
  }
}, 600_000)

it(`loses no post and doubles none when the database is gone for ${goneMs} ms while a poll goes out`, async () => {
  const database = await freshDatabase()
  const way = await openDatabaseProxy(database)
  try {
    const service = await start(folder(), way.database.url)
    const { poll } = await openRun(service, teams, channels, database.url)
    await randomMoment(teams, channels)
    const at = Date.now()
    await way.cut()
    const flight = await inFlight(database.url, poll, teams, at)
    await sleep(Math.max(0, at + goneMs - Date.now()))
    await way.mend()
    const takenUp = (await untilTakenUp(database.url, poll, flight.held)) - at
    const sum = addRun(none, teams, await untilSettled(database.url, poll, settledMs), flight, channels)
    say('database gone while a poll goes out', { goneMs, channels, ...sum, takenUpMs: takenUp })
    expectBars(sum)
    expect(takenUp).toBeLessThan(goneMs + takenUpMs)
    expect(service.child.exitCode).toBeNull()
  } finally {
    await way.mend()
    await Promise.all(services.splice(0).map((service) => service.stop()))
    await way.stop()
    await database.drop()
  }
}, 600_000)

/** Posts that a process itself has brought out, by its metrics. */
async function sentBy({ url }: ServiceProcess): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text()
  return Number(/^verbund_posts_sent_total (\d+)/m.exec(text)?.[1] ?? 0)
}
