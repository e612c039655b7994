/** An election in which people stand and a vacant seat, put in by SQL: new ones whenever somebody has acted on them. */
import { randomUUID } from 'node:crypto'
import type { TestDatabase } from './database'

export interface ElectionMatters {
  readonly election: string
  /** Of the network's first organisation; nobody holds it. */
  readonly seat: string
}

export async function newElection(
  database: TestDatabase,
  at: { readonly network: string; readonly group: string; readonly organisation: string },
  who: { readonly by: string; readonly electorate: readonly string[]; readonly mark: string },
): Promise<ElectionMatters> {
  const [election, seat] = [randomUUID(), randomUUID()]
  await database.sql(
    `insert into election (id, network_id, group_id, title, places, term_from, term_to, electorate, opens_at, deadline,
       zone, state, called_by, called_at, form_nonce, revision)
     values ($1, $2, $3, $4, 2, '2027-01-01', '2028-12-31', 'group', '2026-11-26T12:00:00Z', '2026-11-30T12:00:00Z',
       'Europe/Berlin', 'standing', $5, '2026-11-23T08:00:00Z', $6, 1)`,
    [election, at.network, at.group, `Wahl ${who.mark}`, who.by, `matrix-${election}`],
  )
  await database.sql(
    `insert into election_voter (election_id, member_id, network_id)
     select $1::uuid, unnest($2::uuid[]), $3::uuid`,
    [election, who.electorate, at.network],
  )
  await database.sql('insert into seat (id, network_id, organisation_id) values ($1, $2, $3)', [
    seat,
    at.network,
    at.organisation,
  ])
  return { election, seat }
}
