/** What the outside may ask of groups and the network: looking, joining, leaving. */
import { z } from 'zod'
import { execute } from '../card/elements'
import { privateCard } from '../card/frame'
import { id } from '../inputs'
import { isRefusal, refuse } from '../refusal'
import { isReadByAll, type Route, route, type Turn } from '../route'
import type { World } from '../world'
import { groupsCard, leaveCard } from './cards/groups-card'
import { joinRequestCard } from './cards/join-cards'
import { answerJoin, joinGroup, leaveGroup } from './use-cases/join-group'
import { listGroups, showGroup, showNetwork, showRequest } from './use-cases/show-groups'

const group = z.object({ group: id })
const yes = z.union([z.boolean(), z.enum(['true', 'false']).transform((value) => value === 'true')], {
  error: 'not-a-choice',
})

export function groupRoutes(world: World): readonly Route[] {
  return [...lookingRoutes(world), ...joiningRoutes(world)]
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
      card: (view, turn) => listed(turn, view.how, view.id),
      beneath,
    }),
    route({
      name: 'group.join-request',
      kind: 'read',
      does: 'Shows who asks to join, to who may answer.',
      input: z.object({ request: id }),
      run: ({ member }, input) => showRequest(world, member, input.request),
      card: ({ view, groupId }, { words }) =>
        joinRequestCard(view, words, world.pageUrl(`groups/${groupId}`)),
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
