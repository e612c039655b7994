/** E2 against the real process and the real, durable database: killed at random moments while votes arrive. */

import { openStage } from '../bench/stage'
import { removeFolder, temporaryFolder } from '../support/folder'
import { type ServiceProcess, startServiceProcess } from '../support/service-process'
import { say } from './say'
import { ballotsOf, voteAll } from './voting'

const rounds = Number(process.env.FAULT_ROUNDS ?? 3)
const votes = Number(process.env.FAULT_VOTES ?? 300)

let dataDir: string
let service: ServiceProcess | undefined

beforeAll(() => {
  dataDir = temporaryFolder('faults')
})
afterAll(async () => {
  await service?.stop()
  removeFolder(dataDir)
})

it(`E2 keeps every acknowledged vote through ${rounds} kills, and starts again by itself each time`, async () => {
  const sum = { acknowledged: 0, missing: 0, changed: 0, wrongTallies: 0, restartMs: [] as number[] }
  service = await startServiceProcess({ dataDir })
  for (let round = 0; round < rounds; round += 1) {
    const stage = await openStage(service)
    const [poll = ''] = await stage.openPolls(1)
    const victim = service
    const killAt = Math.ceil(votes * (0.1 + Math.random() * 0.8))
    let killing: Promise<void> | undefined
    const { acknowledged } = await voteAll(stage, poll, { from: 0, count: votes, atOnce: 16 }, (voting) => {
      if (voting.acknowledged.size >= killAt) killing ??= victim.kill()
      return killing ? 'stop' : 'on'
    })
    await (killing ?? victim.kill())
    service = await startServiceProcess({ dataDir })
    sum.restartMs.push(Math.round(service.startMs))
    const stored = await ballotsOf(service.databaseUrl, poll)
    sum.acknowledged += acknowledged.size
    for (const [member, choice] of acknowledged) {
      if (!stored.choices.has(member)) sum.missing += 1
      else if (stored.choices.get(member) !== choice) sum.changed += 1
    }
    if (!stored.tallyIsRight) sum.wrongTallies += 1
  }
  say('kill -9 while votes arrive', { rounds, votes, ...sum })
  expect(sum).toMatchObject({ missing: 0, changed: 0, wrongTallies: 0 })
  expect(sum.acknowledged).toBeGreaterThan(rounds * votes * 0.05)
}, 1_800_000)
