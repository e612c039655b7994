/** What the outside may ask of groups and the network: looking, joining, leaving, keeping who is in. */
import { z } from 'zod'
import { execute } from '../card/elements'
import { privateCard } from '../card/frame'
import { id, language, line, paragraph } from '../inputs'
import { isRefusal, refuse } from '../refusal'
import { isReadByAll, type Route, route, type Turn } from '../route'
import type { World } from '../world'
import { groupsCard, leaveCard } from './cards/groups-card'
import { joinRequestCard } from './cards/join-cards'
import type { ReadRoster } from './roster'
import { showRoster } from './use-cases/compare-roster'
import { answerJoin, joinGroup, leaveGroup } from './use-cases/join-group'
import { bindKnown, changeGroup, removeFromGroup, setLanguageOf, setRole } from './use-cases/keep-group'
import { listGroups, showGroup, showNetwork, showRequest } from './use-cases/show-groups'

const group = z.object({ group: id })
const yes = z.union([z.boolean(), z.enum(['true', 'false']).transform((value) => value === 'true')], {
  error: 'not-a-choice',
})

export function groupRoutes(world: World, readRoster: ReadRoster): readonly Route[] {
  return [...lookingRoutes(world), ...joiningRoutes(world), ...keepingRoutes(world, readRoster)]
}

function lookingRoutes(world: World): readonly Route[] {
  return [
    route({
      name: 'network.show',
      kind: 'read',
      does: 'Shows the network: organisations, groups, and what is still to be set up.',
      input: z.object({}),
      run: ({ member }) => showNetwork(world, member),
    }),
    route({
      name: 'group.list',
      kind: 'read',
      does: 'Lists the groups: mine, and those that I may join.',
      input: z.object({}),
      run: ({ member }) => listGroups(world, member),
      card: (view, turn) =>
        isReadByAll(turn)
          ? privateCard(turn.words, execute(turn.words.t('groups:list.title'), 'group.list', {}))
          : groupsCard(view, turn.words, world.pageUrl('groups')),
    }),
    route({
      name: 'group.show',
      kind: 'read',
      does: 'Shows a group: what it is for, who is in it, where it meets, who asks to join.',
      input: group,
      run: ({ member }, input) => showGroup(world, member, input.group),
    }),
  ]
}

function joiningRoutes(world: World): readonly Route[] {
  /** The list as it is by then, with what has happened on top. */
  const listed = async (turn: Turn, code: string, groupId: string) => {
    const groups = await listGroups(world, turn.member)
    const name = groups.find((one) => one.id === groupId)?.name ?? ''
    return groupsCard(
      groups,
      turn.words,
      world.pageUrl('groups'),
      turn.words.t(`groups:said.${code}`, { group: name }),
    )
  }
  const beneath = async (turn: Turn) =>
    groupsCard(await listGroups(world, turn.member), turn.words, world.pageUrl('groups'))
  return [
    route({
      name: 'group.join',
      kind: 'act',
      does: 'Joins an open group, or asks the coordinator to be let into another.',
      input: group,
      run: ({ member }, input) => joinGroup(world, member, input.group),
      card: (view, turn) => listed(turn, view.how, view.id),
      beneath,
    }),
    route({
      name: 'group.leave-form',
      kind: 'read',
      does: 'Asks once before a group is left, and tells what stays.',
      input: group,
      run: async ({ member }, input) => {
        const view = await showGroup(world, member, input.group)
        return !isRefusal(view) && view.kind === 'committee' ? refuse('groups:committee-by-seat') : view
      },
      card: (view, { words }) => leaveCard(view, words),
      beneath,
    }),
    route({
      name: 'group.leave',
      kind: 'act',
      does: 'Leaves a group, or takes the request to join it back.',
      input: group,
      run: ({ member }, input) => leaveGroup(world, member, input.group),
      card: (view, turn) => listed(turn, 'left', view.id),
      beneath,
    }),
    route({
      name: 'group.answer-join',
      kind: 'act',
      does: 'Lets somebody who has asked into the group, or does not.',
      input: z.object({ request: id, accept: yes }),
      run: async ({ member }, input) => {
        const done = await answerJoin(world, member, input.request, input.accept)
        return isRefusal(done) ? done : showRequest(world, member, input.request)
      },
      card: ({ view, groupId }, { words }) =>
        joinRequestCard(view, words, world.pageUrl(`groups/${groupId}`)),
      beneath: async ({ member, words }, typed) => {
        const asked = z.object({ request: id }).safeParse(typed)
        const found = asked.success ? await showRequest(world, member, asked.data.request) : undefined
        if (!found || isRefusal(found)) return undefined
        return joinRequestCard(found.view, words, world.pageUrl(`groups/${found.groupId}`))
      },
    }),
  ]
}

function keepingRoutes(world: World, readRoster: ReadRoster): readonly Route[] {
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
      name: 'group.remove-member',
      kind: 'act',
      does: 'Takes somebody out of a group; ballots stay.',
      input: person,
      run: ({ member }, input) =>
        removeFromGroup(world, member, { groupId: input.group, memberId: input.member }),
    }),
    route({
      name: 'channel.bind',
      kind: 'act',
      does: 'Gives a conversation that the bot is in to a group; without one it is the network’s own.',
      input: z.object({ channel: id, group: id.nullable().default(null) }),
      run: ({ member }, input) =>
        bindKnown(world, member, { channelId: input.channel, groupId: input.group }),
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
