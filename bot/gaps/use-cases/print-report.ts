/** A gap report as a PDF, with the demand of its round behind it. */
import { roundName } from '../../needs/cards/round-names'
import { demandBlocks } from '../../needs/report-words'
import { showDemand } from '../../needs/use-cases/show-demand'
import type { Block } from '../../pdf/document'
import { pdfOf } from '../../pdf/make'
import { inPieces } from '../../pieces'
import { isRefusal, type Refusal } from '../../refusal'
import type { KeptFile, Turn } from '../../route'
import type { World } from '../../world'
import { gapReport } from '../report-words'
import type { GapView } from '../view'
import { showReport } from './show-report'

type Reader = Pick<Turn, 'member' | 'words'>

export async function printReport(
  world: World,
  reader: Reader,
  quarter?: string,
): Promise<KeptFile | Refusal> {
  const view = await showReport(world, reader, quarter)
  if (isRefusal(view)) return view
  const { name, zone } = reader.member.network
  const facts = { network: name, zone, now: world.clock.now() }
  const document = gapReport(view, facts, reader.words, await demandOfRounds(world, reader, view))
  return {
    name: `${reader.words.t('gaps:file', { quarter: view.quarter })}.pdf`,
    type: 'application/pdf',
    bytes: await pdfOf(document),
  }
}

async function demandOfRounds(world: World, reader: Reader, { rounds }: GapView): Promise<readonly Block[]> {
  const blocks: Block[] = []
  for (const round of rounds) {
    const demand = await showDemand(world, reader, { round: round.id })
    if (isRefusal(demand) || !demand.round) continue
    blocks.push({ is: 'title', text: roundName(round, reader.words) })
    blocks.push(...(await inPieces(demandBlocks({ ...demand, round: demand.round }, reader.words))))
  }
  return blocks
}
