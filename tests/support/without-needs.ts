/** Takes what the demo asks and offers out of its network. */
import { demoRounds } from '../../bot/demo/needs'
import { demoOffers } from '../../bot/demo/offers'

type Sql = (text: string, values?: readonly unknown[]) => Promise<unknown>

export async function removeDemoNeeds(sql: Sql): Promise<void> {
  await removeDemoOffers(sql)
  const own = '(select id from round where form_nonce = any($1))'
  const tables = [
    'answer_act',
    'answer_change',
    'need',
    'answer',
    'round_reminder',
    'round_trace',
    'round_organisation',
    'round_topic',
  ]
  for (const table of tables) await sql(`delete from ${table} where round_id in ${own}`, [demoRounds])
  await sql(`delete from notice where matter_kind like 'round%'`)
  await sql(`delete from post where matter_kind like 'round%'`)
  await sql('delete from round where form_nonce = any($1)', [demoRounds])
  for (const table of ['topic', 'region']) await sql(`delete from ${table}`)
}

async function removeDemoOffers(sql: Sql): Promise<void> {
  const own = '(select id from offer where form_nonce = any($1))'
  for (const table of ['booking', 'offer_trace'])
    await sql(`delete from ${table} where offer_id in ${own}`, [demoOffers])
  await sql('delete from offer where form_nonce = any($1)', [demoOffers])
  await sql(`delete from notice where matter_kind like 'offer%'`)
}
