/** The database gone for a while: a clear refusal, nothing lost, work resumes by itself. */
import { mkdtempSync, rmSync } from 'node:fs'
import { connect, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { openStage } from '../bench/stage'
import { freshDatabase } from '../support/database'
import { startServiceProcess } from '../support/service-process'
import { say } from './say'
import { ballotsOf, voteAll } from './voting'

const goneMs = Number(process.env.FAULT_GONE_MS ?? 3000)

it(`E2 E3 survives the database being gone for ${goneMs} ms: users are told, no acknowledged vote is lost`, async () => {
  const database = await freshDatabase()
  const cable = await openCable(new URL(database.url))
  const dataDir = mkdtempSync(path.join(tmpdir(), 'verbund-gone-'))
  const service = await startServiceProcess({
    dataDir,
    env: { DATABASE_URL: cable.url, LOG_LEVEL: 'silent' },
  })
  try {
    const stage = await openStage(service)
    const [poll = ''] = await stage.openPolls(1)
    const before = await voteAll(stage, poll, { from: 0, count: 50, atOnce: 8 }, () => 'on')
    cable.cut()
    const until = Date.now() + goneMs
    const during = await voteAll(stage, poll, { from: 100, count: 2000, atOnce: 4 }, () =>
      Date.now() < until ? 'on' : 'stop',
    )
    // Refusals come fast: the rest of the time nobody asks.
    await sleep(Math.max(0, until - Date.now()))
    cable.mend()
    await untilVoted(
      async () =>
        (await voteAll(stage, poll, { from: 2200, count: 1, atOnce: 1 }, () => 'on')).acknowledged.size === 1,
    )
    const after = await voteAll(stage, poll, { from: 2300, count: 50, atOnce: 8 }, () => 'on')
    const stored = await ballotsOf(database.url, poll)
    const acknowledged = [before, during, after].flatMap((voting) => [...voting.acknowledged.keys()])
    const missing = acknowledged.filter((member) => !stored.choices.has(member)).length
    say('database gone', {
      goneMs,
      acknowledged: acknowledged.length,
      missing,
      refused: during.others.length,
    })
    expect(missing).toBe(0)
    expect(stored.tallyIsRight).toBe(true)
    expect({ before: before.others, after: after.others }).toEqual({ before: [], after: [] })
    expect(during.others.length).toBeGreaterThan(0)
    for (const told of during.others) expect(told).toContain('Der Dienst ist gerade nicht erreichbar.')
  } finally {
    cable.mend()
    await service.stop()
    cable.close()
    await database.drop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}, 120_000)

async function untilVoted(attempt: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 20_000
  while (Date.now() < end) {
    if (await attempt()) return
    await sleep(200)
  }
  throw new Error('the service did not find its database again within 20 s')
}

/** A cable between service and database that can be cut: what is open breaks, what is new is refused. */
async function openCable(database: URL) {
  const open = new Set<Socket>()
  let whole = true
  const server = createServer((near) => {
    if (!whole) return near.resetAndDestroy()
    const far = connect(Number(database.port), database.hostname)
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one)
      one.pipe(other)
      one.on('error', () => other.destroy())
      one.on('close', () => {
        open.delete(one)
        other.destroy()
      })
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const url = new URL(database.href)
  url.port = String(typeof address === 'object' && address ? address.port : 0)
  url.hostname = '127.0.0.1'
  return {
    url: url.href,
    cut: () => {
      whole = false
      for (const socket of open) socket.resetAndDestroy()
    },
    mend: () => {
      whole = true
    },
    close: () => server.close(),
  }
}
