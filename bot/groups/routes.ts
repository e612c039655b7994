/** What the outside may ask of people and groups. */
import { z } from 'zod'
import { execute } from '../card/elements'
import { privateCard } from '../card/frame'
import { id, language } from '../inputs'
import { isRefusal, type Refusal, refuse } from '../refusal'
import { isReadByAll, type Route, route, type Turn } from '../route'
import type { World } from '../world'
import { helpCard, languageCard, networkCard } from './cards/help'
import type { Member } from './member'
import { networksOfMember } from './network-store'
import { may } from './rights'
import { allGroups, digestOf, setDigest, setLanguage } from './store'
import { showHere } from './use-cases/bind-here'
import { chooseNetworkHere } from './use-cases/choose-network'
import type { GroupLine, Language, MeView } from './view'

const nothing = z.object({})

export function memberRoutes(world: World): readonly Route[] {
  return [
    route({
      name: 'member.show',
      kind: 'read',
      does: 'Tells who I am, and in which groups.',
      input: nothing,
      run: ({ member }) => showMe(world, member),
    }),
    route({
      name: 'member.set-language',
      kind: 'act',
      does: 'Sets the language in which I read.',
      input: z.object({ language }),
      run: ({ member }, input) => changeLanguage(world, member, input.language),
      // Whoever has just chosen the other language reads the answer in it.
      card: (view, turn) => languageCard(world.texts.for(view.language, turn.member.network.zone), view),
    }),
    route({
      name: 'member.set-digest',
      kind: 'act',
      does: 'Sets how often news that are not told singly are put together for me.',
      input: z.object({ digest: z.enum(['daily', 'weekly'], { error: 'not-a-choice' }) }),
      run: ({ member }, input) => changeDigest(world, member, input.digest),
      card: (view, { words }) => languageCard(words, view),
    }),
    route({
      name: 'member.language-form',
      kind: 'read',
      does: 'Asks for the language in which I read.',
      input: nothing,
      run: ({ member }) => showMe(world, member),
      card: (view, turn) =>
        isReadByAll(turn)
          ? privateCard(turn.words, execute(turn.words.t('groups:help.language'), 'member.language-form', {}))
          : languageCard(turn.words, view),
    }),
    route({
      name: 'help.show',
      kind: 'read',
      does: 'Tells what can be done here.',
      input: nothing,
      run: ({ member }) => showMe(world, member),
      card: (view, turn) => ownHelp(world, view, turn),
    }),
    ...networkRoutes(world),
  ]
}

function networkRoutes(world: World): readonly Route[] {
  return [
    route({
      name: 'member.networks',
      kind: 'read',
      does: 'Asks for which of my networks this chat shall stand.',
      input: nothing,
      run: async ({ member }) => {
        const me = await showMe(world, member)
        return me.networks.length > 1 ? me : refuse('groups:one-network')
      },
      json: ({ networks }) => ({ networks }),
      card: (view, { words }) => networkCard(words, view.networks),
    }),
    route({
      name: 'member.choose-network',
      kind: 'act',
      does: 'Lets this chat, or the tab, stand for another of my networks.',
      input: z.object({ network: id }),
      networkNamed: ({ network }) => network,
      run: async (turn, input): Promise<MeView | Refusal> =>
        (await chooseNetworkHere(world, turn, input.network)) ?? showMe(world, turn.member),
      card: (view, turn) => ownHelp(world, view, turn),
    }),
  ]
}

/** In a channel its tenant says which network it is: there is nothing to switch. */
async function ownHelp(world: World, view: MeView, turn: Turn) {
  const { words, place } = turn
  const networks = place?.kind === 'personal' ? view.networks : []
  const here = place && place.kind !== 'personal' ? await showHere(world, turn) : undefined
  return helpCard(words, { ...view, networks }, here && !isRefusal(here) && here.group === null)
}

async function showMe(world: World, member: Member): Promise<MeView> {
  const [groups, digest, networks] = await world.database.inNetwork(member.networkId, (tx) =>
    Promise.all([allGroups(tx), digestOf(tx, member.id), networksOfMember(tx, member.id)]),
  )
  const { id, name, organisation, language: own, network } = member
  return {
    id,
    name,
    organisation,
    language: own,
    digest,
    network: { id: member.networkId, ...network },
    networks,
    roles: rolesOf(member),
    groups: groups
      .map(
        (group): GroupLine => ({
          ...group,
          role: member.memberships[group.id] ?? null,
          mayOpenPolls: may(member, 'run-polls', group.id, group.kind),
        }),
      )
      .filter(({ id: of, mayOpenPolls }) => mayOpenPolls || may(member, 'see-group', of)),
  }
}

function rolesOf(member: Member): MeView['roles'] {
  const coordinator = Object.values(member.memberships).includes('coordinator')
  const held = { coordinator, seat: member.seat, chair: member.chair, office: member.office }
  return (['coordinator', 'seat', 'chair', 'office'] as const).filter((role) => held[role])
}

async function changeLanguage(world: World, member: Member, to: Language): Promise<MeView> {
  await world.database.inNetwork(member.networkId, (tx) => setLanguage(tx, member.id, to))
  return { ...(await showMe(world, member)), language: to }
}

async function changeDigest(world: World, member: Member, to: MeView['digest']): Promise<MeView> {
  await world.database.inNetwork(member.networkId, (tx) => setDigest(tx, member.id, to))
  return showMe(world, member)
}
