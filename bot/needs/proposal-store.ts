/** Topics that an organisation has proposed, as whoever runs rounds may see them: never by whom, and not before k families could have. */
import { sql } from 'kysely'
import type { Transaction } from '../database/database'
import { raw } from '../database/query'
import { topOf } from '../groups/family'
import { parentsIn } from './round-store'
import type { Named } from './view'

interface Used {
  readonly id: string
  readonly name: string
  readonly round: string
  readonly least: number
  /** Organisations that have answered since it was proposed, the proposing one among them; once it has closed, all. */
  readonly since: readonly string[]
}

/**
 * Only those on which a need stands. Whoever runs a round sees from minute to minute whose answer is missing: a proposal that
 * came up with the k-th answer at once would tell whose it is. So k families have answered from it on, its own included.
 *
 * @param groupIds of rounds in these groups; null: in any
 */
export async function visibleProposals(
  tx: Transaction,
  groupIds: readonly string[] | null,
): Promise<readonly Named[]> {
  const rows = await tx.all(
    raw(sql<Used>`select t.id, t.name, r.id as round, r.least_families as least,
        array(select a.organisation_id::text from answer a
          where a.round_id = r.id and (r.state = 'closed' or a.answered_at >= t.made_at)) as since
      from topic t join round r on exists (select from need n where n.topic_id = t.id and n.round_id = r.id)
      where t.state = 'proposed' and t.network_id = ${tx.networkId}
        and (${groupIds === null} or r.group_id = any(${groupIds ?? []}::uuid[]))
      order by t.name, t.id`),
  )
  const parents = await parentsIn(tx)
  const families = (some: readonly string[]) =>
    new Set(some.map((one) => topOf(one, (child) => parents.get(child))))
  const seen = rows.filter(({ since, least }) => families(since).size >= least)
  return [...new Map(seen.map(({ id, name }) => [id, { id, name }])).values()]
}
