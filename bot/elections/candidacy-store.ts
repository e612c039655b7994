/** Candidacies in the database. */
import { sql } from 'kysely'
import type { Transaction } from '../database/database'
import { raw } from '../database/query'
import type { CandidacyState } from './candidacy'
import type { PersonView } from './view'

export interface StoredCandidacy extends PersonView {
  readonly state: CandidacyState
}

/** By name. Whoever has left the network stands no more. */
export async function candidaciesOf(
  tx: Transaction,
  electionId: string,
): Promise<readonly StoredCandidacy[]> {
  return tx.all(
    raw(sql<StoredCandidacy>`select m.id, m.name, o.name as organisation, c.state
      from candidacy c join member m on m.id = c.member_id join organisation o on o.id = m.organisation_id
      where c.election_id = ${electionId} and m.left_at is null order by m.name, m.id`),
  )
}

export async function candidacyOf(
  tx: Transaction,
  electionId: string,
  memberId: string,
): Promise<CandidacyState | null> {
  const row = await tx.first(
    raw(sql<{ state: CandidacyState }>`select state from candidacy
      where election_id = ${electionId} and member_id = ${memberId}`),
  )
  return row?.state ?? null
}

export interface AskedCandidacy {
  readonly id: string
  readonly title: string
  readonly group: string
  readonly opensAt: Date
  readonly zone: string
}

/** Elections for which the member has been proposed and has said neither yes nor no, while one still may. */
export async function askedCandidacies(
  tx: Transaction,
  memberId: string,
): Promise<readonly AskedCandidacy[]> {
  return tx.all(
    raw(sql<AskedCandidacy>`select e.id, e.title, g.name as group, e.opens_at as "opensAt", e.zone
      from candidacy c join election e on e.id = c.election_id join working_group g on g.id = e.group_id
      where c.member_id = ${memberId} and c.state = 'asked' and e.state in ('standing', 'short')
      order by e.opens_at, e.id`),
  )
}

export async function saveCandidacy(
  tx: Transaction,
  electionId: string,
  memberId: string,
  change: { readonly state: CandidacyState; readonly proposedBy: string | null; readonly at: Date },
): Promise<void> {
  const answeredAt = change.state === 'asked' ? null : change.at
  await tx.run(
    raw(sql`insert into candidacy (election_id, member_id, network_id, state, proposed_by, asked_at, answered_at)
      values (${electionId}, ${memberId}, ${tx.networkId}, ${change.state}, ${change.proposedBy}, ${change.at}, ${answeredAt})
      on conflict (election_id, member_id) do update set state = excluded.state, answered_at = excluded.answered_at`),
  )
}
