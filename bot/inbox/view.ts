/** What waits for its reader, as the card of "offen" and the tab's first page show it. */

export interface OpenLine {
  /** Of the matter: `poll`, `join-request`, … */
  readonly kind: string
  readonly id: string
  readonly title: string
  /** Whose it is, and until when, in words. */
  readonly more: string
  /** Page of the tab on which it is seen to: `polls/<id>`. */
  readonly page: string
}

/** Answer of `inbox.show`: what ends first stands first. */
export interface InboxView {
  readonly open: readonly OpenLine[]
}
