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

export type Outcome =
  | { readonly is: 'sent' }
  | { readonly is: 'again'; readonly cause: string; readonly afterMs?: number }
  | { readonly is: 'unknown'; readonly cause: string }
  /** The message is no longer there (an edit only). */
  | { readonly is: 'gone' }
  | { readonly is: 'failed'; readonly cause: string }

/**
 * A create takes no idempotency key: Teams may have posted it although the answer was lost, and a second try would post
 * it twice (seen with 408 and 5xx: openclaw/openclaw#121116). So only answers that exclude it are tried again: 429, 412,
 * 503 with Retry-After, and connections that never opened.
 */
export function outcomeOfCreate(answer: WireAnswer): Outcome {
  if (answer.kind === 'never-connected') return { is: 'again', cause: answer.cause }
  if (answer.kind === 'cut') return { is: 'unknown', cause: answer.cause }
  const { status, retryAfterMs } = answer
  if (status < 300) return { is: 'sent' }
  if (status === 429 || status === 412 || (status === 503 && retryAfterMs !== undefined)) return again(answer)
  if (status === 408 || status >= 500) return { is: 'unknown', cause: `HTTP ${status}` }
  return failed(answer)
}

/** An edit says the same however often it arrives: whatever may pass is tried again. */
export function outcomeOfEdit(answer: WireAnswer): Outcome {
  if (answer.kind !== 'answered') return { is: 'again', cause: answer.cause }
  const { status } = answer
  if (status < 300) return { is: 'sent' }
  if (status === 404) return { is: 'gone' }
  if (status === 429 || status === 412 || status === 408 || status >= 500) return again(answer)
  return failed(answer)
}

function again(answer: WireAnswer & { kind: 'answered' }): Outcome {
  const cause = `HTTP ${answer.status}`
  return answer.retryAfterMs === undefined
    ? { is: 'again', cause }
    : { is: 'again', cause, afterMs: answer.retryAfterMs }
}

function failed(answer: WireAnswer & { kind: 'answered' }): Outcome {
  return {
    is: 'failed',
    cause: answer.code ? `HTTP ${answer.status} ${answer.code}` : `HTTP ${answer.status}`,
  }
}

/** Microsoft asks for exponential back-off with jitter; at most eight tries, about four minutes in all. */
export const mostTries = 8

export function pauseMs(tries: number, random: number): number {
  return Math.round(Math.min(60_000, 1000 * 2 ** tries) * (0.8 + 0.4 * random))
}
