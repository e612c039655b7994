/** The whole service with a stand-in for Teams beside it, in the demo network's own channel and with its people. */
import './one-realm'
import { demoFounder, demoMembers, demoPlaces, demoTenant, objectIdOf } from '../../bot/demo/network'
import { cardAction, installationUpdate, message, type TeamsActivity } from './activities'
import { type HttpAnswer, startTestService, type TestService, type TestServiceOptions } from './service'
import { startTeamsStandIn, type TeamsStandIn } from './teams-stand-in'
import type { TeamsPerson } from './teams-stand-in/roster'
import { type ChannelPlace, type Place, type TeamsWorld, teamsPerson, teamsWorld } from './teams-world'

export interface TeamsScene {
  readonly test: TestService
  readonly teams: TeamsStandIn
  readonly world: TeamsWorld
  /** Writes to the bot, in the group's channel unless said otherwise. */
  say(who: string | TeamsPerson, text: string, where?: Place): Promise<HttpAnswer>
  /** Uses a card as a person of the demo network. */
  act(who: string | TeamsPerson, verb: string, data?: unknown, more?: ActMore): Promise<CardAnswer>
  install(where?: Place): Promise<void>
  stop(): Promise<void>
}

export interface ActMore {
  readonly where?: Place
  readonly trigger?: 'manual' | 'automatic'
  readonly locale?: string
  readonly replyToId?: string
  readonly id?: string
}

export interface CardAnswer {
  readonly status: number
  readonly statusCode: unknown
  readonly type: unknown
  // biome-ignore lint/suspicious/noExplicitAny: what comes over the wire is what the test is about to check
  readonly card: any
  /** Everything that is read on the card, joined. */
  readonly words: string
}

/** The channel of "AK Digitale Kompetenzen". */
export const groupChannel: ChannelPlace = {
  kind: 'channel',
  id: demoPlaces.digital,
  name: 'Digitale Kompetenzen',
  team: { id: demoPlaces.team, name: 'Verbund', aadGroupId: '7a3c0de0-0000-4000-8000-000000000009' },
}

/** Who is in the team of that channel. @param own of the channel alone, which is a private or a shared one then */
export function fillTeam(
  { teams }: Pick<TeamsScene, 'teams'>,
  members: readonly TeamsPerson[],
  own?: readonly TeamsPerson[],
): void {
  const { id, name, team } = groupChannel
  teams.addTeam({ ...team, members, channels: [{ id, name, ...(own && { members: own }) }] })
}

export const committeeChat: Place = { kind: 'group', id: demoPlaces.committee }

/** A member of the demo network as Teams knows the person. */
export function demoTeamsPerson(name: string): TeamsPerson {
  const found = [demoFounder, ...demoMembers].find((person) => person.name === name)
  if (!found) throw new Error(`${name} is nobody in the demo network`)
  return teamsPerson(name, objectIdOf(found.number))
}

export async function startTeamsScene(options: TestServiceOptions = {}): Promise<TeamsScene> {
  const teams = await startTeamsStandIn({ tenant: demoTenant })
  const test = await startTestService(options)
  // The demo's own polls would be told to whoever writes in the personal chat.
  await test.database.sql('delete from notice')
  const world = teamsWorld({ serviceUrl: teams.serviceUrl, tenant: demoTenant, clock: test.clock })
  return {
    test,
    teams,
    world,
    say: (who, text, where = groupChannel) => {
      const from = typeof who === 'string' ? demoTeamsPerson(who) : who
      return test.send(message(world, { from, where, text }))
    },
    act: async (who, verb, data, { where = groupChannel, replyToId = '1700000000000', ...more } = {}) => {
      const from = typeof who === 'string' ? demoTeamsPerson(who) : who
      return answered(await test.send(cardAction(world, { from, where, verb, data, replyToId, ...more })))
    },
    install: async (where = groupChannel) => {
      const from = demoTeamsPerson(demoFounder.name)
      await test.send(installationUpdate(world, { from, where, action: 'add' }))
    },
    stop: async () => {
      await test.stop()
      await teams.close()
    },
  }
}

export async function actWith(test: TestService, activity: TeamsActivity | object): Promise<CardAnswer> {
  return answered(await test.send(activity))
}

function answered({ status, body }: HttpAnswer): CardAnswer {
  return {
    status,
    statusCode: body.statusCode,
    type: body.type,
    card: body.value,
    words: wordsOf(body.value).join('\n'),
  }
}

const readKeys = ['text', 'title', 'label', 'placeholder', 'errorMessage']

/** Every text on a card that somebody reads, in order; what fields hold is not among them. */
export function wordsOf(card: unknown): readonly string[] {
  if (Array.isArray(card)) return card.flatMap(wordsOf)
  if (typeof card !== 'object' || card === null) return []
  return Object.entries(card).flatMap(([key, value]) =>
    typeof value === 'string' && readKeys.includes(key) ? [value] : wordsOf(value),
  )
}

/** Elements of a card of one type, however deep they stand. */
// biome-ignore lint/suspicious/noExplicitAny: cards are checked as they came over the wire
export function elementsOf(card: unknown, type: string): readonly any[] {
  if (Array.isArray(card)) return card.flatMap((part) => elementsOf(part, type))
  if (typeof card !== 'object' || card === null) return []
  const here = 'type' in card && card.type === type ? [card] : []
  return [...here, ...Object.values(card).flatMap((part) => elementsOf(part, type))]
}

/** Lines of the log that tell of a fault. */
export const faultsIn = (test: TestService, since = 0) =>
  test.log.slice(since).filter((line) => ['error', 'fatal'].includes(`${line.level}`))

/** Ballots of a poll as they stand in the database. */
export async function ballotsIn(test: TestService, poll: string): Promise<number> {
  const [row] = await test.database.sql<{ n: number }>(
    'select count(*)::int as n from ballot where poll_id = $1',
    [poll],
  )
  return row?.n ?? 0
}
