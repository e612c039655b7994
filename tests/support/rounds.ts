/** Opens rounds in the demo network, puts answers into them and lets them end, for tests of needs. */
import { randomUUID } from 'node:crypto'
import { randomIds } from '../../bot/ids'
import { closeDueRounds } from '../../bot/needs/use-cases/close-round'
import type { DemandView, RoundPageView, RoundView } from '../../bot/needs/view'
import type { HttpAnswer, TestService } from './service'

/** Office, and coordinator of the group with a channel. */
export const office = 'Anke Beispiel'

export interface RoundWishes {
  readonly by?: string
  readonly scope?: string
  readonly nonce?: string
  readonly date?: string
  readonly time?: string
  readonly repeats?: boolean
  readonly mark?: string
}

/** Runs from Monday 09:00 to the next Monday 12:00 unless said otherwise. */
export async function tryToOpenRound(test: TestService, { by = office, ...wishes }: RoundWishes = {}) {
  const body = { scope: 'network', nonce: randomIds.nonce(), date: '2026-11-30', time: '12:00', ...wishes }
  return test.api(by, 'round.open', { body })
}

export async function openRound(test: TestService, wishes: RoundWishes = {}): Promise<RoundView> {
  const answer = await tryToOpenRound(test, wishes)
  if (answer.status !== 200) throw new Error(`not opened: ${JSON.stringify(answer.body)}`)
  return answer.body.round
}

export const deadline = '2026-11-30T12:00:00+01:00'
/** Two seconds later, when it has closed. */
export const afterDeadline = '2026-11-30T12:00:02+01:00'

export async function endRound(test: TestService, at = afterDeadline): Promise<number> {
  test.clock.set(at)
  return closeDueRounds(test.service.desk.world)
}

export async function roundPage(test: TestService, who: string, round: string): Promise<RoundPageView> {
  return (await test.api(who, 'round.show', { query: { round } })).body
}

export const demandFor = (
  test: TestService,
  who: string,
  query: Record<string, string> = {},
): Promise<HttpAnswer> => test.api(who, 'demand.show', { query })

export async function demandOf(test: TestService, who: string, round: string): Promise<DemandView> {
  const answer = await demandFor(test, who, { round })
  if (answer.status !== 200) throw new Error(`no demand: ${JSON.stringify(answer.body)}`)
  return answer.body
}

export async function addTopic(test: TestService, name: string): Promise<string> {
  return (await test.api(office, 'topic.add', { body: { name } })).body.id
}

export async function organisationId(test: TestService, name: string): Promise<string> {
  const [row] = await test.database.sql<{ id: string }>('select id from organisation where name = $1', [name])
  if (!row) throw new Error(`${name} is no organisation`)
  return row.id
}

export interface NeedWish {
  readonly topic: string
  readonly heads: number
  readonly parts?: Readonly<Record<string, string>>
  readonly visible?: boolean
  readonly note?: string
  readonly occupation?: string
}

/** As if it had been entered: the round counts it, nobody is told of it. */
export async function putAnswer(
  test: TestService,
  round: string,
  organisation: string,
  needs: readonly NeedWish[] = [],
  by?: string,
): Promise<void> {
  const id = await organisationId(test, organisation)
  await test.database.sql(
    `insert into answer (round_id, organisation_id, network_id, answered_at, revision)
     select id, $2, network_id, $3, 1 from round where id = $1`,
    [round, id, test.clock.now()],
  )
  for (const { topic, heads, parts = {}, visible = true, note = '', occupation = '' } of needs)
    await test.database.sql(
      `insert into need (id, network_id, round_id, organisation_id, topic_id, heads, parts, occupation, note, joint, visible)
       select $3, network_id, id, $2, $4, $5, $6, $7, $8, true, $9 from round where id = $1`,
      [round, id, randomUUID(), topic, heads, JSON.stringify(parts), occupation, note, visible],
    )
  if (by !== undefined)
    await test.database.sql(
      `insert into answer_change (network_id, round_id, organisation_id, at, member_id, what, data)
       select r.network_id, r.id, $2, $3, m.id, 'added', '{}' from round r, member m where r.id = $1 and m.name = $4`,
      [round, id, test.clock.now(), by],
    )
  await test.database.sql(
    `update round set answered = (select count(*) from answer a where a.round_id = round.id) where id = $1`,
    [round],
  )
}

/** Organisations of the demo network that belong to no family with another. */
export const alone = [
  'Maschinenbau, Gifhorn',
  'Logistik, Wolfsburg',
  'Stahlhandel, Salzgitter',
  'Softwarehaus, Braunschweig',
  'Pflegedienst, Peine',
  'Elektrohandwerk, Helmstedt',
  'Lebensmittelwerk, Wolfenbüttel',
  'Kunststofftechnik, Gifhorn',
] as const
