/** An entry of the audit log said in words. */
import type { Entry } from '../audit/log-store'
import { whatOf } from '../ledger/words'
import type { Wording } from '../texts'
import { detailOf } from './deed-words'

export function doorOf({ t }: Wording, door: Entry['door']): string {
  return t(`data:audit.by-${door}`)
}

/** What it was done to: by its name, a post by what it is. */
export function matterOf(
  words: Wording,
  { what, matterKind, matterId }: Entry,
  titles: ReadonlyMap<string, string>,
): string | null {
  if (matterKind === null || matterId === null) return null
  return titles.get(matterId) ?? (what.startsWith('ledger.') ? whatOf(words, matterKind) : null)
}

/** What the ids, numbers and codes of an entry say; null: nothing beyond the deed. */
export function saidOf(
  words: Wording,
  { what, matterId, data }: Entry,
  names: ReadonlyMap<string, string>,
): string | null {
  return detailOf({ words, what, matterId, data, name: (id) => names.get(id) })
}
