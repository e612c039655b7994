/** Needs of organisations in a round of the network, put in by SQL. */
import { randomUUID } from 'node:crypto'
import { demoTenant } from '../../bot/demo/network'
import type { TestService } from './service'

export interface NeedWish {
  /** Whose organisation has it; that person has entered it unless somebody else has. */
  readonly of: string
  readonly topic: string
  readonly visible?: boolean
  readonly joint?: boolean
  /** null: nobody is known who has entered it. */
  readonly enteredBy?: string | null
}

/** @param closedAt null: it is open */
export async function roundWith(
  { database }: TestService,
  wishes: readonly NeedWish[],
  closedAt: string | null = null,
): Promise<string> {
  const round = randomUUID()
  await database.sql(
    `insert into round (id, network_id, quarter, deadline, zone, state, opened_at, closed_at, least_families,
       least_distance, repeats, asked, answered, demand, revision)
     select $1, n.id, '2026-4', '2026-12-11T11:00:00Z', n.zone, case when $3::timestamptz is null then 'open' else 'closed' end,
       '2026-11-01T08:00:00Z', $3::timestamptz, 3, 15, false, 20, 0,
       case when $3::timestamptz is null then null else '{}'::jsonb end, 1
     from network n where n.tenant_id = $2`,
    [round, demoTenant, closedAt],
  )
  for (const { of, topic, visible = true, joint = true, enteredBy = of } of wishes) {
    await database.sql(
      `with who as (select network_id, organisation_id from member where name = $2),
       asked as (insert into round_organisation (round_id, organisation_id, network_id)
         select $1, organisation_id, network_id from who on conflict do nothing)
       insert into answer (round_id, organisation_id, network_id, answered_at, revision)
       select $1, organisation_id, network_id, '2026-11-20T08:00:00Z', 1 from who on conflict do nothing`,
      [round, of],
    )
    await database.sql(
      `insert into need (id, network_id, round_id, organisation_id, topic_id, heads, parts, occupation, note, joint, visible)
       select gen_random_uuid(), network_id, $1, organisation_id, $3, 4, '{}', '', '', $4, $5 from member where name = $2`,
      [round, of, topic, joint, visible],
    )
    await database.sql(
      `insert into answer_change (network_id, round_id, organisation_id, at, member_id, what, data)
       select o.network_id, $1, o.organisation_id, '2026-11-20T08:00:00Z', m.id, 'added', '{}'
       from member o, member m where o.name = $2 and m.name = $3`,
      [round, of, enteredBy],
    )
  }
  return round
}
