/** Marks by which a post whose answer was lost is known again among the messages of its channel. */
import type { Card, Element } from '../card/elements'

/** Post ids are random (bot/ids.ts): nobody else's card bears the mark by chance, and nobody can guess one. */
export function markOf(postId: string): string {
  return `post-${postId}`
}

/**
 * The card with the mark as the id of its first body element that has none: ids are part of what a card says, and Teams
 * keeps them. Where every element has an id already (inputs, which answer by it), or there is none, an empty box that
 * nobody sees is put at the end; no id that is in use is ever changed.
 */
export function marked(card: Card, mark: string): Card {
  if (look(card, mark) === 'ours') return card
  const free = card.body.findIndex(({ id }) => id === undefined)
  const body =
    free < 0
      ? [...card.body, bearer(mark)]
      : card.body.map((element, i) => (i === free ? { ...element, id: mark } : element))
  return { ...card, body }
}

function bearer(mark: string): Element {
  return { type: 'Container', id: mark, isVisible: false, items: [] }
}

/** `unclear`: too deep or too large to be read to its end. */
export type Looked = 'ours' | 'other' | 'unclear'

/** Cards of our own are some ten levels deep and have some hundred parts; Teams takes none above 100 KB. */
const bounds = { depth: 60, parts: 20_000 }

/** Whether anything in a card, at any depth, has the mark as its id. */
export function look(card: unknown, mark: string): Looked {
  let level: readonly object[] = partsOf([card])
  let seen = 0
  for (let depth = 0; level.length > 0; depth += 1) {
    seen += level.length
    if (depth > bounds.depth || seen > bounds.parts) return 'unclear'
    if (level.some((part) => 'id' in part && part.id === mark)) return 'ours'
    level = level.flatMap((part) => partsOf(Object.values(part)))
  }
  return 'other'
}

function partsOf(values: readonly unknown[]): readonly object[] {
  return values.filter((value) => typeof value === 'object' && value !== null)
}

export interface ChannelPlace {
  /** The Entra group of the team: `aadGroupId` of Teams, `id` of Graph. */
  readonly teamGroupId: string
  /** `19:…@thread.tacv2`, without `;messageid=`. */
  readonly channelId: string
}

export type Found =
  /** `messageId` is the one by which the connector edits it. */
  | { readonly is: 'found'; readonly messageId: string }
  /** Everything posted there since then was read, and it is not among it: at the moment of reading. */
  | { readonly is: 'absent' }
  /** Nobody knows. `afterMs`: asked to come back no earlier. */
  | { readonly is: 'unreadable'; readonly cause: string; readonly afterMs?: number }

/** What delivery needs of the outside to settle such a post: somebody who reads channels. `teams/graph.ts` is one. */
export interface ChannelReader {
  /**
   * Looks among the posts of their own, not among replies, for one that is not deleted.
   * @param since when it was sent; a clock up to two minutes ahead of Microsoft's does no harm.
   */
  find(place: ChannelPlace, mark: string, since: Date): Promise<Found>
}
