/** What the pages and cards of groups show, cut to what their reader may see. */
import { type Refusal, refuse } from '../../refusal'
import type { World } from '../../world'
import { benches } from '../bench'
import { departedOf } from '../departure-store'
import { joinRequest, openRequests } from '../join-store'
import type { Member } from '../member'
import { networkOf } from '../network-store'
import {
  channelLines,
  groupCards,
  type MemberRow,
  memberRows,
  organisationLines,
  unboundChannels,
} from '../overview-store'
import { storedGroup } from '../people-store'
import { lacks, may } from '../rights'
import type { DoorOfMember, GroupCard, GroupView, JoinRequestView, NetworkView } from '../view'

export function listGroups(world: World, member: Member): Promise<readonly GroupCard[]> {
  return world.database.inNetwork(member.networkId, (tx) => groupCards(tx, member.id))
}

export async function showNetwork(world: World, member: Member): Promise<NetworkView> {
  const mayAdminister = may(member, 'administer')
  return world.database.inNetwork(member.networkId, async (tx) => {
    const network = await networkOf(tx)
    if (!network) throw new Error('a member without a network')
    const [organisations, groups, unbound] = await Promise.all([
      organisationLines(tx),
      groupCards(tx, member.id),
      mayAdminister ? unboundChannels(tx) : null,
    ])
    return { ...network, organisations, groups, mayAdminister, unbound }
  })
}

/** Who is in a group is for those who are in it and the office; others see who coordinates, to know whom to ask. */
export async function showGroup(world: World, member: Member, id: string): Promise<GroupView | Refusal> {
  return world.database.inNetwork(member.networkId, async (tx) => {
    const group = await storedGroup(tx, id)
    if (!group) return refuse('groups:unknown-group', {}, 404)
    const [cards, rows, channels] = await Promise.all([
      groupCards(tx, member.id),
      memberRows(tx, id),
      channelLines(tx, id),
    ])
    const own = cards.find((card) => card.id === id)
    const mayManage = may(member, 'keep-members', id)
    const seesAll = may(member, 'see-group', id)
    return {
      ...group,
      role: own?.role ?? null,
      asked: own?.asked ?? false,
      organisations: byOrganisation(
        seesAll ? rows : rows.filter(({ role }) => role === 'coordinator'),
        world.mail,
      ),
      channels: seesAll ? channels : [],
      requests: mayManage ? await openRequests(tx, id) : null,
      departed: mayManage ? await departedOf(tx, id) : null,
      mayManage,
      mayAdminister: may(member, 'administer'),
    }
  })
}

export function doorsOf(
  person: { readonly teams: boolean; readonly mail: string | null },
  mail: boolean,
): readonly DoorOfMember[] {
  const byMail = mail && person.mail ? (['mail'] as const) : []
  return person.teams ? ['teams', ...byMail] : [...byMail, 'link']
}

/** As people sort: Werk 2 before Werk 10. */
const inOrder = new Intl.Collator('de', { numeric: true })

function byOrganisation(rows: readonly MemberRow[], mail: boolean): GroupView['organisations'] {
  const ids = [...new Set(rows.map((row) => row.organisationId))]
  return ids
    .map((id) => {
      const members = rows
        .filter((row) => row.organisationId === id)
        .sort((one, other) => inOrder.compare(one.name, other.name))
      const { organisation: name, bench } = members[0] as MemberRow
      return {
        ...{ id, name, bench },
        members: members.map((row) => ({
          id: row.id,
          name: row.name,
          role: row.role,
          doors: doorsOf(row, mail),
        })),
      }
    })
    .sort(
      (one, other) =>
        benches.indexOf(one.bench) - benches.indexOf(other.bench) || inOrder.compare(one.name, other.name),
    )
}

export async function showRequest(
  world: World,
  member: Member,
  id: string,
): Promise<{ readonly view: JoinRequestView; readonly groupId: string } | Refusal> {
  const request = await world.database.inNetwork(member.networkId, (tx) => joinRequest(tx, id))
  if (!request) return refuse('groups:unknown-request', {}, 404)
  const { groupId, memberId: _, left: __, ...view } = request
  return lacks(member, 'keep-members', groupId) ?? { view, groupId }
}
