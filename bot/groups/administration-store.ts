/** Who belongs to the network, to which organisation and family, and whose the seats are: changed by one after the other. */
import { sql } from 'kysely'
import type { Transaction } from '../database/database'
import { raw } from '../database/query'
import { type Refusal, refuse } from '../refusal'
import type { Member } from './member'
import { lacks, type Right } from './rights'

/**
 * Whoever administers the network, changes a seat, or erases somebody, does so alone: what was checked still holds when it
 * is stored. What one seat may be depends on all the others (one chair, nobody twice) and on whose people its people are.
 * Taken before any row is read or locked, until the transaction ends.
 */
export async function lockAdministration(tx: Transaction): Promise<void> {
  await tx.run(raw(sql`select from network where id = ${tx.networkId} for no key update`))
}

/**
 * The lock for somebody who asks: whoever had the right may have been erased, taken out, or have lost the office, the group
 * or the chair, while this waited.
 *
 * @param right by which it is done
 */
export async function administering(
  tx: Transaction,
  member: Member,
  right: Right = 'administer',
  groupId?: string,
): Promise<Refusal | undefined> {
  await lockAdministration(tx)
  const now = await tx.first(
    raw(sql<Pick<Member, 'office' | 'memberships' | 'chair'>>`select m.office,
        coalesce((select jsonb_object_agg(ms.group_id, ms.role) from membership ms where ms.member_id = m.id), '{}')
          as memberships,
        exists (select from seat s where s.holder_id = m.id and s.chair and s.ended_at is null) as chair
      from member m where m.id = ${member.id} and m.left_at is null`),
  )
  if (!now) return refuse('groups:not-a-member', {}, 403)
  return lacks({ ...member, ...now, chair: member.chair && now.chair }, right, groupId)
}
