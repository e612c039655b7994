/** What the tab may know of links: never a token, but where the office is given one to hand over. */
import type { Language } from '../groups/view'

/** Answer of `link.show` and `link.open`: what stands on the page of a link. */
export interface LinkView {
  readonly network: string
  readonly zone: string
  /** Whom it is for. */
  readonly name: string
  readonly language: Language
  readonly title: string
  readonly purpose: string
  /** Instant as ISO 8601 with offset Z. */
  readonly until: string
  /** In this browser: there its card can be read. */
  readonly opened: boolean
  readonly card: { readonly verb: string; readonly data: Readonly<Record<string, string>> }
  readonly matter: string
}

export type LinkState = 'works' | 'late' | 'revoked' | 'replaced'

export interface LinkLine {
  readonly id: string
  readonly purpose: string
  /** Empty when the person has no part in it any more. */
  readonly title: string
  /** By the office; else it came by letter. */
  readonly handedOver: boolean
  readonly madeAt: string
  readonly expiresAt: string
  readonly openedAt: string | null
  readonly state: LinkState
}

/** Answer of `link.list`. */
export interface LinksView {
  readonly id: string
  readonly name: string
  /** Has an account in Teams, and needs no link. */
  readonly teams: boolean
  readonly links: readonly LinkLine[]
  /** To what a link can be handed over. */
  readonly open: readonly { readonly purpose: string; readonly matter: string; readonly title: string }[]
}

/** Answer of `link.hand-over`, this once. */
export interface HandedOverView {
  readonly id: string
  readonly url: string
  readonly until: string
  /** The person is told by mail. */
  readonly told: boolean
}
