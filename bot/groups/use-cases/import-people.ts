/** Imports organisations, people and groups from a table: first as a preview, then as the preview has shown it. */
import { createHash } from 'node:crypto'
import { record } from '../../audit/store'
import { each, inPieces } from '../../pieces'
import { isRefusal, type Refusal, refuse } from '../../refusal'
import type { World } from '../../world'
import { administering } from '../administration-store'
import type { Changes, Plan } from '../import-network'
import { planImport } from '../import-plan'
import { importHeadings, readImportRow } from '../import-row'
import { knownNetwork, storeChanges } from '../import-store'
import type { Member } from '../member'
import { lacks } from '../rights'
import { onTakenIn } from '../subscribers'
import { readTable } from '../table-file'
import { isTaken } from './as-office'

export interface Preview extends Plan {
  /** Names what would change: the import is refused when that is something else by then. */
  readonly mark: string
}

/** Changes nothing. */
export async function previewImport(
  world: World,
  member: Member,
  file: Uint8Array,
): Promise<Preview | Refusal> {
  const lacking = lacks(member, 'administer')
  if (lacking) return lacking
  const rows = await readRows(file)
  if (isRefusal(rows)) return rows
  const known = await world.database.inNetwork(member.networkId, (tx) =>
    knownNetwork(tx, member.network.language, world.clock.now()),
  )
  return withMark(await inPieces(planImport(known, rows, world.ids.id)))
}

/** Stores what the preview has shown, all of it or nothing. Rows that it refused are left out. */
export async function importPeople(
  world: World,
  member: Member,
  file: Uint8Array,
  mark: string,
): Promise<Preview | Refusal> {
  const lacking = lacks(member, 'administer')
  if (lacking) return lacking
  const rows = await readRows(file)
  if (isRefusal(rows)) return rows
  const stored = world.database.inNetwork(member.networkId, async (tx) => {
    const gone = await administering(tx, member)
    if (gone) return gone
    const known = await knownNetwork(tx, member.network.language, world.clock.now())
    const plan = await withMark(await inPieces(planImport(known, rows, world.ids.id)))
    if (plan.mark !== mark) return refuse('groups:import-changed')
    const at = world.clock.now()
    await storeChanges(tx, plan.changes, at)
    await onTakenIn(world, tx, member.id)
    await record(tx, {
      at,
      by: member,
      what: 'import.carry-out',
      data: countsOf(plan.changes),
    })
    return plan
  })
  return stored.catch((error: unknown) => {
    // `nameKey` and the database's `name_key` go by two versions of Unicode: a letter may be new to one of them.
    if (isTaken(error)) return refuse('groups:import-clash')
    throw error
  })
}

async function readRows(file: Uint8Array) {
  const table = await readTable(file, importHeadings, ['organisation'])
  return isRefusal(table) ? table : inPieces(each(table, readImportRow))
}

export function countsOf(changes: Changes): Readonly<Record<keyof Changes, number>> {
  const { organisations, people, groups, memberships } = changes
  return {
    organisations: organisations.length,
    people: people.length,
    groups: groups.length,
    memberships: memberships.length,
  }
}

/** Over the fates, not the changes: what is new gets another id every time. */
async function withMark(plan: Plan): Promise<Preview> {
  const hash = createHash('sha256')
  await inPieces(each(plan.fates, (fate) => hash.update(JSON.stringify(fate))))
  return { ...plan, mark: hash.digest('base64url').slice(0, 22) }
}
