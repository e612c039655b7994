/** A round of a group in which the organisation has answered, put in by SQL: a new one whenever somebody has acted on it. */
import { randomUUID } from 'node:crypto'
import type { TestDatabase } from './database'

export interface AnswerMatters {
  /** An open round that asks the organisation, in which there is a need. */
  readonly askingRound: string
  readonly need: string
}

export async function newAnswer(
  database: TestDatabase,
  at: { readonly network: string; readonly group: string; readonly organisation: string },
  mark: string,
): Promise<AnswerMatters> {
  const [round, need, topic] = [randomUUID(), randomUUID(), randomUUID()]
  await database.sql(
    `insert into round (id, network_id, group_id, quarter, deadline, zone, state, opened_at, least_families,
       least_distance, repeats, asked, answered, revision)
     values ($1, $2, $3, '2026-4', '2026-11-30T12:00:00Z', 'Europe/Berlin', 'open', '2026-11-23T08:00:00Z', 3, 15,
       false, 1, 1, 1)`,
    [round, at.network, at.group],
  )
  const whose = [round, at.organisation, at.network]
  await database.sql(
    'insert into round_organisation (round_id, organisation_id, network_id) values ($1, $2, $3)',
    whose,
  )
  await database.sql(
    `insert into answer (round_id, organisation_id, network_id, answered_at, revision)
     values ($1, $2, $3, '2026-11-23T08:30:00Z', 1)`,
    whose,
  )
  await database.sql(
    `insert into topic (id, network_id, name, state, made_at) values ($1, $2, $3, 'listed', '2026-11-23T08:00:00Z')`,
    [topic, at.network, `Thema ${mark} ${topic}`],
  )
  await database.sql(
    `insert into need (id, network_id, round_id, organisation_id, topic_id, heads, parts, occupation, note, joint, visible)
     values ($1, $4, $2, $3, $5, 12, '{}', '', $6, true, true)`,
    [need, round, at.organisation, at.network, topic, mark],
  )
  return { askingRound: round, need }
}
