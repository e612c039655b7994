/** Who may answer for an organisation, and how a round reaches them, in the database. */
import { sql } from 'kysely'
import type { Transaction } from '../database/database'
import { queries, raw } from '../database/query'
import { type Channel, channelsOf } from '../groups/channel-store'
import type { Round } from './round'

export interface Answerer {
  readonly memberId: string
  readonly organisationId: string
}

type Scope = Pick<Round, 'id' | 'groupId'>

/** As `mayAnswerIn` has it (round.ts), for all at once. */
const answers = ({ groupId }: Scope) =>
  groupId === null
    ? sql`(m.office or not exists (select from membership ms where ms.member_id = m.id)
        or exists (select from membership ms join working_group g on g.id = ms.group_id
          where ms.member_id = m.id and (ms.role <> 'observer' or g.kind = 'committee')))`
    : sql`not exists (select from membership ms
        where ms.member_id = m.id and ms.group_id = ${groupId} and ms.role = 'observer')`

/** People of the organisations that are asked. @param missing only of those that have not answered */
export async function answerersIn(
  tx: Transaction,
  round: Scope,
  { missing }: { readonly missing: boolean },
): Promise<readonly Answerer[]> {
  return tx.all(
    raw(sql<Answerer>`select m.id as "memberId", m.organisation_id as "organisationId"
      from round_organisation ro join member m on m.organisation_id = ro.organisation_id and m.left_at is null
      where ro.round_id = ${round.id} and ${answers(round)}
        and (not ${missing} or not exists (select from answer a
          where a.round_id = ro.round_id and a.organisation_id = ro.organisation_id))
      order by m.id`),
  )
}

/** Organisation -> who entered what it answered last, before this round. */
export async function enteredLast(
  tx: Transaction,
  round: Scope,
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const rows = await tx.all(
    raw(sql<{ organisation: string; member: string }>`
      with before as (
        select distinct on (c.organisation_id) c.organisation_id, c.round_id
        from answer_change c join round_organisation ro on ro.organisation_id = c.organisation_id and ro.round_id = ${round.id}
        where c.round_id <> ${round.id} order by c.organisation_id, c.id desc)
      select distinct c.organisation_id as organisation, c.member_id as member
      from before b join answer_change c on c.organisation_id = b.organisation_id and c.round_id = b.round_id`),
  )
  const all = new Map<string, Set<string>>()
  for (const { organisation, member } of rows)
    all.set(organisation, (all.get(organisation) ?? new Set()).add(member))
  return all
}

/** Where a round's cards go: the group's channels, or those of all groups. */
export async function channelsFor(tx: Transaction, groupId: string | null): Promise<readonly Channel[]> {
  if (groupId !== null) return channelsOf(tx, groupId)
  const groups = await tx.all(
    queries.selectFrom('working_group').select('id').where('kind', '=', 'group').orderBy('id'),
  )
  const all: Channel[] = []
  for (const { id } of groups) all.push(...(await channelsOf(tx, id)))
  return all
}

/** Of these people: who reads none of the channels in which the round's cards stand. */
export async function withoutRoundChannel(
  tx: Transaction,
  { groupId }: Pick<Round, 'groupId'>,
  memberIds: readonly string[],
): Promise<readonly string[]> {
  const rows = await tx.all(
    raw(sql<{ id: string }>`select m.id from member m
      where m.id = any(${[...memberIds]}::uuid[]) and (m.aad_object_id is null or not exists (
        select from membership ms join working_group g on g.id = ms.group_id
          join channel c on c.group_id = g.id and c.service_url is not null
        where ms.member_id = m.id
          and case when ${groupId}::uuid is null then g.kind = 'group' else g.id = ${groupId}::uuid end))
      order by m.id`),
  )
  return rows.map(({ id }) => id)
}

/** What one person has to do with a round; undefined: nothing, the organisation is not asked. */
export async function answererPart(
  tx: Transaction,
  round: Scope,
  memberId: string,
): Promise<
  { readonly organisation: string; readonly answered: boolean; readonly answers: boolean } | undefined
> {
  return tx.first(
    raw(sql<{ organisation: string; answered: boolean; answers: boolean }>`select o.name as organisation,
        ${answers(round)} as answers,
        exists (select from answer a where a.round_id = ro.round_id and a.organisation_id = ro.organisation_id) as answered
      from member m join organisation o on o.id = m.organisation_id
      join round_organisation ro on ro.organisation_id = o.id and ro.round_id = ${round.id}
      where m.id = ${memberId} and m.left_at is null`),
  )
}
