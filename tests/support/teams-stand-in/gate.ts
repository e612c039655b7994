/** Stands before everything: who is turned away here has reached no conversation. */
import { type Answer, failure } from './answer'
import type { TeamsCall } from './call'
import { type Limits, RateLimiter } from './limits'

export interface TeamsRules {
  /** Rate limits to enforce (`microsoftLimits`), or off. */
  readonly limits: Limits | 'off'
  /** Whether a 429 of the limits says when to come back: Teams does not always. */
  readonly retryAfter: boolean
  /** Whether a call must carry an `authorization` header; a function judges the header. */
  readonly authorization: boolean | ((header: string | null) => boolean)
}

export class Gate {
  #rules: TeamsRules = { limits: 'off', retryAfter: true, authorization: false }
  #limiter: RateLimiter | null = null

  constructor(rules: Partial<TeamsRules>) {
    this.enforce(rules)
  }

  /** New limits start with empty windows. */
  enforce(rules: Partial<TeamsRules>): void {
    this.#rules = { ...this.#rules, ...rules }
    if (rules.limits) this.#limiter = rules.limits === 'off' ? null : new RateLimiter(rules.limits)
  }

  /** @returns null for a call that may pass. */
  refusal(call: TeamsCall, tenant: string): Answer | null {
    const { authorization, retryAfter } = this.#rules
    const judge =
      typeof authorization === 'function' ? authorization : (header: string | null) => header !== null
    if (authorization && !judge(call.authorization)) return failure(401)
    const wait = this.#limiter?.admit(call, tenant, call.at) ?? 0
    return wait > 0 ? failure(429, 'Throttled', retryAfter ? Math.ceil(wait / 1000) : undefined) : null
  }
}
