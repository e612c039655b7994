/** Rounds of a network and of a group, topics and a region, put in by SQL: new ones whenever somebody has acted on them. */
import { randomUUID } from 'node:crypto'
import type { TestDatabase } from './database'

export interface RoundMatters {
  /** Of the network, open; it asks its first organisation. */
  readonly round: string
  /** Of the group, open; it asks nobody. */
  readonly groupRound: string
  /** Of the network, closed; nothing is shown of it. */
  readonly closedRound: string
  readonly topic: string
  readonly otherTopic: string
  readonly region: string
  /** The network's first organisation. */
  readonly home: string
}

export async function newRounds(
  database: TestDatabase,
  at: {
    readonly network: string
    readonly group: string
    readonly organisation: string
    readonly by: string
  },
  mark: string,
): Promise<RoundMatters> {
  const [round, groupRound, closedRound] = [randomUUID(), randomUUID(), randomUUID()]
  const [topic, otherTopic, region] = [randomUUID(), randomUUID(), randomUUID()]
  const insert = (id: string, group: string | null, closed: boolean) =>
    database.sql(
      `insert into round (id, network_id, group_id, quarter, deadline, zone, state, opened_by, opened_at, closed_at,
         least_families, least_distance, repeats, asked, answered, demand, revision)
       values ($1, $2, $3, '2026-4', $6, 'Europe/Berlin', $4, $5, '2026-11-01T08:00:00Z', $7, 3, 15, false, 1, 0, $8, 1)`,
      [
        ...[id, at.network, group, closed ? 'closed' : 'open', at.by],
        closed ? '2026-11-10T11:00:00Z' : '2027-01-10T11:00:00Z',
        closed ? '2026-11-10T11:00:00Z' : null,
        closed ? '{"topics":[]}' : null,
      ],
    )
  await insert(round, null, false)
  await insert(groupRound, at.group, false)
  await insert(closedRound, null, true)
  await database.sql(
    'insert into round_organisation (round_id, organisation_id, network_id) values ($1, $2, $3)',
    [round, at.organisation, at.network],
  )
  const named = (id: string) => `Thema ${id} ${mark}`
  await database.sql(
    `insert into topic (id, network_id, name, state, made_at)
     select id, $1, name, 'listed', now() from unnest($2::uuid[], $3::text[]) as t (id, name)`,
    [at.network, [topic, otherTopic], [named(topic), named(otherTopic)]],
  )
  await database.sql('insert into region (id, network_id, name) values ($1, $2, $3)', [
    region,
    at.network,
    `Region ${mark}`,
  ])
  return { round, groupRound, closedRound, topic, otherTopic, region, home: at.organisation }
}
