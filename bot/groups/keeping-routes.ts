/** What the outside may ask of who is in a group, what it is, and where it meets. */
import { z } from 'zod'
import { account, id, language, line, mail, paragraph } from '../inputs'
import { isRefusal, type Refusal } from '../refusal'
import { type Route, route } from '../route'
import type { World } from '../world'
import { channelCard } from './cards/channel-card'
import type { ReadRoster } from './roster'
import { bindHere, showHere } from './use-cases/bind-here'
import { showRoster } from './use-cases/compare-roster'
import { bindKnown, changeGroup, removeFromGroup, setLanguageOf, setRole } from './use-cases/keep-group'
import { searchPeople } from './use-cases/search-people'
import { takeIn } from './use-cases/take-in'
import type { ChannelView } from './view'

const group = z.object({ group: id })
const yes = z.union([z.boolean(), z.enum(['true', 'false']).transform((value) => value === 'true')], {
  error: 'not-a-choice',
})

export function keepingRoutes(world: World, readRoster: ReadRoster): readonly Route[] {
  return [...peopleRoutes(world, readRoster), ...channelRoutes(world)]
}

function peopleRoutes(world: World, readRoster: ReadRoster): readonly Route[] {
  const person = group.extend({ member: id })
  return [
    route({
      name: 'group.roster',
      kind: 'act',
      does: 'Asks Teams who is in the group’s channels, recognises its people by their mail address, and tells who differs.',
      input: group,
      run: ({ member }, input) => showRoster(world, readRoster, member, input.group),
    }),
    route({
      name: 'group.search-people',
      kind: 'read',
      does: 'Finds people of the network who could be let into the group, by name or organisation.',
      input: group.extend({ search: line(100).or(z.literal('')).default('') }),
      run: ({ member }, input) => searchPeople(world, member, input.group, input.search),
    }),
    route({
      name: 'group.change',
      kind: 'act',
      does: 'Changes what a group is: name, topic, mandate, whether people join by themselves.',
      input: group.extend({
        name: line(120),
        topic: line(200).or(z.literal('')),
        mandate: paragraph(4000),
        open: yes,
      }),
      run: ({ member }, { group: groupId, ...rest }) => changeGroup(world, member, { id: groupId, ...rest }),
    }),
    route({
      name: 'group.set-role',
      kind: 'act',
      does: 'Lets somebody of the network into a group, or changes the role there.',
      input: person.extend({
        role: z.enum(['coordinator', 'member', 'observer'], { error: 'not-a-choice' }),
      }),
      run: ({ member }, input) =>
        setRole(world, member, { groupId: input.group, memberId: input.member, role: input.role }),
    }),
    route({
      name: 'group.take-in',
      kind: 'act',
      does: 'Takes somebody of a channel into the network and into the group at once, under the account that Teams tells.',
      input: group.extend({
        ...{ name: line(120), organisation: id, mail: mail.default(null) },
        ...{ account, tenant: account.nullable().default(null) },
      }),
      run: (
        { member },
        { group: groupId, organisation: organisationId, account: objectId, tenant, ...rest },
      ) => takeIn(world, member, groupId, { ...rest, organisationId, objectId, homeTenantId: tenant }),
    }),
    route({
      name: 'group.remove-member',
      kind: 'act',
      does: 'Takes somebody out of a group; ballots stay.',
      input: person,
      run: ({ member }, input) =>
        removeFromGroup(world, member, { groupId: input.group, memberId: input.member }),
    }),
  ]
}

function channelRoutes(world: World): readonly Route[] {
  return [
    route({
      name: 'channel.bind',
      kind: 'act',
      does: 'Gives a conversation that the bot is in to a group; without one it is the network’s own.',
      input: z.object({ channel: id, group: id.nullable().default(null) }),
      run: ({ member }, input) =>
        bindKnown(world, member, { channelId: input.channel, groupId: input.group }),
    }),
    route({
      name: 'channel.bind-form',
      kind: 'read',
      does: 'Asks to which group the channel belongs in which this is asked.',
      input: z.object({}),
      run: (turn) => showHere(world, turn),
      card: (view, { words }) => channelCard(view, words),
    }),
    route({
      name: 'channel.bind-here',
      kind: 'act',
      does: 'Gives the channel in which this is done to a group.',
      input: group,
      run: async (turn, input): Promise<ChannelView | Refusal> => {
        const done = await bindHere(world, turn, input.group)
        return isRefusal(done) ? done : showHere(world, turn)
      },
      card: (view, { words }) => channelCard(view, words),
      beneath: async (turn) => {
        const view = await showHere(world, turn)
        return isRefusal(view) ? undefined : channelCard(view, turn.words)
      },
    }),
    route({
      name: 'channel.set-language',
      kind: 'act',
      does: 'Sets the language in which cards stand in a channel; without one they speak the network’s. The newest are drawn anew.',
      input: z.object({ channel: id, language: language.nullable().default(null) }),
      run: ({ member }, input) =>
        setLanguageOf(world, member, { channelId: input.channel, language: input.language }),
    }),
  ]
}
