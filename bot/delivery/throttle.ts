/** Tells a throttled tenant from a throttled conversation: Teams answers 429 to both alike. */

/** Of the last ten answers within ten seconds at least six, from three conversations: that is not one of them alone. */
const looked = 10
const withinMs = 10_000
const mostThrottled = 5
const conversations = 3

interface Seen {
  readonly conversationId: string
  readonly throttled: boolean
  readonly at: number
}

export interface ThrottleWatch {
  /** Notes an answer. @returns whether the tenant as a whole seems throttled */
  note(networkId: string, conversationId: string, throttled: boolean, now: number): boolean
}

export function openThrottleWatch(): ThrottleWatch {
  const seen = new Map<string, readonly Seen[]>()
  return {
    note: (networkId, conversationId, throttled, now) => {
      const before = (seen.get(networkId) ?? []).filter(({ at }) => at > now - withinMs)
      const answers = [...before, { conversationId, throttled, at: now }].slice(-looked)
      seen.set(networkId, answers)
      const refused = answers.filter((answer) => answer.throttled)
      const places = new Set(refused.map((answer) => answer.conversationId))
      return throttled && refused.length > mostThrottled && places.size >= conversations
    },
  }
}
