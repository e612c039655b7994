/** The list of polls: newest first, older ones in pages that lose nothing. */
import type { PollListView } from '../../bot/polls/view'
import { openPoll } from '../support/polls'
import { startTestService, type TestService } from '../support/service'

let test: TestService
beforeAll(async () => {
  test = await startTestService()
})
afterAll(() => test.stop())

async function pageAfter(before?: string): Promise<PollListView> {
  const { body } = await test.api('Anke Beispiel', 'poll.list', { query: before ? { before } : {} })
  return body as unknown as PollListView
}

it('shows each closed poll on exactly one page, also those opened in the same millisecond', async () => {
  const closed = new Set<string>()
  for (let i = 0; i < 23; i++) {
    const poll = await openPoll(test, { question: `Frage ${i}` })
    await test.api('Anke Beispiel', 'poll.close', { body: { poll: poll.id } })
    closed.add(poll.id)
  }
  const first = await pageAfter()
  expect(first.closed).toHaveLength(20)
  const second = await pageAfter(first.older ?? '')
  const listed = [...first.closed, ...second.closed].map((line) => line.id)
  expect(new Set(listed).size).toBe(listed.length)
  expect([...closed].filter((id) => !listed.includes(id))).toEqual([])
  expect(second.older).toBeNull()
})

it('refuses a place that is none', async () => {
  for (const before of ['gestern', '2026-99-01T00:00:00.000Z_00000000-0000-4000-8000-000000000000']) {
    const { status } = await test.api('Anke Beispiel', 'poll.list', { query: { before } })
    expect(status).toBe(422)
  }
})
