/** Takes rounds, offers and topics out of a network again: lists that grow with each act would make the next ones slow. */
import type { TestDatabase } from './database'

/** Those that refer to others first. */
const tables = [
  'booking_act',
  'booking',
  'offer_feedback',
  'offer_trace',
  'offer',
  'answer_act',
  'answer_change',
  'need',
  'answer',
  'round_reminder',
  'round_trace',
  'round_organisation',
  'round_topic',
  'round',
  'topic',
  'region',
]

export async function forgetMatters(database: TestDatabase, network: string): Promise<void> {
  const deletes = tables.map((table) => `delete from ${table} where network_id = '${network}'`)
  await database.sql(deletes.join(';'))
}
