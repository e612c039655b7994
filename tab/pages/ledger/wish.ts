/** Which ledger and which of its posts are shown, as the page's address says it. */
import type { LedgerWish } from '../../reads'

export const states = ['all', 'waiting', 'trouble'] as const

export function wishOf(search: string): LedgerWish {
  const asked = new URLSearchParams(search)
  return {
    ledger: asked.get('ledger'),
    state: states.find((state) => state === asked.get('state')) ?? 'all',
  }
}

export function placeOfWish({ ledger, state }: LedgerWish): string {
  const asked = new URLSearchParams()
  if (ledger !== null) asked.set('ledger', ledger)
  if (state !== 'all') asked.set('state', state)
  return asked.size === 0 ? '/ledger' : `/ledger?${asked}`
}
