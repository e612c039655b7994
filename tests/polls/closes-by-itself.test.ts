/** P3 with the real worker: nobody asks for the closing, the calendar does, by the service's clock. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { systemClock } from '../../bot/clock'
import { readConfig } from '../../bot/config'
import { randomIds } from '../../bot/ids'
import { openLog } from '../../bot/log'
import { startService } from '../../bot/service'
import { freshDatabase } from '../support/database'
import { coordinator, openPoll, showPage, vote, voters } from '../support/polls'
import { demoPerson, startTestService, type TestService } from '../support/service'
import { until } from '../support/until'

const root = path.resolve(__dirname, '../..')

it('P3 closes by itself at the deadline, by the clock of the service and not of the database', async () => {
  const test = await startTestService({ now: '2026-11-30T11:59:59.900+01:00' })
  try {
    const poll = await openPoll(test)
    await vote(test, voters[0], poll.id, 'o1')
    // The job comes by the database's clock while the service's own stands still: it must look again.
    await new Promise((resolve) => setTimeout(resolve, 2600))
    expect((await showPage(test, coordinator, poll.id)).poll.state).toBe('open')
    test.clock.set('2026-11-30T12:00:02+01:00')
    const closed = await until(async () => {
      const { poll: shown } = await showPage(test, voters[1], poll.id)
      return shown.state === 'closed' && shown
    }, 4000)
    expect(closed).toMatchObject({ answered: 1, closedAt: '2026-11-30T11:00:00.000Z' })
  } finally {
    await test.stop()
  }
})

it('P3 NOW sets where the clock of the service starts; it runs on from there, and polls close by it', async () => {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'verbund-now-'))
  const now = '2027-03-28T01:59:58+01:00'
  const config = readConfig({ PORT: '0', DATA_DIR: dataDir, NOW: now }, root)
  const clock = systemClock(config.startAt)
  expect(clock.now().getTime() - Date.parse(now)).toBeLessThan(1000)
  const database = await freshDatabase()
  const parts = { config, clock, ids: randomIds, log: openLog('silent'), databaseUrl: database.url }
  const service = await startService(parts)
  const test = talkTo(`http://127.0.0.1:${service.port}`, service.signIn.demo)
  try {
    // 03:00 summer time is two seconds after 01:59:58 winter time: the hour between does not exist.
    const poll = await openPoll(test, { date: '2027-03-28', time: '03:00' })
    expect(poll.deadline).toBe('2027-03-28T01:00:00.000Z')
    const state = async () => (await showPage(test, voters[1], poll.id)).poll.state
    expect(await state()).toBe('open')
    await until(async () => (await state()) === 'closed', 8000)
    expect(clock.now().getTime()).toBeGreaterThanOrEqual(Date.parse('2027-03-28T01:00:02Z'))
  } finally {
    await service.stop()
    await database.drop()
    rmSync(dataDir, { recursive: true })
  }
})

/** Just enough of a test service for the helpers that open and show polls. */
function talkTo(url: string, mint: TestService['service']['signIn']['demo']): TestService {
  const api: TestService['api'] = async (who, route, { body, query } = {}) => {
    const token = await mint?.(typeof who === 'string' ? demoPerson(who) : (who ?? demoPerson(coordinator)))
    const response = await fetch(`${url}/api/${route}${query ? `?${new URLSearchParams(query)}` : ''}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    return { status: response.status, headers: response.headers, body: await response.json() }
  }
  return { api } as TestService
}
