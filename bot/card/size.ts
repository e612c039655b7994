/** How large a card is on the wire, as Microsoft counts, and what of it is worth shortening. */
import type { Card } from './elements'

/** Teams takes 100 KB and advises 80; UTF-16, so two bytes for each unit (msteams-docs, format-your-bot-messages). */
export const mostBytes = 80 * 1024

export function bytesOf(card: Card): number {
  return JSON.stringify(card).length * 2
}

/** What is wrong and what to shorten: "96 KB: Welche Schulungen …". */
export function tooBig(card: Card): string {
  return `${Math.ceil(bytesOf(card) / 1024)} KB: ${longestText(card)}`
}

/** The longest text on it, by its beginning: that is what its author knows it by. */
function longestText(card: Card): string {
  const texts: string[] = []
  const collect = (part: unknown): void => {
    if (typeof part === 'string') texts.push(part)
    else if (Array.isArray(part)) part.forEach(collect)
    else if (typeof part === 'object' && part !== null) Object.values(part).forEach(collect)
  }
  collect(card.body)
  const longest = texts.reduce((best, other) => (other.length > best.length ? other : best), '')
  return longest.length > 40 ? `${[...longest].slice(0, 40).join('')}…` : longest
}
