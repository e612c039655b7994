/** How gap reports look in the committee's channels, and what they are called. */
import type { Describers } from '../delivery/describe'
import type { Renderer } from '../delivery/outlet'
import { networkIn } from '../groups/network-store'
import type { World } from '../world'
import { gapCard } from './cards/gap-card'
import { pageOfGaps } from './routes'
import { reportById, titlesOfReports } from './store'
import { gapView } from './use-cases/show-report'

export function gapRenderers(world: World): Readonly<Record<string, Renderer>> {
  return {
    // The committee's channel: all who read it are of the committee.
    'gap-report': ({ networkId, matterId, conversationId }) =>
      world.database.inNetwork(networkId, async (tx) => {
        const report = await reportById(tx, matterId)
        const network = await networkIn(tx, conversationId)
        if (!report || !network) return undefined
        const { zone, language } = network
        const words = world.texts.for(language, zone)
        const { quarter, madeAt, data } = report
        const facts = { quarter, madeAt: madeAt.toISOString(), zone, showsMet: true }
        const view = await gapView(tx, data, facts)
        const card = gapCard(view, { words, pageUrl: world.pageUrl(pageOfGaps(quarter)) })
        return { card, revision: 1, open: false }
      }),
  }
}

export const gapDescribers: Describers = { 'gap-report': titlesOfReports }
