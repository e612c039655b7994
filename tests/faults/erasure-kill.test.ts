/** The process is killed while people are erased: each is wholly there or wholly erased, and no ballot is lost. */
import { setTimeout as sleep } from 'node:timers/promises'
import { randomIds } from '../../bot/ids'
import { openStage, type Stage } from '../bench/stage'
import { removeFolder, temporaryFolder } from '../support/folder'
import { type ServiceProcess, startServiceProcess } from '../support/service-process'
import { ballotsIn, bringPeople, fatesOf, type Person } from './erasure-run'
import { say } from './say'

const rounds = Number(process.env.FAULT_ERASURE_ROUNDS ?? 2)
const count = Number(process.env.FAULT_ERASURES ?? 30)
const crowdSize = 20

let dataDir: string
let service: ServiceProcess

beforeAll(async () => {
  dataDir = temporaryFolder('erasures')
  service = await startServiceProcess({ dataDir, env: { LOG_LEVEL: 'silent' } })
})
afterAll(async () => {
  await service.stop()
  removeFolder(dataDir)
})

const stageNow = (): Promise<Stage> => openStage(service, crowdSize)

async function openPoll(stage: Stage, secrecy: string): Promise<string> {
  const answer = await stage.asOffice<{ poll: { id: string } }>('poll.open', {
    ...{ group: stage.crowd.groupId, nonce: randomIds.nonce(), question: 'Welches Thema?', kind: 'single' },
    ...{ answers: 'A\nB\nC', date: '2027-06-30', time: '12:00', secrecy },
  })
  return answer.poll.id
}

async function vote(stage: Stage, poll: string, { objectId }: Person, i: number): Promise<void> {
  const data = { poll, nonce: randomIds.nonce(), choice: `o${1 + (i % 3)}` }
  const response = await fetch(`${service.url}/api/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: stage.act(objectId, 'poll.cast-ballot', data),
  })
  if (!(await response.text()).includes('Gespeichert')) throw new Error(`${objectId} could not vote`)
}

/** Four at once, until somebody says stop. @returns ids of those whose erasure was acknowledged */
async function erase(
  stage: Stage,
  people: readonly Person[],
  onErased: (count: number) => void,
): Promise<ReadonlySet<string>> {
  const erased = new Set<string>()
  const waiting = [...people]
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const { id } = next
      const done = await stage.asOffice('data.erase', { member: id, sure: true }).then(
        () => true,
        () => false,
      )
      if (!done) return
      erased.add(id)
      onErased(erased.size)
    }
  }
  await Promise.all(Array.from({ length: 4 }, work))
  return erased
}

const sum = { acknowledged: 0, erased: 0, there: 0, half: 0, lost: 0, changedPolls: 0, brokenLogs: 0 }

/** In the polls, in the middle of their erasures, the process ends; then all is looked at, and the rest erased. */
async function playRound(round: number): Promise<void> {
  const before = await stageNow()
  const people = await bringPeople(before, round, count)
  const polls = [await openPoll(before, 'named-live'), await openPoll(before, 'anonymous')]
  for (const poll of polls) await Promise.all(people.map((person, i) => vote(before, poll, person, i)))
  const ballots = await ballotsIn(service.databaseUrl, polls)
  const victim = service
  const killAt = Math.floor(count * Math.random() * 0.9)
  let killing: Promise<void> | undefined
  const kill = async () => {
    await sleep(Math.random() * 30)
    await victim.kill()
  }
  if (killAt === 0) killing = kill()
  const acknowledged = await erase(before, people, (done) => {
    if (done >= killAt) killing ??= kill()
  })
  await (killing ?? kill())
  service = await startServiceProcess({ dataDir, env: { LOG_LEVEL: 'silent' } })
  await tell(people, acknowledged)
  const after = await stageNow()
  const fates = await fatesOf(service.databaseUrl, people)
  await erase(
    after,
    people.filter(({ id }) => fates.get(id)?.there),
    () => undefined,
  )
  const all = [...(await fatesOf(service.databaseUrl, people)).values()]
  sum.half += all.filter(({ erased }) => !erased).length
  if (JSON.stringify(await ballotsIn(service.databaseUrl, polls)) !== JSON.stringify(ballots))
    sum.changedPolls += 1
  const { broken } = await after.readAsOffice<{ broken: number | null }>('audit.check')
  if (broken !== null) sum.brokenLogs += 1
}

async function tell(people: readonly Person[], acknowledged: ReadonlySet<string>): Promise<void> {
  const fates = await fatesOf(service.databaseUrl, people)
  sum.acknowledged += acknowledged.size
  for (const [id, { there, erased }] of fates) {
    if (erased) sum.erased += 1
    else if (there) sum.there += 1
    else sum.half += 1
    if (acknowledged.has(id) && !erased) sum.lost += 1
  }
}

it(`leaves everybody whole or erased through ${rounds} kills while ${count} people are erased, and loses no ballot`, async () => {
  for (let round = 0; round < rounds; round += 1) await playRound(round)
  say('kill -9 while people are erased', { rounds, people: rounds * count, ...sum })
  expect(sum).toMatchObject({ half: 0, lost: 0, changedPolls: 0, brokenLogs: 0 })
  expect(sum.erased + sum.there).toBe(rounds * count)
}, 3_600_000)
