/** What each answer of the connector means for a post: the table of PLATFORM.md 1, and of its caution about repeats. */
import {
  mostTries,
  outcomeOfCreate,
  outcomeOfEdit,
  pauseMs,
  type WireAnswer,
} from '../../bot/delivery/outcome'

type Fate = 'sent' | 'again' | 'unknown' | 'gone' | 'failed'

/** status, with Retry-After or not, what becomes of a create, what becomes of an edit */
const table: readonly (readonly [number, boolean, Fate, Fate])[] = [
  [200, false, 'sent', 'sent'],
  [201, false, 'sent', 'sent'],
  [202, false, 'sent', 'sent'],
  [400, false, 'failed', 'failed'],
  [401, false, 'failed', 'failed'],
  [403, false, 'failed', 'failed'],
  [404, false, 'failed', 'gone'],
  [408, false, 'unknown', 'again'],
  [412, false, 'again', 'again'],
  [413, false, 'failed', 'failed'],
  [429, false, 'again', 'again'],
  [429, true, 'again', 'again'],
  [500, false, 'unknown', 'again'],
  [500, true, 'unknown', 'again'],
  [502, false, 'unknown', 'again'],
  [502, true, 'unknown', 'again'],
  [503, false, 'unknown', 'again'],
  [503, true, 'again', 'again'],
  [504, false, 'unknown', 'again'],
]

const answered = (status: number, retry: boolean): WireAnswer => ({
  kind: 'answered',
  status,
  ...(retry && { retryAfterMs: 3000 }),
})

it.each(table)(
  'HTTP %i (Retry-After: %s) makes a new post %s and an edit %s',
  (status, retry, create, edit) => {
    expect(outcomeOfCreate(answered(status, retry)).is).toBe(create)
    expect(outcomeOfEdit(answered(status, retry)).is).toBe(edit)
  },
)

it('tries again after a connection that never opened, and leaves one that was cut after sending alone', () => {
  expect(outcomeOfCreate({ kind: 'never-connected', cause: 'ECONNREFUSED' })).toEqual({
    is: 'again',
    cause: 'ECONNREFUSED',
  })
  expect(outcomeOfCreate({ kind: 'cut', cause: 'UND_ERR_SOCKET' })).toEqual({
    is: 'unknown',
    cause: 'UND_ERR_SOCKET',
  })
  expect(outcomeOfEdit({ kind: 'cut', cause: 'UND_ERR_SOCKET' }).is).toBe('again')
})

it('waits as long as Retry-After says, for new posts and for edits', () => {
  for (const outcome of [outcomeOfCreate, outcomeOfEdit])
    expect(outcome(answered(429, true))).toEqual({ is: 'again', cause: 'HTTP 429', afterMs: 3000 })
})

it("keeps Microsoft's code with a post that failed", () => {
  const answer: WireAnswer = { kind: 'answered', status: 403, code: 'BotNotInConversationRoster' }
  expect(outcomeOfCreate(answer)).toEqual({ is: 'failed', cause: 'HTTP 403 BotNotInConversationRoster' })
})

it('backs off exponentially with 20 % of jitter, a minute at most, about four minutes in all', () => {
  const tries = Array.from({ length: mostTries - 1 }, (_, i) => i + 1)
  expect(tries.map((n) => pauseMs(n, 0.5))).toEqual([2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000])
  for (const n of tries) {
    expect(pauseMs(n, 0)).toBe(Math.round(pauseMs(n, 0.5) * 0.8))
    expect(pauseMs(n, 1)).toBe(Math.round(pauseMs(n, 0.5) * 1.2))
  }
})
