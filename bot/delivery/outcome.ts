/** What an answer of the connector means for a post: sent, worth another try, final, or nobody knows. */

/** What came back over the wire, or did not. */
export type WireAnswer =
  | {
      readonly kind: 'answered'
      readonly status: number
      readonly retryAfterMs?: number
      readonly code?: string
    }
  /** The connection never opened: nothing can have arrived. */
  | { readonly kind: 'never-connected'; readonly cause: string }
  /** Time-out, or cut after sending: it may have arrived. */
  | { readonly kind: 'cut'; readonly cause: string }

/** A code that the ledger says in words; `detail` as the other side put it. */
interface Cause {
  readonly cause: string
  readonly detail?: string
}

export type Outcome =
  | { readonly is: 'sent' }
  | ({ readonly is: 'again'; readonly afterMs?: number; readonly throttled?: boolean } & Cause)
  | ({ readonly is: 'unknown' } & Cause)
  /** The message is no longer there (an edit only). */
  | { readonly is: 'gone' }
  /** Nothing can be posted there until something changes: it waits, and is not tried in vain. */
  | ({ readonly is: 'shut'; readonly announced: boolean } & Cause)
  | ({ readonly is: 'failed' } & Cause)

type Answered = WireAnswer & { kind: 'answered' }

/**
 * A create takes no idempotency key: Teams may have posted it although the answer was lost, and a second try would post
 * it twice (seen with 408 and 5xx: openclaw/openclaw#121116). So only answers that exclude it are tried again: 429, 412,
 * 503 with Retry-After, and connections that never opened.
 */
export function outcomeOfCreate(answer: WireAnswer, inThread = false): Outcome {
  if (answer.kind === 'never-connected') return { is: 'again', cause: 'unreachable', detail: answer.cause }
  if (answer.kind === 'cut') return { is: 'unknown', cause: 'cut', detail: answer.cause }
  const { status, retryAfterMs } = answer
  if (status < 300) return { is: 'sent' }
  if (status === 429 || status === 412 || (status === 503 && retryAfterMs !== undefined)) return again(answer)
  if (status === 408 || status >= 500) return { is: 'unknown', cause: 'lost', detail: said(answer) }
  // An answer in a thread may miss only its thread: somebody deleted the message that it answers.
  if (status === 404 && !inThread) return shut('conversation-gone')
  return closed(answer) ?? final(answer)
}

/**
 * An edit says the same however often it arrives: whatever may pass is tried again. 304 and Microsoft's "not modified"
 * mean that the card shows it already.
 */
export function outcomeOfEdit(answer: WireAnswer): Outcome {
  if (answer.kind !== 'answered') return { is: 'again', cause: 'unreachable', detail: answer.cause }
  const { status, code } = answer
  if (status < 300 || status === 304 || /not.?modified/i.test(code ?? '')) return { is: 'sent' }
  if (status === 404) return code === 'ConversationNotFound' ? shut('conversation-gone') : { is: 'gone' }
  if (status === 429 || status === 412 || status === 408 || status >= 500) return again(answer)
  const found = closed(answer)
  // A 403 of which nobody knows what it means may be about this one card (an older registration's, say): what stands in
  // line to be posted there is not held up for it.
  return found?.is === 'shut' && found.cause !== 'forbidden' ? found : final(answer)
}

function again(answer: Answered): Outcome {
  const throttled = answer.status === 429
  return {
    is: 'again',
    cause: throttled ? 'throttled' : 'busy',
    detail: said(answer),
    throttled,
    ...(answer.retryAfterMs !== undefined && { afterMs: answer.retryAfterMs }),
  }
}

/**
 * 403: the bot is not (or no longer) welcome there, and Microsoft says to wait for an installation or a word of the
 * user; the code says which. A wrong cloud's host is no such case: it needs the administrator.
 */
function closed({ status, code = '' }: Answered): Outcome | undefined {
  return status === 403 && code !== 'InvalidBotApiHost' ? shut(shutCauses[code] ?? 'forbidden') : undefined
}

/** Teams tells when the app is installed again, and a person who unblocks it writes; of the rest nothing is heard. */
const announcedCauses: readonly string[] = ['not-installed', 'blocked']

function shut(cause: string): Outcome {
  return { is: 'shut', cause, announced: announcedCauses.includes(cause) }
}

function final(answer: Answered): Outcome {
  const { status } = answer
  if (status === 413) return { is: 'failed', cause: 'too-big', detail: said(answer) }
  return { is: 'failed', cause: 'refused', detail: said(answer) }
}

const shutCauses: Readonly<Record<string, string>> = {
  BotNotInConversationRoster: 'not-installed',
  ForbiddenOperationException: 'not-installed',
  BotDisabledByAdmin: 'disabled',
  ConversationBlockedByUser: 'blocked',
  MessageWritesBlocked: 'blocked',
  NotEnoughPermissions: 'no-permission',
}

function said({ status, code }: Answered): string {
  return code ? `HTTP ${status} ${code}` : `HTTP ${status}`
}

const longestPauseMs = 300_000
const longestOwnPauseMs = 30_000

/**
 * Microsoft asks for exponential back-off with jitter, bounded: from two seconds to five minutes. Tried again is only what
 * cannot have arrived, and edits; both for a day, so that no outage of an evening loses a post (`outlived`).
 * @param afterMs Retry-After: not before. One that is always short (0, say) does not make us knock all the time.
 */
export function pauseMs(tries: number, random: number, afterMs?: number): number {
  const longest = afterMs === undefined ? longestPauseMs : longestOwnPauseMs
  const own = Math.min(longest, 1000 * 2 ** Math.min(tries, 16)) * (0.8 + 0.4 * random)
  return Math.round(Math.max(afterMs ?? 0, own))
}

/** Of edits, which have no age of their own: about a day. */
export const mostEditTries = 300
