/** The network as a file: what the import reads again, or all of it, as a workbook or as CSV files in a ZIP. */
import { record } from '../../audit/store'
import { inPieces } from '../../pieces'
import type { Refusal } from '../../refusal'
import type { KeptFile } from '../../route'
import type { Wording } from '../../texts'
import type { World } from '../../world'
import { csvFile, zipFile } from '../export-files'
import { type Exported, exportedNetwork } from '../export-store'
import { allTables, importTable } from '../export-words'
import type { Member } from '../member'
import { lacks } from '../rights'
import { workbookOf } from '../workbook'

/** csv: one table, which the import reads. zip: everything as CSV. xlsx: everything as a workbook. */
export const exportKinds = ['csv', 'zip', 'xlsx'] as const
export type ExportKind = (typeof exportKinds)[number]

const writers: Readonly<
  Record<ExportKind, (network: Exported, words: Wording) => Promise<Omit<KeptFile, 'name'>>>
> = {
  csv: async (network, words) => ({
    type: 'text/csv; charset=utf-8',
    bytes: await inPieces(csvFile(importTable(network, words))),
  }),
  zip: async (network, words) => ({
    type: 'application/zip',
    bytes: await inPieces(zipFile(allTables(network, words))),
  }),
  xlsx: async (network, words) => ({
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    bytes: await workbookOf(await inPieces(allTables(network, words))),
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
