/** What the outside may ask of people and groups. */
import { z } from 'zod'
import { execute } from '../card/elements'
import { privateCard } from '../card/frame'
import { isReadByAll, type Route, route } from '../route'
import type { World } from '../world'
import { helpCard, languageCard } from './cards/help'
import type { Member } from './member'
import { may } from './rights'
import { allGroups, digestOf, setDigest, setLanguage } from './store'
import type { GroupLine, Language, MeView } from './view'

const nothing = z.object({})
const language = z.enum(['de', 'en'], { error: 'not-a-choice' })

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
      card: (view, { words }) => helpCard(words, view),
    }),
  ]
}

async function showMe(world: World, member: Member): Promise<MeView> {
  const [groups, digest] = await world.database.inNetwork(member.networkId, (tx) =>
    Promise.all([allGroups(tx), digestOf(tx, member.id)]),
  )
  const { id, name, organisation, language: own, network } = member
  return {
    id,
    name,
    organisation,
    language: own,
    digest,
    network,
    roles: rolesOf(member),
    groups: groups
      .filter((group) => may(member, 'see-group', group.id))
      .map(
        ({ kind: _, ...group }): GroupLine => ({
          ...group,
          role: member.memberships[group.id] ?? null,
          mayOpenPolls: may(member, 'run-polls', group.id),
        }),
      ),
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
