/** What went wrong with a request, in the words that the service found for the reader. */
import type { NetworkLine } from '../bot/groups/view'

/** E3: what was refused, why, and what to do instead. */
export interface TroubleWords {
  readonly code?: string
  readonly what?: string
  readonly why?: string
  readonly instead?: string
}

/** Body of a 4xx or 5xx answer. */
export interface Answered {
  readonly refusal?: TroubleWords
  readonly fault?: TroubleWords
  readonly reference?: string
  /** To choose from, where nobody can tell which one is meant. */
  readonly networks?: readonly NetworkLine[]
}

export type TroubleKind = 'refusal' | 'fault' | 'unreachable'

/** Thrown by `ask`, shown by the page at the place where it happened. */
export class Trouble extends Error {
  constructor(
    readonly kind: TroubleKind,
    readonly words: TroubleWords | null,
    readonly reference: string | null,
    readonly status: number | null,
    readonly networks: readonly NetworkLine[] = [],
  ) {
    super(words?.what ?? kind)
  }
}

export function troubleOf(body: Answered, status: number): Trouble {
  const kind = status >= 500 || !body.refusal ? 'fault' : 'refusal'
  return new Trouble(kind, body.refusal ?? body.fault ?? null, body.reference ?? null, status, body.networks)
}

/** A refusal stays one however often it is asked; the rest may pass. */
export function worthRepeating(times: number, trouble: unknown): boolean {
  return times < 2 && !(trouble instanceof Trouble && trouble.kind === 'refusal')
}
