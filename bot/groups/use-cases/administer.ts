/** What the office adds: organisations, members, groups, channels. Seats are the committee's. */
import { isRefusal, type Refusal, refuse } from '../../refusal'
import type { World } from '../../world'
import { bindChannel as bind, type Channel, channelOf } from '../channel-store'
import type { Member } from '../member'
import { tenantOf } from '../network-store'
import { organisationById, organisationNamed } from '../organisation-store'
import { groupNamed, personById, personKnownBy } from '../people-store'
import { groupById, insertGroup, insertMember, insertOrganisation, setMembership } from '../store'
import type { Bench, GroupRole, Language, SizeBand } from '../view'
import { administer, type Made } from './as-office'
import { knownPerson } from './known-person'

export interface OrganisationFacts {
  readonly name: string
  readonly bench: Bench
  readonly sector: string
  readonly size?: SizeBand | null
  readonly parentId?: string | null
}

export function addOrganisation(
  world: World,
  member: Member,
  { parentId = null, size = null, ...rest }: OrganisationFacts,
): Promise<Made | Refusal> {
  const id = world.ids.id()
  return administer(world, member, {
    deed: { what: 'organisation.add', kind: 'organisation' },
    work: async (tx) => {
      if (await organisationNamed(tx, rest.name)) return refuse('groups:name-taken')
      if (parentId && !(await organisationById(tx, parentId)))
        return refuse('groups:unknown-organisation', {}, 404)
      await insertOrganisation(tx, { id, ...rest, size, parent_id: parentId })
      return { id }
    },
  })
}

export interface PersonFacts {
  readonly organisationId: string
  readonly name: string
  readonly objectId: string | null
  readonly mail?: string | null
  /** Somebody of another company in a shared channel: where the account is. */
  readonly homeTenantId?: string | null
  readonly language?: Language
}

export function addMember(world: World, member: Member, facts: PersonFacts): Promise<Made | Refusal> {
  const id = world.ids.id()
  const { mail = null, language = member.network.language, homeTenantId = null, ...rest } = facts
  return administer(world, member, {
    deed: { what: 'member.add', kind: 'member', data: { organisation: facts.organisationId } },
    work: async (tx) => {
      if (!(await organisationById(tx, facts.organisationId)))
        return refuse('groups:unknown-organisation', {}, 404)
      const known = await personKnownBy(tx, { mail, objectId: facts.objectId })
      if (known) return knownPerson(known)
      const elsewhere = homeTenantId === (await tenantOf(tx)) ? null : homeTenantId
      await insertMember(tx, { id, office: false, mail, language, homeTenantId: elsewhere, ...rest })
      return { id }
    },
  })
}

export interface GroupFacts {
  readonly name: string
  readonly topic: string
  readonly mandate?: string
  readonly open?: boolean
  readonly people: Readonly<Record<string, GroupRole>>
}

export function addGroup(world: World, member: Member, facts: GroupFacts): Promise<Made | Refusal> {
  const id = world.ids.id()
  const { name, topic, mandate = '', open = false, people } = facts
  return administer(world, member, {
    deed: { what: 'group.add', kind: 'group', data: { people: Object.keys(people).length } },
    work: async (tx) => {
      if (await groupNamed(tx, name)) return refuse('groups:name-taken')
      // Nobody would answer who wants in, and nothing would ever be asked there.
      if (!Object.values(people).includes('coordinator')) return refuse('groups:no-coordinator', {}, 422)
      for (const memberId of Object.keys(people))
        if (!(await personById(tx, memberId))) return refuse('groups:unknown-person', {}, 404)
      await insertGroup(tx, { id, name, topic, mandate, open, kind: 'group' })
      const at = world.clock.now()
      for (const [memberId, role] of Object.entries(people)) await setMembership(tx, id, memberId, role, at)
      return { id }
    },
  })
}

/** Where a conversation stands in Teams, for one that the bot has not met yet. */
export interface PlaceInTeams {
  readonly groupId: string | null
  readonly kind: Channel['kind']
  readonly conversationId: string
  readonly teamId: string | null
}

/** Gives a conversation to a group (null: it is the network's own). One that is another group's is not taken away. */
export function bindChannel(world: World, member: Member, facts: PlaceInTeams): Promise<Made | Refusal> {
  const id = world.ids.id()
  const { groupId, ...at } = facts
  return administer(world, member, {
    deed: { what: 'channel.bind', kind: 'channel', data: { group: groupId } },
    work: async (tx) => {
      if (groupId && !(await groupById(tx, groupId))) return refuse('groups:unknown-group', {}, 404)
      const before = await channelOf(tx, facts.conversationId)
      if (before?.groupId && groupId && before.groupId !== groupId) {
        const other = await groupById(tx, before.groupId)
        return refuse('groups:channel-bound', { group: other?.name ?? '' })
      }
      await bind(tx, { id: before?.id ?? id, ...at }, groupId)
      return { id: before?.id ?? id }
    },
  })
}

/** For callers to whom a refusal would be a mistake of their own: the demo's seeds, tests. */
export async function granted<T>(result: Promise<T | Refusal>): Promise<T> {
  const value = await result
  if (isRefusal(value)) throw new Error(`refused: ${value.code}`)
  return value
}
