/** A poll on its way to many channels, to be disturbed: the stand-in that counts, and what was in flight at an instant. */
import { setTimeout as sleep } from 'node:timers/promises'
import { demoTenant } from '../../bot/demo/network'
import { openStage } from '../bench/stage'
import { type Count, countPosts, type LedgerPost, ledgerOf, postIn } from '../support/delivery-count'
import { bringManyChannels } from '../support/many-channels'
import { startTeamsStandIn, type TeamsStandIn } from '../support/teams-stand-in'
import type { TeamsCall } from '../support/teams-stand-in/call'
import { microsoftLimits } from '../support/teams-stand-in/limits'

/** Enforces Microsoft's limits and takes its time, so that something is always on its way; takes half of the calls late. */
export async function slowTeams(): Promise<TeamsStandIn> {
  const teams = await startTeamsStandIn({ tenant: demoTenant, limits: microsoftLimits })
  teams.misbehave({ when: () => true, chance: 0.5, with: { slowMs: 200, acceptedLate: true } })
  teams.misbehave({ when: () => true, with: { slowMs: 200 } })
  return teams
}

/** @param databaseUrl by which the test reaches the database, whatever becomes of the service's way to it */
export async function openRun(
  service: Parameters<typeof openStage>[0],
  teams: TeamsStandIn,
  count: number,
  databaseUrl = service.databaseUrl,
): Promise<{ readonly poll: string }> {
  const stage = await openStage({ ...service, databaseUrl }, 20)
  const { networkId, groupId } = stage.crowd
  await bringManyChannels({ databaseUrl, networkId, groupId, serviceUrl: teams.serviceUrl, count })
  teams.forget()
  const [poll = ''] = await stage.openPolls(1)
  return { poll }
}

/**
 * Comes when a random part of the channels has been asked, and up to 50 ms after that: at any phase of a post.
 * @param most of the channels have been asked by then, as a share
 */
export async function randomMoment(teams: TeamsStandIn, channels: number, most = 0.9): Promise<void> {
  const calls = Math.floor(channels * (0.05 + Math.random() * (most - 0.05)))
  await teams.waitFor(() => teams.calls.length >= calls, 120_000)
  await sleep(Math.random() * 50)
}

export interface InFlight {
  readonly at: number
  /** Ledger ids of posts marked as being sent, right after. */
  readonly sending: ReadonlySet<string>
  /** Ledger ids of all that was not settled in conversations that somebody held. */
  readonly held: ReadonlySet<string>
  /** Of `sending`: asked, and not answered. */
  readonly unanswered: number
  /** Of `sending`: answered, and the answer was not stored. */
  readonly unstored: number
  /** Of `sending`: not asked as far as the stand-in knows; the request was being made. */
  readonly unasked: number
}

/** What was in flight at `at`, when the sending stopped: by the ledger, and by the stand-in's record. */
export async function inFlight(
  databaseUrl: string,
  poll: string,
  teams: TeamsStandIn,
  at: number,
): Promise<InFlight> {
  // PostgreSQL still carries out what the dead process had sent it.
  await sleep(100)
  const posts = await ledgerOf(databaseUrl, poll)
  const sending = posts.filter(({ state }) => state === 'sending')
  const calls = new Map(teams.calls.map((call) => [postIn(call.body), call]))
  const open = (call: TeamsCall) => !call.outcome || call.outcome.answeredAt > at
  const asked = sending.map(({ id }) => calls.get(id)).filter((call) => call !== undefined)
  return {
    at,
    sending: new Set(sending.map(({ id }) => id)),
    held: new Set(
      posts
        .filter(isOpen)
        .filter(({ held }) => held)
        .map(({ id }) => id),
    ),
    unanswered: asked.filter(open).length,
    unstored: asked.filter((call) => !open(call)).length,
    unasked: sending.length - asked.length,
  }
}

const isOpen = ({ state }: LedgerPost) => state === 'waiting' || state === 'sending'

/** Waits until nothing of `ids` is open. @returns when, ms since 1970 */
export async function untilTakenUp(
  databaseUrl: string,
  poll: string,
  ids: ReadonlySet<string>,
): Promise<number> {
  const end = Date.now() + 60_000
  for (;;) {
    const left = (await ledgerOf(databaseUrl, poll)).filter((post) => ids.has(post.id) && isOpen(post))
    if (left.length === 0) return Date.now()
    if (Date.now() > end) throw new Error(`${left.length} posts lie where they were after 60 s`)
    await sleep(200)
  }
}

export interface Sum extends Omit<Count, 'conversations' | 'unknownThere'> {
  /** Marked as being sent when the sending stopped, and how far they were. */
  readonly inFlight: number
  readonly unanswered: number
  readonly unstored: number
  readonly unasked: number
  /** Unknown without having been in flight. */
  readonly wronglyUnknown: number
  /** Channels without a row of their own in the ledger. */
  readonly unlisted: number
}

export const none: Sum = {
  posts: 0,
  sent: 0,
  unknown: 0,
  missing: 0,
  doubled: 0,
  overLimit: 0,
  inFlight: 0,
  unanswered: 0,
  unstored: 0,
  unasked: 0,
  wronglyUnknown: 0,
  unlisted: 0,
}

/** Adds one disturbed run, which has settled. */
export function addRun(
  sum: Sum,
  teams: TeamsStandIn,
  posts: readonly LedgerPost[],
  flight: InFlight,
  channels: number,
): Sum {
  const { conversations, unknownThere: _, ...count } = countPosts(teams, posts)
  const run: Sum = {
    ...count,
    inFlight: flight.sending.size,
    unanswered: flight.unanswered,
    unstored: flight.unstored,
    unasked: flight.unasked,
    wronglyUnknown: posts.filter(({ id, state }) => state === 'unknown' && !flight.sending.has(id)).length,
    unlisted: channels - conversations,
  }
  const keys = Object.keys(sum) as (keyof Sum)[]
  return Object.fromEntries(keys.map((key) => [key, sum[key] + run[key]])) as unknown as Sum
}
