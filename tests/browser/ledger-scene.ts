/** The tab with a stand-in for Teams behind it, and posts that wait, fail or are lost as one likes. */
import { randomUUID } from 'node:crypto'
import { demoTenant } from '../../bot/demo/network'
import { groupId } from '../support/polls'
import { freshChannel, networkOf, postsTo, requestCards, settledPosts, whenPosts } from '../support/posts'
import { startTeamsStandIn, type TeamsStandIn } from '../support/teams-stand-in'
import type { Mishap } from '../support/teams-stand-in/mishaps'
import { startTabStage, type TabStage } from './tab-stage'

export interface LedgerScene extends TabStage {
  readonly teams: TeamsStandIn
  /** Gives "AK Digitale Kompetenzen" so many channels more. @returns their ids */
  bringChannels(count: number): Promise<readonly string[]>
  /** One post of that group into a channel of its own, to which this happens once. */
  post(mishap: Mishap): Promise<LedgerPost>
}

export interface LedgerPost {
  readonly id: string
  readonly conversation: string
  /** By which its row is found. */
  readonly channel: string
}

export async function startLedgerScene(): Promise<LedgerScene> {
  const stage = await startTabStage()
  const teams = await startTeamsStandIn({ tenant: demoTenant })
  const { test } = stage
  const network = await networkOf(test)
  const group = await groupId(test)
  let channels = 0
  const bring = async (inGroup: string | null) => {
    const { id, team } = freshChannel()
    channels += 1
    const name = `Ort ${channels}`
    await test.database.sql(
      `insert into channel (id, network_id, group_id, kind, conversation_id, team_id, team_group_id, service_url, installed, name)
       values ($1, $2, $3, 'channel', $4, $5, $6, $7, true, $8)`,
      [randomUUID(), network, inGroup, id, team.id, team.aadGroupId, teams.serviceUrl, name],
    )
    return { id, name }
  }
  return {
    ...stage,
    teams,
    bringChannels: async (count) => {
      const brought: string[] = []
      for (let i = 0; i < count; i += 1) brought.push((await bring(group)).id)
      return brought
    },
    post: async (mishap) => {
      // Newest first: otherwise the id alone would say where it stands in the list.
      test.clock.advance(1000)
      const { id: conversationId, name } = await bring(null)
      teams.misbehave({ when: postsTo(conversationId), times: 1, with: mishap })
      const [id = ''] = await requestCards({ test, teams }, [{ conversationId, says: name, groupId: group }])
      return { id, conversation: conversationId, channel: name }
    },
    stop: async () => {
      await stage.stop()
      await teams.close()
    },
  }
}

/** What fails for good, what nobody knows of, and what is tried again in ten minutes. */
export const refused: Mishap = { status: 400, code: 'BadSyntax' }
export const lost: Mishap = 'cut-after'
export const later: Mishap = { status: 503, retryAfter: 600 }

export const settled = (scene: LedgerScene, posts: readonly LedgerPost[]) =>
  settledPosts(
    scene.test,
    posts.map((post) => post.id),
  )

/** Five minutes ago it was asked for, and Teams does not take it yet. */
export async function letWait({ test }: LedgerScene, post: LedgerPost): Promise<void> {
  await whenPosts(test, [post.id], (row) => row.cause === 'busy')
  const older = "update post set requested_at = requested_at - interval '5 minutes' where id = $1"
  await test.database.sql(older, [post.id])
}
