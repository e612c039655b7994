/** The network as a file: what the import reads again, or all of it, as a workbook or as CSV files in a ZIP. */
import { zipSync } from 'fflate'
import writeExcelFile from 'write-excel-file/node'
import { record } from '../../audit/store'
import type { Refusal } from '../../refusal'
import type { KeptFile } from '../../route'
import type { Wording } from '../../texts'
import type { World } from '../../world'
import { csvOf } from '../csv'
import { type Exported, exportedNetwork } from '../export-store'
import { allTables, importTable, type NamedTable, type Table } from '../export-words'
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
    bytes: bytesOf(importTable(network, words)),
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

const bytesOf = (table: Table): Uint8Array => Buffer.from(csvOf(table), 'utf8')

function zipOf(tables: readonly NamedTable[]): Uint8Array {
  return zipSync(Object.fromEntries(tables.map(({ name, table }) => [`${name}.csv`, bytesOf(table)])))
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
