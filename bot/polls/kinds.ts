/** The table of poll kinds: one file and one line each. */
import { type Refusal, refuse } from '../refusal'
import { election } from './kinds/election'
import type { Kind } from './kinds/kind'
import { scale } from './kinds/scale'
import { several } from './kinds/several'
import { single } from './kinds/single'

export const kinds = { single, several, scale, election } as const satisfies Record<string, Kind>

export type KindName = keyof typeof kinds

export function kindOf(poll: { readonly kind: string }): Kind {
  const kind = kinds[poll.kind as KindName]
  if (!kind) throw new Error(`a poll of kind ${poll.kind} is stored, which this code does not know`)
  return kind
}

/** What the form offers, in its order: `several-2` is several with at most two. */
export const offers: readonly string[] = Object.values(kinds).flatMap((kind) => kind.offers)

export function kindOffering(offer: string): { readonly name: KindName; readonly kind: Kind } | Refusal {
  const found = Object.entries(kinds).find(([, kind]) => kind.offers.includes(offer))
  return found ? { name: found[0] as KindName, kind: found[1] } : refuse('polls:unknown-kind', {}, 422)
}
