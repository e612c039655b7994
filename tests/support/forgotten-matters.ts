/** Takes rounds, offers and topics out again: lists that grow with each act would make the next ones slow. */

type Sql = (text: string) => Promise<unknown>

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

/** @param where of which rows; without it all that there are */
export async function forgetMatters(sql: Sql, where = 'true'): Promise<void> {
  await sql(tables.map((table) => `delete from ${table} where ${where}`).join(';'))
}
