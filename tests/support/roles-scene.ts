/** Both gates closed, two networks with somebody in every role, and what there is to act on: for whoever walks the roles. */
import { randomUUID } from 'node:crypto'
import { addSeat } from '../../bot/committee/use-cases/add-seat'
import { nameSeatDeputy, setSeatChair } from '../../bot/committee/use-cases/change-seat'
import type { Identity } from '../../bot/groups/identity-store'
import type { Member } from '../../bot/groups/member'
import { addGroup, addMember, granted } from '../../bot/groups/use-cases/administer'
import { foundNetwork } from '../../bot/groups/use-cases/found-network'
import { type AnswerMatters, newAnswer } from './answer-rows'
import { type ClosedGates, startClosedGates } from './closed-gates'
import { type ElectionMatters, newElection } from './election-rows'
import { forgetMatters } from './forgotten-matters'
import { newOffers, type OfferMatters } from './offer-rows'
import { groupName, newSpares, restoreSpares, type Spares } from './people-rows'
import { openPollRow, restorePoll } from './poll-rows'
import { newRounds, type RoundMatters } from './round-rows'

/** DOMAIN.md, Roles. Each holds this one alone, so that nobody gets in by another. */
export const roles = [
  'visitor',
  'observer',
  'member',
  'coordinator',
  'seat',
  'deputy',
  'chair',
  'office',
] as const
export type Role = (typeof roles)[number]

/** What may be acted on in a network; posts and polls are new after each `fresh`. */
export interface Matters extends Spares, ElectionMatters, RoundMatters, OfferMatters, AnswerMatters {
  readonly network: string
  readonly group: string
  readonly committee: string
  readonly poll: string
  /** Votes in the group and has come after the poll was opened. */
  readonly late: string
  /** Coordinates the group. */
  readonly leader: string
  readonly groupName: string
  readonly failed: PostsOf
  readonly unknown: PostsOf
}

/** One post each: of the group, of the committee, of the network itself. */
export interface PostsOf {
  readonly group: string
  readonly committee: string
  readonly network: string
}

export interface RolesNetwork {
  readonly tenant: string
  readonly people: Readonly<Record<Role, Identity>>
  /** Stands in all that is written there. */
  readonly mark: string
  /** Puts back what an act may have changed. */
  fresh(): Promise<Matters>
}

export interface RolesScene {
  readonly gates: ClosedGates
  readonly own: RolesNetwork
  readonly foreign: RolesNetwork
}

const tenants = ['a1000000-0000-4000-8000-0000000000a1', 'b1000000-0000-4000-8000-0000000000b1'] as const

export async function startRolesScene(): Promise<RolesScene> {
  const gates = await startClosedGates({ TENANTS: tenants.join() })
  return {
    gates,
    own: await foundWithRoles(gates, tenants[0], 'Südwind'),
    foreign: await foundWithRoles(gates, tenants[1], 'Nordlicht'),
  }
}

async function foundWithRoles(gates: ClosedGates, tenant: string, mark: string): Promise<RolesNetwork> {
  const { world } = gates.test.service.desk
  const who = (role: Role): Identity => ({ tenantId: tenant, objectId: `${mark}-${role}`.toLowerCase() })
  const { networkId } = await foundNetwork(world, {
    tenantId: tenant,
    name: `Verbund ${mark}`,
    state: 'DE-NI',
    language: 'de',
    zone: 'Europe/Berlin',
    organisation: { name: `${mark}werk`, bench: 'employers', sector: mark },
    person: { name: `${mark} Office`, objectId: who('office').objectId },
  })
  const office = await throughTheTab(gates, who('office'))
  const { organisationId } = office
  const join = async (name: string, objectId: string | null) =>
    (await granted(addMember(world, office, { organisationId, name: `${mark} ${name}`, objectId }))).id
  const ids = new Map<string, string>()
  for (const role of roles.filter((one) => one !== 'visitor' && one !== 'office'))
    ids.set(role, await join(role, who(role).objectId))
  const id = (role: Role) => ids.get(role) ?? ''
  const people = {
    [id('observer')]: 'observer',
    [id('member')]: 'member',
    [id('coordinator')]: 'coordinator',
  } as const
  const group = await granted(addGroup(world, office, { name: groupName(mark), topic: mark, people }))
  const committee = await markedCommittee(gates, networkId, mark)
  const addSeatFor = async (role: Role) => {
    const seat = { organisation: organisationId, holder: id(role), from: null, to: null }
    return (await granted(addSeat(world, office, seat))).id
  }
  const seat = await addSeatFor('seat')
  const named = await nameSeatDeputy(world, office, seat, id('deputy'))
  if (named) throw new Error(named.code)
  await granted(setSeatChair(world, office, await addSeatFor('chair'), true))
  const at = { network: networkId, group: group.id, committee: committee.id }
  const late = await joinLate(gates, at, await join('late', null))
  const electorate = [id('member'), id('coordinator')]
  const poll = await openPollRow(gates.test.database, { ...at, by: id('coordinator'), electorate, mark })
  // The form of an offer takes a topic, also where nothing is acted on.
  const organisation = { ...at, organisation: organisationId }
  await newOffers(gates.test.database, organisation, { by: id('coordinator'), mark })
  const spares = newSpares()
  const leader = id('coordinator')
  const ground = { ...at, organisation: organisationId, late, mark }
  return {
    tenant,
    mark,
    people: Object.fromEntries(roles.map((role) => [role, who(role)])) as RolesNetwork['people'],
    fresh: async () => {
      await forgetMatters(gates.test.database.sql, `network_id = '${at.network}'`)
      await restorePoll(gates.test.database, poll, { electorate, mark })
      await restoreSpares(gates.test.database, ground, spares)
      const posts = (state: string) => postsIn(gates, at, state, poll)
      const voters = [...electorate, late]
      const who = { by: leader, electorate: voters, mark }
      const elections = await newElection(gates.test.database, organisation, who)
      const rounds = await newRounds(gates.test.database, { ...organisation, by: leader }, mark)
      const answer = await newAnswer(gates.test.database, organisation, mark)
      const offers = await newOffers(gates.test.database, organisation, { by: leader, mark })
      const named = {
        ...at,
        ...answer,
        ...spares,
        ...elections,
        ...rounds,
        ...offers,
        poll,
        late,
        leader,
        groupName: groupName(mark),
      }
      return { ...named, failed: await posts('failed'), unknown: await posts('unknown') }
    },
  }
}

/** It came with the network; its name carries the mark, too. */
async function markedCommittee({ test }: ClosedGates, network: string, mark: string) {
  const [row] = await test.database.sql<{ id: string }>(
    `update working_group set name = $2 where network_id = $1 and kind = 'committee' returning id`,
    [network, `Steuerkreis ${mark}`],
  )
  return { id: row?.id ?? '' }
}

interface At {
  readonly network: string
  readonly group: string
  readonly committee: string
}

async function joinLate({ test }: ClosedGates, { network, group }: At, member: string): Promise<string> {
  await test.database.sql(
    `insert into membership (network_id, group_id, member_id, role) values ($1, $2, $3, 'member')`,
    [network, group, member],
  )
  return member
}

/** No host of these posts is allowed, so that sending one again fails on this machine and leaves it not. */
async function postsIn({ test }: ClosedGates, at: At, state: string, poll: string): Promise<PostsOf> {
  const ids = { group: randomUUID(), committee: randomUUID(), network: randomUUID() }
  await test.database.sql(
    `insert into post (id, network_id, conversation_id, service_url, matter_kind, matter_id, data, state, cause,
       created_at, group_id)
     select id, $2::uuid, '19:' || id || '@thread.tacv2', 'https://nowhere.invalid/', 'poll', $3::uuid, '{}', $4,
       'refused', $5::timestamptz, group_id
     from unnest($1::uuid[], $6::uuid[]) as one (id, group_id)`,
    [
      [ids.group, ids.committee, ids.network],
      at.network,
      poll,
      state,
      test.clock.now(),
      [at.group, at.committee, null],
    ],
  )
  return ids
}

async function throughTheTab(gates: ClosedGates, identity: Identity): Promise<Member> {
  const token = await gates.issuer.tabToken(wanted(gates, identity))
  const member = await gates.test.service.signIn.member(`Bearer ${token}`)
  if (typeof member !== 'object' || !('id' in member)) throw new Error(`${identity.objectId} is no member`)
  return member
}

/** What the issuer is asked for to make a token of this person. */
export function wanted(gates: ClosedGates, { tenantId, objectId }: Identity) {
  return { ...gates.tabWanted, tenant: tenantId, objectId }
}
