/** One answer of an organisation (N1): what an act may do with it, how often (P2), until when (P3). Pure. */
import { type Refusal, refuse } from '../refusal'
import { mostNeeds, type NeedDraft } from './need-draft'
import { isOver, type Round } from './round'

/** What somebody wants for the organisation. */
export type Wish =
  /** need: the one that is replaced; null: a new one. */
  | { readonly is: 'save'; readonly need: string | null; readonly draft: NeedDraft }
  | { readonly is: 'remove'; readonly need: string }
  | { readonly is: 'none' }
  | { readonly is: 'same' }
  | { readonly is: 'withdraw' }

export interface Standing {
  readonly round: Round
  /** The organisation is asked in this round. */
  readonly asked: boolean
  /** The person only observes. */
  readonly observes: boolean
  /** null: no answer yet. */
  readonly answeredAt: Date | null
  /** Ids of the needs in it. */
  readonly needs: ReadonlySet<string>
  /** This very act (organisation, nonce, content) has had its effect (P2). */
  readonly actKnown: boolean
  /** When the request reached the service (P3). */
  readonly at: Date
}

/** `repeated`: a copy of an earlier act. `unchanged`: what was wished is so already. */
export type Effect =
  | 'added'
  | 'changed'
  | 'removed'
  | 'none'
  | 'same'
  | 'withdrawn'
  | 'repeated'
  | 'unchanged'

/** Why nobody may answer here at all, before anything is looked at. */
export function answeringRefusal(standing: Standing): Refusal | undefined {
  if (!standing.asked) return refuse('needs:not-asked', {}, 404)
  if (standing.observes) return refuse('needs:only-observes', {}, 403)
  if (isOver(standing.round, standing.at)) return closed(standing)
  return undefined
}

/** @param id of the need that this form stands for: the same form sent twice is one need */
export function effectOf(wish: Wish, id: string | null, standing: Standing): Effect | Refusal {
  const no = answeringRefusal(standing)
  if (no) return no
  if (standing.actKnown) return 'repeated'
  const { needs, answeredAt } = standing
  switch (wish.is) {
    case 'save':
      return saving(wish.need, id, needs)
    case 'remove':
      return needs.has(wish.need) ? 'removed' : refuse('needs:need-gone', {}, 404)
    case 'none':
      // What colleagues have entered is not swept away by one tap.
      if (needs.size > 0) return refuse('needs:none-beside-needs', { count: needs.size })
      return answeredAt === null ? 'none' : 'unchanged'
    case 'same':
      return needs.size > 0 ? refuse('needs:same-beside-needs', { count: needs.size }) : 'same'
    case 'withdraw':
      return answeredAt === null ? 'unchanged' : 'withdrawn'
  }
}

function saving(asked: string | null, id: string | null, needs: ReadonlySet<string>): Effect | Refusal {
  if (asked !== null) return needs.has(asked) ? 'changed' : refuse('needs:need-gone', {}, 404)
  if (id !== null && needs.has(id)) return 'changed'
  return needs.size >= mostNeeds ? refuse('needs:too-many', { most: mostNeeds }) : 'added'
}

function closed({ round, answeredAt }: Standing): Refusal {
  const end = round.closedAt && round.closedAt < round.deadline ? round.closedAt : round.deadline
  const { zone } = round
  return answeredAt === null
    ? refuse('needs:closed', { end, zone })
    : refuse('needs:closed-with-answer', { end, answered: answeredAt, zone })
}
