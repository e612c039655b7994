/** Who may be in an electorate: of a group, or of the whole network. */
import { sql } from 'kysely'
import type { Transaction } from '../database/database'
import { raw } from '../database/query'
import { type Person, votingMembers } from '../groups/store'
import type { Poll } from './poll'

/** By name. */
export async function mayVote(
  tx: Transaction,
  { electorate, groupId }: Pick<Poll, 'electorate' | 'groupId'>,
): Promise<readonly Person[]> {
  return electorate === 'group' ? votingMembers(tx, groupId) : membersOfNetwork(tx)
}

/**
 * An observer casts nothing (DOMAIN.md, Roles). It is a role in a group, so of the network's people only those are left out
 * who observe and do nothing else: a guest of some group would otherwise have a vote in what binds all. Who is in no group
 * at all belongs to the network all the same, and votes; so does who holds or stands in for a seat.
 */
async function membersOfNetwork(tx: Transaction): Promise<readonly Person[]> {
  return tx.all(
    raw(sql<Person>`select m.id, m.name, o.name as organisation
      from member m join organisation o on o.id = m.organisation_id
      where m.network_id = ${tx.networkId} and m.left_at is null and (m.office
        or not exists (select from membership ms where ms.member_id = m.id)
        or exists (select from membership ms join working_group g on g.id = ms.group_id
          where ms.member_id = m.id and (ms.role <> 'observer' or g.kind = 'committee')))
      order by m.name, m.id`),
  )
}

/** Of these people: who is not in the group, in whatever role. */
export async function outsideGroup(
  tx: Transaction,
  groupId: string,
  memberIds: readonly string[],
): Promise<readonly string[]> {
  const rows = await tx.all(
    raw(sql<{ id: string }>`select asked.id from unnest(${memberIds}::uuid[]) as asked(id)
      where not exists (select from membership ms where ms.group_id = ${groupId} and ms.member_id = asked.id)
      order by asked.id`),
  )
  return rows.map(({ id }) => id)
}
