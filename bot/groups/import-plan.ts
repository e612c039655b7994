/** What an import would change: every row's fate, decided before anything is stored. Pure. */
import { each, type Pieces } from '../pieces'
import type { Refusal } from '../refusal'
import { Draft } from './import-draft'
import type { Known, Plan, RowFate } from './import-network'
import type { ImportRow, UnreadRow } from './import-row'

/** @param newId for what is new @param rows as read; what could not be read is a refusal with its row */
export function* planImport(
  known: Known,
  rows: readonly (ImportRow | UnreadRow)[],
  newId: () => string,
): Pieces<Plan> {
  const refused = new Map<number, Refusal>()
  for (const one of rows) if ('refusal' in one) refused.set(one.row, one.refusal)
  const readable = rows.filter((one) => !('refusal' in one)) as readonly ImportRow[]
  // What a refused row would have brought (its organisation, its group's coordinator) others may have counted on: once
  // more without it, until nothing new is refused. Every round refuses at least one row more.
  for (;;) {
    const draft = new Draft(known, newId)
    yield* each(known.people, (person) => draft.keep(person))
    const taken = readable.filter(({ row }) => !refused.has(row))
    const fates = yield* each(taken, (row) => draft.take(row))
    const late = [...(yield* draft.withoutCoordinator(taken)), ...draft.withoutFamily()]
    const again = [
      ...fates.flatMap((fate) => (fate.refusal ? [[fate.row, fate.refusal] as const] : [])),
      ...late,
    ]
    if (again.length === 0) return { fates: merged(rows, fates, refused), changes: draft.changes() }
    for (const [row, refusal] of again) refused.set(row, refusal)
  }
}

function merged(
  rows: readonly (ImportRow | UnreadRow)[],
  fates: readonly RowFate[],
  refused: ReadonlyMap<number, Refusal>,
): readonly RowFate[] {
  const byRow = new Map(fates.map((fate) => [fate.row, fate]))
  return rows.map((one): RowFate => {
    const taken = byRow.get(one.row)
    if (taken) return taken
    const { row, name = '', organisation = '' } = one
    return { row, fate: 'refused', name, organisation, says: [], refusal: refused.get(row) ?? null }
  })
}
