/** Whom an offer is told of: organisations with a fitting need, in person. */
import { randomUUID } from 'node:crypto'
import { demoTenant } from '../../bot/demo/network'
import { roundWith } from '../support/need-rows'
import { changeOffer, makeOffer, provider, topicNamed } from '../support/offers'
import { startTestService, type TestService } from '../support/service'

let test: TestService
let topic: string
beforeAll(async () => {
  test = await startTestService()
})
beforeEach(async () => {
  topic = await topicNamed(test, `Thema ${randomUUID()}`)
})
afterAll(() => test.stop())

const [bernd, clara, deniz, ella] = ['Bernd Muster', 'Clara Vorbild', 'Deniz Entwurf', 'Ella Probe'] as const
const toldOf = async (offer: string) => {
  const rows = await test.database.sql<{ name: string; secret: boolean }>(
    `select m.name, n.secret from notice n join member m on m.id = n.member_id
     where n.matter_kind = 'offer-matched' and n.matter_id = $1 order by m.name`,
    [offer],
  )
  expect(rows.every(({ secret }) => secret)).toBe(true)
  return rows.map(({ name }) => name)
}

it('who has entered a need on its topic is told, who has none, hides it, or wants no course with others is not', async () => {
  const other = await topicNamed(test, `Anderes ${randomUUID()}`)
  await roundWith(test, [
    { of: bernd, topic },
    { of: clara, topic: other },
    { of: deniz, topic, visible: false },
    { of: ella, topic, joint: false },
    // The provider's own.
    { of: provider, topic },
  ])
  expect(await toldOf((await makeOffer(test, { topic })).id)).toEqual([bernd])
})

it('advice is for one alone: a need that wants no course with others is met by it', async () => {
  await roundWith(test, [{ of: ella, topic, joint: false }])
  expect(await toldOf((await makeOffer(test, { topic, kind: 'advice' })).id)).toEqual([ella])
})

it('a need that counts under the topic, since its own was merged into it, is one on it', async () => {
  const merged = await topicNamed(test, `Altes ${randomUUID()}`)
  await test.database.sql(`update topic set state = 'merged', merged_into = $2 where id = $1`, [
    merged,
    topic,
  ])
  await roundWith(test, [{ of: bernd, topic: merged }])
  expect(await toldOf((await makeOffer(test, { topic })).id)).toEqual([bernd])
})

it('only the latest closed round counts, beside open ones', async () => {
  await roundWith(test, [{ of: bernd, topic }], '2026-10-01T10:00:00Z')
  await roundWith(test, [{ of: clara, topic }], '2026-10-20T10:00:00Z')
  await roundWith(test, [{ of: deniz, topic }])
  expect(await toldOf((await makeOffer(test, { topic })).id)).toEqual([clara, deniz])
})

it('where nobody is left who entered it, all who may speak for the organisation are told', async () => {
  const anke = 'Anke Beispiel'
  const hilke = 'Hilke Fiktion'
  await roundWith(test, [{ of: anke, topic, enteredBy: null }])
  expect(await toldOf((await makeOffer(test, { topic })).id)).toEqual([anke, hilke])
})

it('an offer that changes its topic is told to whom it suits now, once', async () => {
  await roundWith(test, [{ of: bernd, topic }])
  const { id } = await makeOffer(test)
  expect(await toldOf(id)).toEqual([])
  for (const place of ['Gifhorn', 'Peine'])
    expect((await changeOffer(test, id, { topic, place })).status).toBe(200)
  expect(await toldOf(id)).toEqual([bernd])
})

it('two thousand organisations with a need are noted in one statement', async () => {
  await test.database.sql(
    `with fresh as (
       insert into organisation (id, network_id, name, bench, sector)
       select gen_random_uuid(), n.id, 'Firma ' || i, 'employers', 'x' from network n, generate_series(1, 2000) i
       where n.tenant_id = $1 returning id, network_id, name),
     people as (
       insert into member (id, network_id, organisation_id, name, language)
       select gen_random_uuid(), network_id, id, 'P ' || name, 'de' from fresh returning id)
     select 1 from people`,
    [demoTenant],
  )
  const round = await roundWith(test, [])
  await test.database.sql(
    `insert into round_organisation (round_id, organisation_id, network_id)
     select $1, id, network_id from organisation where name like 'Firma %'`,
    [round],
  )
  await test.database.sql(
    `insert into answer (round_id, organisation_id, network_id, answered_at, revision)
     select round_id, organisation_id, network_id, now(), 1 from round_organisation where round_id = $1`,
    [round],
  )
  await test.database.sql(
    `insert into need (id, network_id, round_id, organisation_id, topic_id, heads, parts, occupation, note, joint, visible)
     select gen_random_uuid(), network_id, round_id, organisation_id, $2, 3, '{}', '', '', true, true
     from answer where round_id = $1`,
    [round, topic],
  )
  // As PostgreSQL does by itself within a minute: without knowing of the rows it would compare all with all.
  await test.database.sql('analyze')
  const before = performance.now()
  const { id } = await makeOffer(test, { topic })
  process.stdout.write(
    `  an offer that suits 2,000 organisations: ${Math.round(performance.now() - before)} ms\n`,
  )
  expect(await toldOf(id)).toHaveLength(2000)
})
