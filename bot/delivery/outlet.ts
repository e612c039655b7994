/** What delivery needs of the outside: somebody who posts and edits. `teams/connector.ts` is one. */
import type { Card } from '../card/elements'
import type { Outcome, WireAnswer } from './outcome'

export interface Target {
  readonly serviceUrl: string
  /** Without `;messageid=`: a post of its own; with it, or with `replyTo`: in that thread. */
  readonly conversationId: string
  readonly replyTo: string | null
}

/** A post as a mail, for people without Teams. */
export interface Mailing {
  readonly to: { readonly name: string; readonly address: string }
  readonly letter: { readonly subject: string; readonly text: string; readonly html: string }
}

export interface Created {
  /** As Teams answered, or what a mail server's answer means. */
  readonly answer: WireAnswer | Outcome
  /** Names the message for later edits; absent when it was not created. */
  readonly messageId?: string
}

export interface Outlet {
  /** @param postId id in the ledger; the message carries it, so that it can be looked for */
  create(target: Target, rendering: Rendering, postId: string): Promise<Created>
  edit(target: Target, messageId: string, rendering: Rendering, postId: string): Promise<WireAnswer>
}

/** What a post shows at this moment, and at which revision of its matter. */
export interface Rendering {
  readonly card: Card
  readonly revision: number
  /** Its matter goes on: a card that has vanished is worth posting anew. */
  readonly open: boolean
  /** It may not go out before: the reader's quiet hours (E4). By the service's clock. */
  readonly holdUntil?: Date | undefined
  /** Where it goes by mail. */
  readonly mailing?: Mailing
}

export interface PostToRender {
  readonly networkId: string
  readonly matterId: string
  readonly conversationId: string
  /** The person it is for, where it is for one. */
  readonly memberId: string | null
  /** It stands already: this is an edit, and the first rendering is past. */
  readonly standing: boolean
  readonly data: Readonly<Record<string, unknown>>
}

/** Words register how their matters look. undefined: there is nothing to show any more. */
export type Renderer = (post: PostToRender) => Promise<Rendering | undefined>

/** Mails have conversations of their own, one for each person: who is hard to reach holds nobody else up. */
export const isMail = (conversationId: string): boolean => conversationId.startsWith('mail:')
