/** Of one person only so many streams of changes stand open: the oldest ends, and nobody else's. */
import { coordinator as office, voters } from '../support/polls'
import { startTestService, type TestService } from '../support/service'

let test: TestService
const ends = new AbortController()
beforeAll(async () => {
  test = await startTestService()
})
afterAll(async () => {
  ends.abort()
  await test.stop()
})

/** @returns what settles once the service has ended it */
async function open(who: string): Promise<{ readonly over: Promise<void>; readonly isOver: () => boolean }> {
  const response = await fetch(`${test.url}/api/changes`, {
    headers: { authorization: `Bearer ${await test.token(who)}` },
    signal: ends.signal,
  })
  expect(response.status).toBe(200)
  let ended = false
  const read = async () => {
    try {
      for await (const _ of response.body ?? []);
      ended = true
    } catch {
      // Aborted, when the test is over.
    }
  }
  return { over: read(), isOver: () => ended }
}

it('the ninth stream of a person ends the first; another person’s goes on', async () => {
  const other = await open(voters[0])
  const own = []
  for (let i = 0; i < 10; i += 1) own.push(await open(office))
  await Promise.all(own.slice(0, 2).map(({ over }) => over))
  expect(own.map(({ isOver }) => isOver())).toEqual([true, true, ...Array(8).fill(false)])
  expect(other.isOver()).toBe(false)
})
