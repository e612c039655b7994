/** Answers to what somebody wrote: a card made at once, sent like every other post. */
import type { Card } from '../card/elements'
import type { Renderer } from './outlet'

/** The card stands in the ledger only until it has been sent: it may name people. */
export const answerRenderer: Renderer = async ({ data }) =>
  isCard(data.card) ? { card: data.card, revision: 0, open: false } : undefined

function isCard(value: unknown): value is Card {
  return typeof value === 'object' && value !== null && 'type' in value && value.type === 'AdaptiveCard'
}
