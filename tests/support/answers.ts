/** Answers rounds for organisations of the demo network, as their people would. */
import { randomIds } from '../../bot/ids'
import { closeDueRounds } from '../../bot/needs/use-cases/close-round'
import type { AnswerView } from '../../bot/needs/view'
import type { HttpAnswer, TestService } from './service'

/** Of the office, and of the same organisation as `colleague`. */
export const anke = 'Anke Beispiel'
export const colleague = 'Hilke Fiktion'
/** Alone in an organisation each. */
export const frida = 'Frida Skizze'
export const ella = 'Ella Probe'
/** Observes where the group asks, has a vote elsewhere. */
export const kaan = 'Kaan Exempel'

export async function roundIn(test: TestService, scope = 'network', wishes: object = {}): Promise<string> {
  const body = { scope, nonce: randomIds.nonce(), date: '2026-11-30', time: '12:00', ...wishes }
  const answer = await test.api(anke, 'round.open', { body })
  if (answer.status !== 200) throw new Error(`not opened: ${JSON.stringify(answer.body)}`)
  return answer.body.round.id
}

/** Closes it, so that another one can open, and comes back to the day on which it ran, a minute later. */
export async function closeRounds(test: TestService): Promise<void> {
  const before = test.clock.now()
  test.clock.set('2026-11-30T12:00:03+01:00')
  await closeDueRounds(test.service.desk.world)
  test.clock.set(before.toISOString())
  test.clock.advance(60_000)
}

export async function topicOf(test: TestService, name: string): Promise<string> {
  const answer = await test.api(anke, 'topic.add', { body: { name } })
  if (answer.status !== 200) throw new Error(`no topic: ${JSON.stringify(answer.body)}`)
  const [row] = await test.database.sql<{ id: string }>('select id from topic where name = $1', [name])
  return row?.id ?? ''
}

export interface NeedTyped {
  readonly [field: string]: unknown
}

export function save(test: TestService, who: string, round: string, typed: NeedTyped): Promise<HttpAnswer> {
  return test.api(who, 'need.save', { body: { round, nonce: randomIds.nonce(), ...typed } })
}

export const act = (
  test: TestService,
  who: string,
  verb: 'remove' | 'none' | 'same' | 'withdraw',
  round: string,
  more: object = {},
): Promise<HttpAnswer> =>
  test.api(who, `need.${verb}`, { body: { round, nonce: randomIds.nonce(), ...more } })

export async function answerFor(test: TestService, who: string, round: string): Promise<AnswerView> {
  const answer = await test.api(who, 'need.card', { query: { round } })
  if (answer.status !== 200) throw new Error(`no answer: ${JSON.stringify(answer.body)}`)
  return answer.body
}

/** `KI im Büro 12`, by topic. */
export const linesOf = ({ needs }: Pick<AnswerView, 'needs'>): readonly string[] =>
  needs.map(({ topic, heads }) => `${topic.name} ${heads}`)

/** What the round counts, beside what is there. */
export async function countsOf(test: TestService, round: string) {
  const [row] = await test.database.sql<{ answered: number; rows: number }>(
    'select answered, (select count(*)::int from answer a where a.round_id = r.id) as rows from round r where id = $1',
    [round],
  )
  return row
}
