/** The network as a file: what the import reads again, or all of it, as a workbook or as CSV files in a ZIP. */
import { stringify } from 'csv-stringify/sync'
import { zipSync } from 'fflate'
import writeExcelFile from 'write-excel-file/node'
import { record } from '../../audit/store'
import type { Refusal } from '../../refusal'
import type { KeptFile } from '../../route'
import type { Wording } from '../../texts'
import type { World } from '../../world'
import { type Exported, exportedNetwork } from '../export-store'
import { allTables, importTable, type NamedTable, type Table } from '../export-words'
import { guardCell } from '../guarded-cell'
import type { Member } from '../member'
import { lacks } from '../rights'

/** csv: one table, which the import reads. zip: everything as CSV. xlsx: everything as a workbook. */
export const exportKinds = ['csv', 'zip', 'xlsx'] as const
export type ExportKind = (typeof exportKinds)[number]

const writers: Readonly<
  Record<ExportKind, (network: Exported, words: Wording) => Promise<Omit<KeptFile, 'name'>>>
> = {
  csv: async (network, words) => ({
    type: 'text/csv; charset=utf-8',
    bytes: csvOf(importTable(network, words)),
  }),
  zip: async (network, words) => ({ type: 'application/zip', bytes: zipOf(allTables(network, words)) }),
  xlsx: async (network, words) => ({
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    bytes: await xlsxOf(allTables(network, words)),
  }),
}

export async function exportNetwork(
  world: World,
  member: Member,
  words: Wording,
  as: ExportKind,
): Promise<KeptFile | Refusal> {
  const lacking = lacks(member, 'administer')
  if (lacking) return lacking
  const network = await world.database.inNetwork(member.networkId, async (tx) => {
    const found = await exportedNetwork(tx)
    await record(tx, {
      at: world.clock.now(),
      by: member,
      what: 'network.export',
      data: { as, rows: found.people.length },
    })
    return found
  })
  return { name: `${words.t('groups:export.name')}.${as}`, ...(await writers[as](network, words)) }
}

/** As Excel reads it in Germany: semicolons, a mark for UTF-8; and what begins like a formula is none. */
function csvOf(table: Table): Uint8Array {
  const guarded = table.map((row) => row.map(guardCell))
  const text = stringify(guarded, { delimiter: ';', bom: true, record_delimiter: 'windows' })
  return Buffer.from(text, 'utf8')
}

function zipOf(tables: readonly NamedTable[]): Uint8Array {
  return zipSync(Object.fromEntries(tables.map(({ name, table }) => [`${name}.csv`, csvOf(table)])))
}

/** Cells of type text: Excel calculates nothing in them. */
async function xlsxOf(tables: readonly NamedTable[]): Promise<Uint8Array> {
  const sheets = tables.map(({ name, table }) => ({
    sheet: name,
    stickyRowsCount: 1,
    data: table.map((row, i) =>
      row.map((value) => ({ value, type: String, ...(i === 0 && { fontWeight: 'bold' as const }) })),
    ),
  }))
  return writeExcelFile(sheets).toBuffer()
}
