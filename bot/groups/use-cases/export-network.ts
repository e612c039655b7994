/** The network as a table: what the import reads, it writes. */
import writeExcelFile from 'write-excel-file/node'
import { record } from '../../audit/store'
import type { Refusal } from '../../refusal'
import type { KeptFile } from '../../route'
import type { Wording } from '../../texts'
import type { World } from '../../world'
import { csvOf } from '../csv'
import type { Member } from '../member'
import { type ExportRow, exportRows } from '../overview-store'
import { lacks } from '../rights'

/** A role stands for all groups of a row: who has several roles gets a row for each. */
const columns = [
  'name',
  'mail',
  'organisation',
  'bench',
  'size',
  'sector',
  'parent',
  'groups',
  'role',
  'language',
] as const

export async function exportNetwork(
  world: World,
  member: Member,
  words: Wording,
  as: 'csv' | 'xlsx',
): Promise<KeptFile | Refusal> {
  const lacking = lacks(member, 'administer')
  if (lacking) return lacking
  const rows = await world.database.inNetwork(member.networkId, async (tx) => {
    const found = await exportRows(tx)
    await record(tx, {
      at: world.clock.now(),
      by: member,
      what: 'network.export',
      data: { as, rows: found.length },
    })
    return found
  })
  const table = [columns.map((column) => headingOf(column, words)), ...rows.map((row) => cellsOf(row, words))]
  const name = `${words.t('groups:export.name')}.${as}`
  return as === 'csv'
    ? { name, type: 'text/csv; charset=utf-8', bytes: Buffer.from(csvOf(table), 'utf8') }
    : { name, ...(await xlsxOf(table)) }
}

function headingOf(column: (typeof columns)[number], words: Wording): string {
  return words.t(`groups:export.column.${column}`)
}

function cellsOf(row: ExportRow, words: Wording): readonly string[] {
  const { t } = words
  return columns.map((column) => {
    const value = row[column]
    if (value === null || value === '') return ''
    return column === 'bench' || column === 'role' || column === 'language'
      ? t(`groups:export.${column}.${value}`)
      : value
  })
}

/** Cells of type text: Excel calculates nothing in them. */
async function xlsxOf(table: readonly (readonly string[])[]): Promise<Pick<KeptFile, 'type' | 'bytes'>> {
  const data = table.map((row, i) =>
    row.map((value) => ({ value, type: String, ...(i === 0 && { fontWeight: 'bold' as const }) })),
  )
  const bytes = await writeExcelFile(data, { stickyRowsCount: 1 }).toBuffer()
  return { bytes, type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' }
}
