/** One poll to 2,000 channels, a tenth of the calls failing: how near to Microsoft's ceiling, and that no post is lost or doubled. */

import { countPosts, untilSettled } from '../support/delivery-count'
import { bringManyChannels } from '../support/many-channels'
import { cpuOf, cpuOfPostgres } from '../support/process-cpu'
import { startTeamsStandIn, type TeamsStandIn } from '../support/teams-stand-in'
import { microsoftLimits } from '../support/teams-stand-in/limits'
import type { Mishap } from '../support/teams-stand-in/mishaps'
import type { Row } from './bench'
import type { Stage } from './stage'

/** Requests a second and tenant (PLATFORM.md 1). */
const ceiling = 50
const bar = 0.9
const channels = Number(process.env.CHANNELS ?? 2000)

/** What Teams takes for an answer that goes well. */
const answerMs = 200

/** Each befalls the same share of the calls; together a tenth of them. */
const faults: readonly Mishap[] = [
  { status: 429, retryAfter: 2 },
  { status: 429 },
  { status: 412 },
  { status: 502 },
  { status: 502, accepted: true },
  { status: 503, retryAfter: 2 },
  { status: 503 },
  { status: 504 },
  'cut-before',
  'cut-after',
]
const share = 0.1 / faults.length

export async function delivery({ service, crowd, openPolls }: Stage): Promise<Row> {
  const teams = await startTeamsStandIn({ tenant: crowd.tenantId, limits: microsoftLimits, seed: 3 })
  try {
    const { databaseUrl, child } = service
    const where = { databaseUrl, networkId: crowd.networkId, groupId: crowd.groupId }
    await bringManyChannels({ ...where, serviceUrl: teams.serviceUrl, count: channels })
    misbehave(teams)
    const cpu = async () => ({ service: cpuOf(child.pid), postgres: await cpuOfPostgres(databaseUrl) })
    const before = await cpu()
    const asked = Date.now()
    const [poll = ''] = await openPolls(1)
    const opened = Date.now()
    const posts = await untilSettled(databaseUrl, poll, 60_000 + channels * 60)
    const after = await cpu()
    const count = countPosts(teams, posts)
    const pace = paceOf(teams, opened)
    const perPost = (from: number, to: number) => Number(((to - from) / count.sent).toFixed(2))
    const cpuMs = {
      service: perPost(before.service, after.service),
      postgres: perPost(before.postgres, after.postgres),
    }
    const figures = { actMs: opened - asked, ...pace, ...count, cpuMs, faults: faultsIn(teams) }
    const whole = count.posts === channels && count.conversations === channels
    const { missing, doubled, overLimit } = count
    return {
      what: `a poll to ${channels} channels`,
      measured: `${pace.share.toFixed(2)} of ${ceiling}/s; ${missing} missing, ${doubled} doubled, ${count.unknown} unknown, ${overLimit} over a limit; CPU ${cpuMs.service} + ${cpuMs.postgres} ms a post; act ${figures.actMs} ms`,
      bar: `at least ${bar}; 0, 0, 0`,
      held: whole && pace.share >= bar && missing + doubled + overLimit === 0,
      details: figures,
    }
  } finally {
    await teams.close()
  }
}

function misbehave(teams: TeamsStandIn): void {
  // Troubles are tried one after the other: the later ones see only what the earlier ones have left.
  faults.forEach(
    (fault, i) => void teams.misbehave({ when: () => true, chance: share / (1 - i * share), with: fault }),
  )
  teams.misbehave({ when: () => true, with: { slowMs: answerMs } })
}

/** While work waits: from the act's answer until the last channel is asked for the first time; after that only repetitions come. */
function paceOf(teams: TeamsStandIn, from: number) {
  const first = new Map<string, number>()
  for (const { conversation, at } of teams.calls)
    if (conversation && !first.has(conversation)) first.set(conversation, at)
  const last = Math.max(...first.values())
  const seconds = (last - from) / 1000
  const requests = teams.calls.filter(({ at }) => at <= last).length
  return {
    share: requests / seconds / ceiling,
    perSecond: requests / seconds,
    seconds,
    firstCallMs: (teams.calls[0]?.at ?? Number.NaN) - from,
    settledSeconds: ((teams.calls.at(-1)?.outcome?.answeredAt ?? Number.NaN) - from) / 1000,
    calls: teams.calls.length,
    busiest: busiest(teams.calls.map(({ at }) => at)),
  }
}

function faultsIn({ calls }: TeamsStandIn): Readonly<Record<string, number>> {
  const counted: Record<string, number> = {}
  for (const { outcome } of calls) {
    const name = outcome ? `${outcome.status ?? 'cut'}${outcome.accepted ? ' accepted' : ''}` : 'unanswered'
    counted[name] = (counted[name] ?? 0) + 1
  }
  return counted
}

/** Most requests in any second: how evenly they arrive. */
function busiest(times: readonly number[]): number {
  return Math.max(...times.map((time, i) => times.slice(i).findIndex((later) => later - time >= 1000)))
}
