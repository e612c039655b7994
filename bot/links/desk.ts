/** What the use cases of links share: the world, what signs them, and what the words let be done with them. */
import type { Transaction } from '../database/database'
import type { World } from '../world'
import type { LinkKeys } from './keys'

/** What a link may be made for. */
export interface Matter {
  readonly id: string
  readonly title: string
  /** Until when a link to it works. */
  readonly until: Date
}

/** What a link of this purpose lets do, and no more: words register theirs. */
export interface Purpose {
  /** Routes that its card offers; the one that shows the card is the first. */
  readonly routes: readonly [string, ...string[]]
  /** Field of their input that names the matter. */
  readonly field: string
  /** The matter, if this person has a part in it. */
  find(tx: Transaction, matterId: string, memberId: string): Promise<Matter | undefined>
  /** In which this person has something left to do. */
  open(tx: Transaction, memberId: string, now: Date): Promise<readonly Matter[]>
}

export interface LinkDesk {
  readonly world: World
  readonly keys: LinkKeys
  /** By name. */
  readonly purposes: Readonly<Record<string, Purpose>>
  /** Address of the page that reads the token, which stands in its fragment. */
  readonly address: (token: string) => string
}

/** Whose link to which matter. */
export interface Wish {
  readonly memberId: string
  readonly purpose: string
  readonly matterId: string
}

/** A link as it is given away: the only moment in which its address is known. */
export interface Given {
  readonly id: string
  readonly url: string
  readonly until: Date
}

/** For letters: a link for a person without Teams; undefined for who has it, and where there is nothing to link to. */
export type LetterLink = (tx: Transaction, wish: Wish) => Promise<Given | undefined>
