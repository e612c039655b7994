/** Makes the demo network on first start, by the same use cases that people use. */
import { addSeat } from '../committee/use-cases/add-seat'
import { setSeatChair } from '../committee/use-cases/change-seat'
import type { Identity } from '../groups/identity-store'
import type { Member } from '../groups/member'
import { setTenant } from '../groups/network-store'
import { addGroup, addMember, addOrganisation, bindChannel, granted } from '../groups/use-cases/administer'
import { foundNetwork } from '../groups/use-cases/found-network'
import { listGroups } from '../groups/use-cases/show-groups'
import type { PollDesk } from '../polls/desk'
import type { World } from '../world'
import type { ActAs } from './act-as'
import { seedNeeds } from './needs'
import {
  type DemoMember,
  demoFounder,
  demoGroups,
  demoMembers,
  demoOrganisations,
  demoPlaces,
  demoTenant,
  objectIdOf,
} from './network'
import { seedPolls } from './polls'

/**
 * @param signIn the member behind an identity
 * @returns the demo network's id
 */
export async function seedDemo(
  desk: PollDesk,
  signIn: (identity: Identity) => Promise<Member>,
): Promise<string> {
  const { world } = desk
  // Until it is complete it belongs to a tenant that nobody has: a crash in between leaves nothing half-made to see.
  const tenantId = world.ids.id()
  const actAs: ActAs = (objectId) => signIn({ tenantId, objectId })
  const { networkId } = await foundNetwork(world, {
    tenantId,
    name: 'Kooperative Weiterbildung Südostniedersachsen',
    state: 'DE-NI',
    language: 'de',
    zone: 'Europe/Berlin',
    organisation: { name: 'Allianz für die Region', bench: 'agencies', sector: 'Regionalentwicklung' },
    person: { name: demoFounder.name, objectId: objectIdOf(demoFounder.number) },
  })
  const office = await actAs(objectIdOf(demoFounder.number))
  const organisations = await seedOrganisations(desk, office)
  const members = await seedMembers(desk, office, organisations)
  const groups = await seedGroups(desk, office, members)
  await seedSeats(desk, office, organisations, members)
  await seedPolls(desk, actAs, groups)
  await seedNeeds(world, actAs)
  await world.database.inNetwork(networkId, (tx) => setTenant(tx, demoTenant))
  return networkId
}

type Ids = ReadonlyMap<string, string>

async function seedOrganisations({ world }: PollDesk, office: Member): Promise<Ids> {
  const ids = new Map<string, string>()
  for (const [key, { parent, ...facts }] of Object.entries(demoOrganisations)) {
    // The founder's organisation is there already: it came with the network.
    if (key === demoFounder.organisation) continue
    const parentId = parent ? ids.get(parent) : undefined
    const made = await granted(addOrganisation(world, office, { ...facts, ...(parentId && { parentId }) }))
    ids.set(key, made.id)
  }
  ids.set(demoFounder.organisation, office.organisationId)
  return ids
}

async function seedMembers({ world }: PollDesk, office: Member, organisations: Ids): Promise<Ids> {
  const ids = new Map([[demoFounder.name, office.id]])
  for (const { name, organisation, number, language } of demoMembers) {
    const organisationId = organisations.get(organisation) ?? ''
    const facts = { organisationId, name, objectId: objectIdOf(number), ...(language && { language }) }
    ids.set(name, (await granted(addMember(world, office, facts))).id)
  }
  return ids
}

async function seedGroups({ world }: PollDesk, office: Member, members: Ids): Promise<Ids> {
  const everyone: readonly DemoMember[] = [demoFounder, ...demoMembers]
  const ids = new Map<string, string>()
  for (const [key, { place, ...facts }] of Object.entries(demoGroups)) {
    const people = everyone.flatMap(({ name, groups }) => {
      const role = groups[key]
      return role ? [[members.get(name) ?? '', role] as const] : []
    })
    const group = await granted(addGroup(world, office, { ...facts, people: Object.fromEntries(people) }))
    ids.set(key, group.id)
    if (place) await bind(world, office, group.id, place)
  }
  // It came with the network.
  const committee = (await listGroups(world, office)).find(({ kind }) => kind === 'committee')
  await bind(world, office, committee?.id ?? null, demoPlaces.committee)
  await bind(world, office, null, demoPlaces.team)
  return ids
}

async function bind(world: World, office: Member, groupId: string | null, conversationId: string) {
  const kind = conversationId === demoPlaces.committee ? 'group-chat' : 'channel'
  const teamId = kind === 'channel' ? demoPlaces.team : null
  await granted(bindChannel(world, office, { groupId, kind, conversationId, teamId }))
}

async function seedSeats(
  { world }: PollDesk,
  office: Member,
  organisations: Ids,
  members: Ids,
): Promise<void> {
  for (const { name, organisation, seat } of [demoFounder, ...demoMembers]) {
    if (!seat) continue
    const who = { organisation: organisations.get(organisation) ?? '', holder: members.get(name) ?? '' }
    const { id } = await granted(addSeat(world, office, { ...who, from: null, to: null }))
    if (seat === 'chair') await granted(setSeatChair(world, office, id, true))
  }
}
