/** Demand as a file: what its reader sees on the screen, and nothing else (P7). */
import { csvFile } from '../../groups/export-files'
import { workbookOf } from '../../groups/workbook'
import { pdfOf } from '../../pdf/make'
import { inPieces } from '../../pieces'
import { isRefusal, type Refusal, refuse } from '../../refusal'
import type { KeptFile, Turn } from '../../route'
import type { World } from '../../world'
import { roundName } from '../cards/round-names'
import { type ClosedDemand, demandReport } from '../report-words'
import { demandCsv, demandSheets } from '../sheet-words'
import { type DemandWish, showDemand } from './show-demand'

export type DemandFile = 'xlsx' | 'csv' | 'pdf'

type Reader = Pick<Turn, 'member' | 'words'>

const writers: Readonly<
  Record<DemandFile, (world: World, reader: Reader, demand: ClosedDemand) => Promise<Omit<KeptFile, 'name'>>>
> = {
  xlsx: async (_world, { member, words }, demand) => ({
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    bytes: await workbookOf(await inPieces(demandSheets(demand, member.network.name, words))),
  }),
  csv: async (_world, { words }, demand) => ({
    type: 'text/csv; charset=utf-8',
    bytes: await inPieces(csvFile(demandCsv(demand, words))),
  }),
  pdf: async ({ clock }, { member, words }, demand) => {
    const { name, zone } = member.network
    return {
      type: 'application/pdf',
      bytes: await pdfOf(
        await inPieces(demandReport(demand, { network: name, zone, now: clock.now() }, words)),
      ),
    }
  },
}

export async function exportDemand(
  world: World,
  reader: Reader,
  wish: DemandWish,
  as: DemandFile,
): Promise<KeptFile | Refusal> {
  const shown = await showDemand(world, reader, wish)
  if (isRefusal(shown)) return shown
  const { round } = shown
  if (!round) return refuse('needs:nothing-closed', {}, 404)
  const file = await writers[as](world, reader, { ...shown, round })
  return { name: `${fileName(roundName(round, reader.words))}.${as}`, ...file }
}

/** Without what file systems take for a path. */
function fileName(text: string): string {
  return text.replace(/[\p{Cc}\\/:*?"<>|]+/gu, '-')
}
