/** The whole service with Teams and Graph beside it, and polls whose card went out without anybody being told. */
import { membersAdded } from './activities'
import { type GraphStandIn, startGraphStandIn } from './graph-stand-in'
import { coordinator, openPoll } from './polls'
import { postsTo } from './posts'
import { quiet } from './quiet'
import { round } from './reach'
import { demoTeamsPerson, groupChannel, startTeamsScene, type TeamsScene } from './teams-scene'
import type { Mishap } from './teams-stand-in/mishaps'
import type { ChannelPlace } from './teams-world'

export interface LookUpScene extends TeamsScene {
  readonly graph: GraphStandIn
}

export async function startLookUpScene(
  env: Readonly<Record<string, string>> = { GRAPH_READ: 'on' },
): Promise<LookUpScene> {
  let teams: TeamsScene['teams'] | undefined
  const graph = await startGraphStandIn({ messages: (channel) => teams?.messages(channel) ?? [] })
  const scene = await startTeamsScene({ env: { GRAPH_URL: graph.url, ...env } })
  teams = scene.teams
  await scene.install()
  await joins(scene, groupChannel)
  return {
    ...scene,
    graph,
    stop: async () => {
      await scene.stop()
      await graph.close()
    },
  }
}

/** Of all that Teams sends, only this names the group in Entra by which Graph knows the team. */
export async function joins({ test, world }: TeamsScene, where: ChannelPlace): Promise<void> {
  const joined = membersAdded(world, { from: demoTeamsPerson(coordinator), where, who: 'bot' })
  const { aadGroupId, id, name } = where.team
  await test.send({ ...joined, channelData: { ...joined.channelData, team: { id, name, aadGroupId } } })
  await quiet(test.database)
}

/** The round of the next minute: within one, nothing is looked for twice. */
export async function lookUp({ test }: TeamsScene): Promise<void> {
  await test.database.sql("update post set looked_up_at = looked_up_at - interval '1 minute'")
  await round(test, 'delivery:look-up')
}

/** A poll whose card went to the channel, or did not, and nobody was told. */
export async function lostPoll(scene: TeamsScene, mishap: Mishap) {
  scene.teams.misbehave({ when: postsTo(groupChannel.id), times: 1, with: mishap })
  const poll = await openPoll(scene.test)
  await quiet(scene.test.database)
  const row = await storedCard(scene, poll.id)
  if (row?.state !== 'unknown') throw new Error(`it is known: ${JSON.stringify(row)}`)
  return poll
}

export interface StoredCard {
  readonly id: string
  readonly state: string
  readonly cause: string | null
  readonly message_id: string | null
  readonly data: object
}

export async function storedCard({ test }: TeamsScene, poll: string): Promise<StoredCard | undefined> {
  const [row] = await test.database.sql<StoredCard>(
    "select id, state, cause, message_id, data from post where matter_kind = 'poll' and matter_id = $1",
    [poll],
  )
  return row
}

/** The last try of what is unknown was that long ago: `3 minutes`. */
export const triedAgo = ({ test }: TeamsScene, ago: string) =>
  test.database.sql("update post set try_at = now() - $1::interval where state = 'unknown'", [ago])

/** Cards of the poll in the channel. */
export const cardsIn = ({ teams }: TeamsScene, poll: string) =>
  teams.messages(groupChannel.id).filter(({ activity }) => JSON.stringify(activity).includes(poll))
