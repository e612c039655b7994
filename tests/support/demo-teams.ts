/** The demo network's people at its cards in Teams: votes by Action.Execute, refreshes, channels with the bot in them. */
import { demoPlaces, demoTenant } from '../../bot/demo/network'
import type { Member } from '../../bot/groups/member'
import { bindChannel, granted } from '../../bot/groups/use-cases/administer'
import { cardAction, installationUpdate } from './activities'
import { coordinator } from './polls'
import { demoPerson, type HttpAnswer, type TestService } from './service'
import type { TeamsPerson } from './teams-stand-in/roster'
import { type ChannelPlace, channelPlace, type TeamsWorld, teamsPerson, teamsWorld } from './teams-world'

export interface DemoTeams {
  readonly world: TeamsWorld
  /** The channel of "AK Digitale Kompetenzen". */
  readonly channel: ChannelPlace
  person(name: string): TeamsPerson
  /** @returns what stands in the invoke's answer: status and card. */
  act(who: string, verb: string, data: unknown, more?: ActOptions): Promise<HttpAnswer>
}

export interface ActOptions {
  readonly trigger?: 'manual' | 'automatic'
  /** Of the activity. */
  readonly id?: string
  readonly messageId?: string
}

const team = { id: demoPlaces.team, name: 'Kooperative Weiterbildung', aadGroupId: 'aad-group' }

/** @param serviceUrl of a stand-in; without one nothing can be posted, which acts on cards do not need */
export function demoTeams(test: TestService, serviceUrl = 'http://127.0.0.1:1/teams/'): DemoTeams {
  const world = teamsWorld({ serviceUrl, tenant: demoTenant, clock: test.clock })
  const channel: ChannelPlace = {
    kind: 'channel',
    id: demoPlaces.digital,
    name: 'Digitale Kompetenzen',
    team,
  }
  const person = (name: string) => teamsPerson(name, demoPerson(name).objectId)
  return {
    world,
    channel,
    person,
    act: (who, verb, data, { trigger = 'manual', id, messageId = '1700000000000' } = {}) =>
      test.send(
        cardAction(world, {
          from: person(who),
          where: channel,
          replyToId: messageId,
          verb,
          data,
          trigger,
          ...(id && { id }),
        }),
      ),
  }
}

/** A person of the demo as the gate mints one, for use cases. */
export async function memberOf(test: TestService, name: string): Promise<Member> {
  const member = await test.service.signIn.member(`Bearer ${await test.token(name)}`)
  if (typeof member !== 'object' || !('id' in member)) throw new Error(`${name} is no member`)
  return member
}

/** Gives a group so many channels and lets the bot come into each. */
export async function bringChannels(
  test: TestService,
  teams: DemoTeams,
  groupId: string,
  count: number,
): Promise<readonly ChannelPlace[]> {
  const office = await memberOf(test, coordinator)
  const channels = Array.from({ length: count }, (_, i) => channelPlace('Verbund', `Kanal ${i + 1}`))
  for (const where of channels) {
    const at = { kind: 'channel', conversationId: where.id, teamId: where.team.id } as const
    await granted(bindChannel(test.service.desk.world, office, { groupId, ...at }))
    await test.send(
      installationUpdate(teams.world, { from: teams.person(coordinator), where, action: 'add' }),
    )
  }
  return channels
}

/** Every text of a card, one after the other, without what actions carry. */
export function textsOf(card: unknown): string {
  if (Array.isArray(card)) return card.map(textsOf).join('\n')
  if (typeof card !== 'object' || card === null) return ''
  return Object.entries(card)
    .map(([key, value]) =>
      typeof value === 'string'
        ? ['text', 'title', 'label', 'fallbackText'].includes(key)
          ? value
          : ''
        : textsOf(value),
    )
    .filter(Boolean)
    .join('\n')
}

interface CardWithActions {
  readonly actions?: readonly { readonly verb?: string; readonly data?: Readonly<Record<string, string>> }[]
}

/** What the action with this verb would send, inputs apart; undefined when the card has no such action. */
export function actionData(
  card: CardWithActions,
  verb: string,
): Readonly<Record<string, string>> | undefined {
  return card.actions?.find((action) => action.verb === verb)?.data
}
