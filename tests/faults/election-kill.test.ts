/** E2, P3, P5: the process is killed while an election is voted on, closed, decided by lot and put into seats. */
import { readdirSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { openStage } from '../bench/stage'
import { removeFolder, temporaryFolder } from '../support/folder'
import { type ServiceProcess, startServiceProcess } from '../support/service-process'
import { until } from '../support/until'
import {
  candidates,
  everybodyVotes,
  lostBallots,
  openElection,
  places,
  type Running,
  seatsAreRight,
  storedOf,
} from './election-run'
import { say } from './say'

const rounds = Number(process.env.FAULT_ELECTION_ROUNDS ?? 3)
const voters = Number(process.env.FAULT_ELECTION_VOTERS ?? 120)
/** Long enough for a restart and for everybody to vote after it. */
const votingMs = 12_000 + voters * 40
/** A job of the dead process is taken up within 30 s, and the calendar's round closes within a minute. */
const closedMs = 90_000

type Moment = 'voting' | 'closing' | 'seating'
const moments: readonly Moment[] = ['voting', 'closing', 'seating']

let dataDir: string
let service: ServiceProcess

beforeAll(async () => {
  dataDir = temporaryFolder('elections')
  service = await startServiceProcess({ dataDir, env: { LOG_LEVEL: 'silent' } })
})
afterAll(async () => {
  await service.stop()
  removeFolder(dataDir)
})

const sum = {
  ...{ acknowledged: 0, missing: 0, changed: 0, miscounted: 0, lots: 0, unsettled: 0, closedTwice: 0 },
  ...{ wronglyTold: 0, killedBefore: 0, killedAfter: 0, halfSeats: 0, wrongSeats: 0, brokenLogs: 0 },
}

async function killAndRestart(): Promise<void> {
  await service.kill()
  service = await startServiceProcess({ dataDir, env: { LOG_LEVEL: 'silent' } })
}
const stageNow = () => openStage(service, voters)

async function killedWhileVoting(running: Running): Promise<void> {
  const stage = await stageNow()
  const killAt = Math.ceil(voters * (0.1 + Math.random() * 0.8))
  const victim = service
  let killing: Promise<void> | undefined
  const acknowledged = await everybodyVotes(
    stage,
    running.poll,
    (member) => (member + 1) % candidates,
    (count) => {
      if (count >= killAt) killing ??= victim.kill()
      return killing === undefined
    },
  )
  await killing
  await killAndRestart()
  const lost = await lostBallots(await stageNow(), running.poll, dataDir, acknowledged)
  sum.acknowledged += acknowledged.size
  sum.missing += lost.missing
  sum.changed += lost.changed
}

/** Around the instant at which the result is counted, the lot drawn and told, and the key destroyed. */
async function killedWhileClosing(deadline: number): Promise<void> {
  await sleep(Math.max(0, deadline + 2000 + Math.random() * 1500 - Date.now()))
  await killAndRestart()
}

async function killedWhileSeating(running: Running): Promise<void> {
  const stage = await stageNow()
  const asked = stage.asOffice('election.fill-seats', { election: running.election }).then(
    () => true,
    () => false,
  )
  await sleep(Math.random() * 25)
  await killAndRestart()
  const acknowledged = await asked
  const { seats, filled } = await storedOf(await stageNow(), running)
  if (seats !== (filled ? places : 0) || (acknowledged && !filled)) sum.halfSeats += 1
  sum[filled ? 'killedAfter' : 'killedBefore'] += 1
}

/** What must be right at the end of each round, wherever it was broken off. */
async function lookAt(running: Running): Promise<void> {
  const stage = await stageNow()
  const stored = await storedOf(stage, running)
  const { ballots, tally, settled, byLot, closings, draws, toldOnce, seats, fillings } = stored
  const votes = Object.values(tally)
  const even = votes.length === candidates && votes.every((count) => count === voters / candidates)
  if (ballots !== voters || !even) sum.miscounted += 1
  if (!settled || !byLot) sum.unsettled += 1
  else sum.lots += 1
  if (closings !== 1 || draws !== 1) sum.closedTwice += 1
  if (!toldOnce) sum.wronglyTold += 1
  if (seats !== places || fillings !== 1 || !(await seatsAreRight(stage, running))) sum.wrongSeats += 1
}

async function playRound(round: number, moment: Moment): Promise<void> {
  const deadline = Date.now() + votingMs
  const running = await openElection(await stageNow(), round, votingMs)
  if (moment === 'voting') await killedWhileVoting(running)
  const all = await everybodyVotes(await stageNow(), running.poll, (member) => member % candidates)
  sum.acknowledged += all.size
  expect(all.size).toBe(voters)
  if (moment === 'closing') await killedWhileClosing(deadline)
  await until(async () => (await storedOf(await stageNow(), running)).closed, closedMs)
  if (moment === 'seating') await killedWhileSeating(running)
  const stage = await stageNow()
  if (!(await storedOf(stage, running)).filled)
    await stage.asOffice('election.fill-seats', { election: running.election })
  await lookAt(running)
}

it(`loses no ballot, draws one lot and fills whole seats through ${rounds} kills while ${voters} elect a committee`, async () => {
  for (let round = 0; round < rounds; round += 1)
    await playRound(round, moments[round % moments.length] ?? 'voting')
  const stage = await stageNow()
  const keysLeft = () => readdirSync(path.join(dataDir, 'keys')).filter((name) => name.endsWith('.key'))
  await until(() => keysLeft().length === 0, closedMs)
  const { broken } = await stage.readAsOffice<{ broken: number | null }>('audit.check')
  if (broken !== null) sum.brokenLogs += 1
  say('kill -9 while an election is voted on, closed and seated', { rounds, voters, ...sum })
  expect(sum).toMatchObject({
    ...{ missing: 0, changed: 0, miscounted: 0, unsettled: 0, closedTwice: 0, wronglyTold: 0 },
    ...{ halfSeats: 0, wrongSeats: 0, brokenLogs: 0, lots: rounds },
  })
}, 3_600_000)
