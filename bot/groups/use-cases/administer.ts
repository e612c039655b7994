/** What the office sets up: organisations, members, groups, seats, channels. */
import type { Transaction } from '../../database/database'
import { isRefusal, type Refusal } from '../../refusal'
import type { World } from '../../world'
import { bindChannel as bind, type Channel } from '../channel-store'
import type { Member, Role } from '../member'
import { lacks } from '../rights'
import { insertGroup, insertMember, insertOrganisation, insertSeat, setMembership } from '../store'
import type { Language } from '../view'

/** Runs what only the office may. */
async function asOffice<T>(
  world: World,
  member: Member,
  work: (tx: Transaction) => Promise<T>,
): Promise<T | Refusal> {
  return lacks(member, 'administer') ?? world.database.inNetwork(member.networkId, work)
}

type Made = { readonly id: string }

export interface OrganisationFacts {
  readonly name: string
  readonly bench: 'employers' | 'employees' | 'agencies' | 'training'
  readonly sector: string
  readonly parentId?: string
}

export function addOrganisation(
  world: World,
  member: Member,
  facts: OrganisationFacts,
): Promise<Made | Refusal> {
  const { parentId = null, ...rest } = facts
  const id = world.ids.id()
  return asOffice(world, member, async (tx) => {
    await insertOrganisation(tx, { id, ...rest, parent_id: parentId })
    return { id }
  })
}

export interface PersonFacts {
  readonly organisationId: string
  readonly name: string
  readonly objectId: string | null
  readonly language?: Language
}

export function addMember(world: World, member: Member, facts: PersonFacts): Promise<Made | Refusal> {
  const id = world.ids.id()
  return asOffice(world, member, async (tx) => {
    await insertMember(tx, { id, language: member.network.language, office: false, ...facts })
    return { id }
  })
}

export interface GroupFacts {
  readonly name: string
  readonly topic: string
  readonly kind?: 'group' | 'committee'
  readonly people: Readonly<Record<string, Role>>
}

export function addGroup(world: World, member: Member, facts: GroupFacts): Promise<Made | Refusal> {
  const id = world.ids.id()
  return asOffice(world, member, async (tx) => {
    await insertGroup(tx, { id, name: facts.name, topic: facts.topic, kind: facts.kind ?? 'group' })
    for (const [memberId, role] of Object.entries(facts.people)) await setMembership(tx, id, memberId, role)
    return { id }
  })
}

/** Lets a person into a group, or changes the role there. */
export function setRole(
  world: World,
  member: Member,
  facts: { readonly groupId: string; readonly memberId: string; readonly role: Role },
): Promise<Made | Refusal> {
  return asOffice(world, member, async (tx) => {
    await setMembership(tx, facts.groupId, facts.memberId, facts.role)
    return { id: facts.memberId }
  })
}

export interface SeatFacts {
  readonly organisationId: string
  readonly holderId: string
  readonly chair?: boolean
}

export function addSeat(world: World, member: Member, facts: SeatFacts): Promise<Made | Refusal> {
  const id = world.ids.id()
  return asOffice(world, member, async (tx) => {
    const { organisationId, holderId, chair = false } = facts
    await insertSeat(tx, { id, organisation_id: organisationId, holder_id: holderId, deputy_id: null, chair })
    return { id }
  })
}

export function bindChannel(
  world: World,
  member: Member,
  facts: {
    readonly groupId: string | null
    readonly kind: Channel['kind']
    readonly conversationId: string
    readonly teamId: string | null
  },
): Promise<Made | Refusal> {
  const id = world.ids.id()
  return asOffice(world, member, async (tx) => {
    const { groupId, ...at } = facts
    await bind(tx, { id, ...at }, groupId)
    return { id }
  })
}

/** For callers to whom a refusal would be a mistake of their own: the demo's seeds, tests. */
export async function granted<T>(result: Promise<T | Refusal>): Promise<T> {
  const value = await result
  if (isRefusal(value)) throw new Error(`refused: ${value.code}`)
  return value
}
