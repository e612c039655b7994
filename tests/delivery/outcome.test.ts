/** What each answer of the connector means for a post: the table of PLATFORM.md 1, and of its caution about repeats. */
import { outcomeOfCreate, outcomeOfEdit, pauseMs, type WireAnswer } from '../../bot/delivery/outcome'

type Fate = 'sent' | 'again' | 'unknown' | 'gone' | 'shut' | 'failed'

/** status, with Retry-After or not, what becomes of a create, what becomes of an edit */
const table: readonly (readonly [number, boolean, Fate, Fate])[] = [
  [200, false, 'sent', 'sent'],
  [201, false, 'sent', 'sent'],
  [202, false, 'sent', 'sent'],
  [400, false, 'failed', 'failed'],
  [401, false, 'failed', 'failed'],
  [403, false, 'shut', 'failed'],
  [404, false, 'shut', 'gone'],
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
    cause: 'unreachable',
    detail: 'ECONNREFUSED',
  })
  expect(outcomeOfCreate({ kind: 'cut', cause: 'UND_ERR_SOCKET' })).toEqual({
    is: 'unknown',
    cause: 'cut',
    detail: 'UND_ERR_SOCKET',
  })
  expect(outcomeOfEdit({ kind: 'cut', cause: 'UND_ERR_SOCKET' }).is).toBe('again')
})

it('waits as long as Retry-After says, for new posts and for edits', () => {
  for (const outcome of [outcomeOfCreate, outcomeOfEdit]) {
    const said = { is: 'again', detail: 'HTTP 429', cause: 'throttled', throttled: true, afterMs: 3000 }
    expect(outcome(answered(429, true))).toEqual(said)
    const busy = { is: 'again', detail: 'HTTP 503', cause: 'busy', throttled: false, afterMs: 3000 }
    expect(outcome(answered(503, true))).toEqual(busy)
  }
})

/** status, code, cause, whether Teams tells when it ends */
const shut: readonly (readonly [number, string, string, boolean])[] = [
  [403, 'BotNotInConversationRoster', 'not-installed', true],
  [403, 'ForbiddenOperationException', 'not-installed', true],
  [403, 'BotDisabledByAdmin', 'disabled', false],
  [403, 'ConversationBlockedByUser', 'blocked', true],
  [403, 'MessageWritesBlocked', 'blocked', true],
  [403, 'NotEnoughPermissions', 'no-permission', false],
  [404, 'ConversationNotFound', 'conversation-gone', false],
]

it.each(shut)(
  'HTTP %i %s shuts the conversation for posts and edits: %s',
  (status, code, cause, announced) => {
    for (const outcome of [outcomeOfCreate, outcomeOfEdit])
      expect(outcome({ kind: 'answered', status, code })).toEqual({ is: 'shut', cause, announced })
  },
)

it('a 403 that nobody knows shuts a conversation for posts; an edit fails alone, and holds up no post', () => {
  const answer: WireAnswer = { kind: 'answered', status: 403, code: 'SomethingNew' }
  expect(outcomeOfCreate(answer)).toEqual({ is: 'shut', cause: 'forbidden', announced: false })
  expect(outcomeOfEdit(answer)).toEqual({ is: 'failed', cause: 'refused', detail: 'HTTP 403 SomethingNew' })
})

it('shuts nothing where the address is wrong: that needs the administrator', () => {
  const answer: WireAnswer = { kind: 'answered', status: 403, code: 'InvalidBotApiHost' }
  for (const outcome of [outcomeOfCreate, outcomeOfEdit])
    expect(outcome(answer)).toEqual({
      is: 'failed',
      cause: 'refused',
      detail: 'HTTP 403 InvalidBotApiHost',
    })
})

it.each([
  ['a message that is gone', { status: 404, code: 'ActivityNotFoundInConversation' }, 'gone'],
  ['304', { status: 304 }, 'sent'],
  ['what Microsoft calls not modified', { status: 400, code: 'MessageNotModified' }, 'sent'],
] as const)('reads the answer to an edit: %s', (_name, answer, fate) => {
  expect(outcomeOfEdit({ kind: 'answered', ...answer })).toEqual({ is: fate })
})

it.each([
  [400, 'BadArgument', 'refused'],
  [413, 'MessageSizeTooBig', 'too-big'],
])("keeps Microsoft's code with a post that failed: %i %s", (status, code, cause) => {
  const answer: WireAnswer = { kind: 'answered', status, code }
  for (const outcome of [outcomeOfCreate, outcomeOfEdit])
    expect(outcome(answer)).toEqual({ is: 'failed', cause, detail: `HTTP ${status} ${code}` })
})

const tries = Array.from({ length: 10 }, (_, i) => i + 1)

it('backs off exponentially with 20 % of jitter, five minutes at most, however often', () => {
  const minutes = 300_000
  expect(tries.map((n) => pauseMs(n, 0.5))).toEqual([
    ...[2000, 4000, 8000, 16_000, 32_000, 64_000, 128_000, 256_000],
    ...[minutes, minutes],
  ])
  expect(pauseMs(5000, 0.5)).toBe(minutes)
  for (const n of tries) {
    expect(pauseMs(n, 0)).toBe(Math.round(pauseMs(n, 0.5) * 0.8))
    expect(pauseMs(n, 1)).toBe(Math.round(pauseMs(n, 0.5) * 1.2))
  }
})

it('comes no earlier than Retry-After says, and does not knock all the time where it says 0', () => {
  for (const n of tries) {
    expect(pauseMs(n, 0, 3_600_000)).toBe(3_600_000)
    expect(pauseMs(n, 0.5, 0)).toBe(Math.min(30_000, 1000 * 2 ** n))
  }
})
