/** Makes the report of the quarter before, once, whatever crashes, and posts it to the committee (N5). */
import { record } from '../../audit/store'
import type { Transaction } from '../../database/database'
import { networkOf } from '../../groups/network-store'
import { each } from '../../jobs/each'
import { needSettings } from '../../needs/settings-store'
import type { World } from '../../world'
import { isDue } from '../due'
import { gapsOf } from '../gap'
import {
  feedbackOf,
  type GapData,
  type GapReport,
  insertReport,
  placesOffered,
  roundsOfQuarter,
  withoutReport,
} from '../store'
import { onMade } from '../subscribers'

/** @returns how many were made */
export async function makeDueReports(world: World): Promise<number> {
  let made = 0
  await each(await withoutReport(world.database, world.clock.now()), async ({ network_id, quarter }) => {
    if (await world.database.inNetwork(network_id, (tx) => makeDue(world, tx, quarter))) made += 1
  })
  return made
}

async function makeDue(world: World, tx: Transaction, quarter: string): Promise<boolean> {
  const [network, at] = [await networkOf(tx), world.clock.now()]
  if (!network || !isDue(quarter, at, network)) return false
  const report: GapReport = { id: world.ids.id(), quarter, madeAt: at, data: await gapData(tx, quarter) }
  if (!(await insertReport(tx, report))) return false
  await onMade(world, tx, report)
  await record(tx, {
    ...{ at, by: null, what: 'gap.make', matter: { kind: 'gap-report', id: report.id } },
  })
  return true
}

/** @param metToo also what organisations said of courses that are over */
export async function gapData(tx: Transaction, quarter: string, metToo = true): Promise<GapData> {
  const { leastFamilies, leastDistance } = await needSettings(tx)
  const rules = { leastFamilies, leastDistance }
  const rounds = await roundsOfQuarter(tx, quarter)
  const demand = new Map<string, number>()
  for (const { topic, heads } of rounds.flatMap((round) => round.demand.topics))
    demand.set(topic, (demand.get(topic) ?? 0) + heads)
  const places = await placesOffered(tx, quarter)
  const feedback = metToo ? await feedbackOf(tx, quarter) : []
  return { rules, rounds: rounds.map(({ id }) => id), topics: gapsOf({ demand, places, feedback, rules }) }
}
