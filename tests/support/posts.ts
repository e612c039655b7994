/** Posts requested straight at the ledger, and what became of them: for tests of delivery itself. */
import { randomUUID } from 'node:crypto'
import { type Card, text } from '../../bot/card/elements'
import { requestPosts } from '../../bot/delivery/ledger'
import type { NewPost, PostState } from '../../bot/delivery/store'
import { demoTenant } from '../../bot/demo/network'
import { startTestService, type TestService } from './service'
import { startTeamsScene, type TeamsScene } from './teams-scene'
import type { TeamsStandIn } from './teams-stand-in'
import type { TeamsCall } from './teams-stand-in/call'
import { type ChannelPlace, channelPlace } from './teams-world'
import { until } from './until'

export interface PostWish extends Partial<Omit<NewPost, 'id' | 'data'>> {
  readonly conversationId: string
  /** What the card says, and by which it is known again among the messages of Teams. */
  readonly says: string
  /** Instead of the card. */
  readonly data?: Readonly<Record<string, unknown>>
}

export interface LedgerRow {
  readonly id: string
  readonly state: PostState
  readonly cause: string | null
  readonly cause_detail: string | null
  readonly tries: number
  readonly message_id: string | null
}

/** A channel that no other test writes to. */
export const freshChannel = (): ChannelPlace => channelPlace('Verbund', randomUUID())

export function cardSaying(says: string, more: readonly string[] = []): Card {
  return {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.5',
    lang: 'de',
    fallbackText: says,
    body: [says, ...more].map((line) => text(line)),
  }
}

export async function networkOf(test: TestService): Promise<string> {
  const [row] = await test.database.sql<{ id: string }>('select id from network where tenant_id = $1', [
    demoTenant,
  ])
  if (!row) throw new Error('the demo network is not there')
  return row.id
}

/** Requests all of them in one transaction. @returns their ids, in the same order */
export async function requestCards(
  scene: Pick<TeamsScene, 'test' | 'teams'>,
  wishes: readonly PostWish[],
): Promise<readonly string[]> {
  const { test, teams } = scene
  const posts = wishes.map(({ says, ...wish }): NewPost => {
    const id = randomUUID()
    return {
      id,
      serviceUrl: teams.serviceUrl,
      replyTo: null,
      matter: { kind: 'answer', id },
      data: { card: cardSaying(says) },
      at: test.clock.now(),
      urgent: false,
      groupId: null,
      ...wish,
    }
  })
  await inNetworkOf(test, (tx) => requestPosts(tx, posts))
  return posts.map(({ id }) => id)
}

/** Wakes the drains of conversations as often as said: with two processes, most likely of both. */
export async function wakeLanes(
  test: TestService,
  conversations: readonly string[],
  times = 1,
): Promise<void> {
  const network = await networkOf(test)
  for (let i = 0; i < times; i += 1)
    await test.database.sql('select wake_lanes($1, $2::text[], 2)', [network, conversations])
}

type Work = Parameters<TestService['service']['desk']['world']['database']['inNetwork']>[1]

export async function inNetworkOf(test: TestService, work: Work): Promise<void> {
  await test.service.desk.world.database.inNetwork(await networkOf(test), work)
}

/** Rows of the ledger in the order of `ids`. */
export async function ledgerOf(test: TestService, ids: readonly string[]): Promise<readonly LedgerRow[]> {
  return test.database.sql<LedgerRow>(
    `select id, state, cause, cause_detail, tries, message_id from post
     where id = any($1::uuid[]) order by array_position($1::uuid[], id)`,
    [ids],
  )
}

/** Once none of them waits or is on its way. */
export function settledPosts(
  test: TestService,
  ids: readonly string[],
  withinMs = 15_000,
): Promise<readonly LedgerRow[]> {
  return whenPosts(test, ids, (row) => row.state !== 'waiting' && row.state !== 'sending', withinMs)
}

/** Once every one of them is as `look` wants it. */
export async function whenPosts(
  test: TestService,
  ids: readonly string[],
  look: (row: LedgerRow) => boolean,
  withinMs = 15_000,
): Promise<readonly LedgerRow[]> {
  let rows: readonly LedgerRow[] = []
  try {
    return await until(async () => {
      rows = await ledgerOf(test, ids)
      return rows.length === ids.length && rows.every(look) && rows
    }, withinMs)
  } catch {
    const first = rows.find((row) => !look(row))
    throw new Error(`after ${withinMs} ms not all are so; the first that is not: ${JSON.stringify(first)}`)
  }
}

export const statesOf = (rows: readonly LedgerRow[]) => rows.map(({ state }) => state)

/** What the messages of a conversation say, in the order of posting. */
export function saidIn(teams: TeamsStandIn, conversation: string): readonly string[] {
  return teams.messages(conversation).map(({ activity }) => String(activity.summary))
}

export function callsTo(teams: TeamsStandIn, conversation: string): readonly TeamsCall[] {
  return teams.calls.filter((call) => call.conversation === conversation)
}

/** For mishaps: whatever posts into that conversation. */
export const postsTo =
  (conversation: string) =>
  (call: TeamsCall): boolean =>
    call.conversation === conversation && call.operation !== 'update'

/** Calls that broke a limit that the stand-in enforces. */
export const throttledIn = (teams: TeamsStandIn) =>
  teams.calls
    .filter((call) => call.outcome?.cause === 'limit')
    .map(({ n, operation, conversation }) => ({ n, operation, conversation }))

/** The most of these calls that fell into any window of that length. */
export const mostWithin = (calls: readonly TeamsCall[], ms: number): number =>
  Math.max(0, ...calls.map(({ at }) => calls.filter((call) => call.at >= at && call.at < at + ms).length))

export interface LaneRow {
  readonly shut: string | null
  readonly held_by: string | null
}

export async function laneOf(test: TestService, conversation: string): Promise<LaneRow | undefined> {
  const [row] = await test.database.sql<LaneRow>(
    'select shut, held_by from lane where conversation_id = $1',
    [conversation],
  )
  return row
}

/** Somebody deletes a message in Teams. */
export async function deleteInTeams(teams: TeamsStandIn, conversation: string, id: string): Promise<void> {
  const path = `v3/conversations/${encodeURIComponent(conversation)}/activities/${id}`
  const answer = await fetch(teams.serviceUrl + path, { method: 'DELETE' })
  if (!answer.ok) throw new Error(`not deleted: ${answer.status}`)
}

export interface TwoProcesses extends TeamsScene {
  readonly other: TestService
}

/** A second service on the database of the first. */
export async function startTwoProcesses(
  options: { readonly first?: object; readonly second?: object } = {},
): Promise<TwoProcesses> {
  const scene = await startTeamsScene(options.first)
  const other = await startTestService({ ...options.second, database: scene.test.database })
  return {
    ...scene,
    other,
    stop: async () => {
      await other.stop()
      await scene.stop()
    },
  }
}

export const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))
