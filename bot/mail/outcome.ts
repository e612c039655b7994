/** What the end of a try at a mail means for its post: sent, worth another try, final, or nobody knows. */
import type { Outcome } from '../delivery/outcome'

/** A mail that has left is never edited, so it is never `gone`; and no conversation is `shut` by it. */
export type WireOutcome = Exclude<Outcome, { is: 'gone' | 'shut' }>

/** How far a try came. */
export type Stage =
  /** Not let in yet: looking up the host, connecting, greeting, TLS. Nothing said here is about this mail. */
  | 'entering'
  /** Logging in, naming sender and recipient: the mail itself has not left. */
  | 'naming'
  /** The mail has begun to flow: from here on it may have been taken. */
  | 'handing over'

export interface Breakdown {
  readonly stage: Stage
  /** The server's last reply, code first. Its text may name people: nothing of it goes further than the codes. */
  readonly reply?: string
  /** A code such as ECONNREFUSED. */
  readonly code?: string
  /** It was our own side that refused (a login without a way to log in, say): the next try would end the same. */
  readonly ours?: boolean
}

/**
 * The eight tries of `delivery/outcome.ts` take three minutes by themselves; a server that turns strangers away at first
 * does so for five (Postgrey's default). With this pause they last fourteen.
 */
const pauseAfterReplyMs = 120_000

/**
 * A mail takes no idempotency key, so the rule of `outcomeOfCreate` holds: only what excludes that it was taken is tried
 * again. A reply of 4xx or 5xx excludes it at any stage (RFC 5321, 4.2.1). 5xx is final but for a server that does not
 * let us in at all, which says nothing about this mail. A refused login is final too: trying on locks accounts.
 */
export function outcomeOfBreakdown({ stage, reply = '', code, ours = false }: Breakdown): WireOutcome {
  const [, status, enhanced] = /^([45]\d\d)(?:[ -]([45]\.\d{1,3}\.\d{1,3})(?!\S))?/.exec(reply) ?? []
  if (status !== undefined) {
    const detail = enhanced ? `SMTP ${status} ${enhanced}` : `SMTP ${status}`
    return status.startsWith('4') || stage === 'entering'
      ? { is: 'again', cause: 'busy', detail, afterMs: pauseAfterReplyMs }
      : { is: 'failed', cause: 'refused', detail }
  }
  const detail = code && /^\w{1,60}$/.test(code) ? code : 'broken off'
  if (stage === 'handing over') return { is: 'unknown', cause: 'cut', detail }
  return ours ? { is: 'failed', cause: 'refused', detail } : { is: 'again', cause: 'unreachable', detail }
}
