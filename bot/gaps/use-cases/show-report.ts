/**
 * Shows a gap report, or a preview of the quarter that runs. Demand and offers are open to every member, and what the report
 * adds of them can be worked out by anybody; so everybody reads it. How far needs were met is what organisations think of
 * courses: for those who steer (committee, chair, office, coordinators).
 */
import type { Transaction } from '../../database/database'
import type { Member } from '../../groups/member'
import { quarterAt } from '../../needs/quarter'
import { roundTitles } from '../../needs/round-list-store'
import { topicNames } from '../../needs/topic-store'
import { type Refusal, refuse } from '../../refusal'
import type { Turn } from '../../route'
import type { World } from '../../world'
import { gapOf, shareOf, type TopicGap } from '../gap'
import { type GapData, listReports, reportOfQuarter } from '../store'
import type { GapLine, GapListView, GapView } from '../view'
import { gapData } from './make-report'

export function readsMet({ seat, chair, office, memberships }: Member): boolean {
  return seat || chair || office || Object.values(memberships).includes('coordinator')
}

/** @param quarter absent: the latest that has a report; without any, the one that runs */
export async function showReport(
  world: World,
  { member }: Pick<Turn, 'member'>,
  quarter?: string,
): Promise<GapView | Refusal> {
  const { zone } = member.network
  return world.database.inNetwork(member.networkId, async (tx) => {
    const running = quarterAt(world.clock.now(), zone)
    const wanted = quarter ?? (await listReports(tx))[0]?.quarter ?? running
    const report = await reportOfQuarter(tx, wanted)
    if (report) {
      const facts = { quarter: wanted, madeAt: report.madeAt.toISOString(), zone, showsMet: readsMet(member) }
      return gapView(tx, report.data, facts)
    }
    if (wanted !== running) return refuse('gaps:no-report', {}, 404)
    const data = await gapData(tx, wanted, false)
    return gapView(tx, data, { quarter: wanted, madeAt: null, zone, showsMet: false })
  })
}

export function listGapReports(world: World, { networkId, network }: Member): Promise<GapListView> {
  return world.database.inNetwork(networkId, async (tx) => ({
    running: quarterAt(world.clock.now(), network.zone),
    reports: (await listReports(tx)).map(({ quarter, madeAt }) => ({
      quarter,
      madeAt: madeAt.toISOString(),
    })),
  }))
}

export async function gapView(
  tx: Transaction,
  { rules, rounds, topics }: GapData,
  facts: Pick<GapView, 'quarter' | 'madeAt' | 'zone' | 'showsMet'>,
): Promise<GapView> {
  const titles = await roundTitles(tx, rounds)
  const names = await topicNames(
    tx,
    topics.map(({ topic }) => topic),
  )
  return {
    ...facts,
    ...rules,
    rounds: rounds.flatMap((id) => titles.get(id) ?? []),
    topics: topics.map((topic) =>
      line(topic, topics, { name: names.get(topic.topic) ?? '', showsMet: facts.showsMet }),
    ),
  }
}

function line(
  topic: TopicGap,
  all: readonly TopicGap[],
  { name, showsMet }: { readonly name: string; readonly showsMet: boolean },
): GapLine {
  const { heads, places, met } = topic
  return {
    ...{ topic: topic.topic, name, heads, places, gap: gapOf(topic) },
    demandShare: shareOf(
      heads,
      all.map((one) => one.heads),
    ),
    offerShare: shareOf(
      places,
      all.map((one) => one.places),
    ),
    met: showsMet && met ? { yes: met.yes ?? null, partly: met.partly ?? null, no: met.no ?? null } : null,
  }
}
