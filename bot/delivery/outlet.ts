/** What delivery needs of the outside: somebody who posts and edits. `teams/connector.ts` is one. */
import type { Card } from '../card/elements'
import type { WireAnswer } from './outcome'

export interface Target {
  readonly serviceUrl: string
  /** Without `;messageid=`: a post of its own; with it, or with `replyTo`: in that thread. */
  readonly conversationId: string
  readonly replyTo: string | null
}

export interface Created {
  readonly answer: WireAnswer
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
}

export interface PostToRender {
  readonly networkId: string
  readonly matterId: string
  readonly conversationId: string
  readonly data: Readonly<Record<string, unknown>>
}

/** Words register how their matters look. undefined: there is nothing to show any more. */
export type Renderer = (post: PostToRender) => Promise<Rendering | undefined>
