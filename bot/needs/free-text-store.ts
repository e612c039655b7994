/** What was written about a topic, in the database: read only once its round has closed, and never with an organisation. */
import { sql } from 'kysely'
import type { Transaction } from '../database/database'
import { raw } from '../database/query'
import type { Written } from './free-texts'

/** Of needs that count, and of which providers may know: whoever runs a round may be one. */
export async function writtenIn(tx: Transaction, roundId: string): Promise<readonly Written[]> {
  return tx.all(
    raw(sql<Written>`select t.counts_as as topic, ro.family_id as family, n.occupation, n.note
      from need n join round r on r.id = n.round_id and r.state = 'closed'
      join round_organisation ro on ro.round_id = n.round_id and ro.organisation_id = n.organisation_id
      join round_topic t on t.round_id = n.round_id and t.topic_id = n.topic_id
      where n.round_id = ${roundId} and ro.family_id is not null and n.visible
        and (n.occupation <> '' or n.note <> '')`),
  )
}
