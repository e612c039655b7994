/** Who is told of an offer has a need, who is told of a booking has booked: nobody reads it, by whatever route. */

import { message } from '../support/activities'
import { tidy } from '../support/kept'
import { roundWith } from '../support/need-rows'
import { book, makeOffer, office, provider, topicNamed } from '../support/offers'
import { quiet } from '../support/quiet'
import { chatOf, messagesSaying, type ReachScene, round, startReachScene, writesOnce } from '../support/reach'
import { demoTeamsPerson, groupChannel } from '../support/teams-scene'
import { until } from '../support/until'

const company = 'Lene Vorlage'
const says = 'passt zu einem Bedarf Ihrer Organisation'

let scene: ReachScene
beforeAll(async () => {
  scene = await startReachScene()
  await scene.test.database.sql('delete from notice')
  await writesOnce(scene, company)
})
afterAll(() => scene.stop())

const secrets = () =>
  scene.test.database.sql<{ id: string; matter_kind: string; matter_id: string; state: string }>(
    `select id, matter_kind, matter_id, state from post where secret order by created_at`,
  )
const ledger = async (who = office, query = {}) => (await scene.test.api(who, 'ledger.show', { query })).body
const counts = async () => (await ledger()).counts

it('a company with a need gets the card in person, and the ledger is as it was before', async () => {
  const { test } = scene
  const topic = await topicNamed(test)
  await roundWith(test, [{ of: company, topic }])
  // What the scene has posted is told of first, up to its last news.
  const onTheWay = `select from post where state in ('waiting', 'sending')`
  await until(async () => (await test.database.sql(onTheWay)).length === 0, 25_000)
  await new Promise((done) => setTimeout(done, 1000))
  const before = await ledger()
  const heard: string[] = []
  const stream = await listen(office, heard)
  const { id } = await makeOffer(test)
  await round(test, 'inbox:tell')
  await until(() => messagesSaying(scene, says, chatOf(scene, company).id).length === 1, 25_000)
  const [post] = await secrets()
  expect(post).toMatchObject({ matter_kind: 'offer-matched', matter_id: id })
  await until(async () => (await secrets())[0]?.state === 'sent', 25_000)
  await new Promise((done) => setTimeout(done, 1000))
  stream.abort()
  expect(await ledger()).toEqual(before)
  // Whoever listens hears that there is an offer, and nothing of a ledger.
  expect(heard.join('')).toContain('event: offer')
  expect(heard.join('')).not.toContain('event: ledger')
})

it('in no state and no page of any ledger it stands, and nobody can send it again or decide on it', async () => {
  const { test } = scene
  const [post] = await secrets()
  for (const state of ['sent', 'failed', 'unknown', 'waiting']) {
    await test.database.sql(
      `update post set state = $1, try_at = case when $1 = 'waiting' then now() + interval '1 day' end where secret`,
      [state],
    )
    for (const query of [{}, { state: 'waiting' }, { state: 'trouble' }, { ledger: 'network' }]) {
      const text = JSON.stringify(await ledger(office, query))
      for (const word of ['offer-matched', 'Passendes', post?.id ?? '', post?.matter_id ?? ''])
        expect(text).not.toContain(word)
    }
    for (const [route, body] of [
      ['ledger.send-again', { delivery: post?.id }],
      ['ledger.decide', { delivery: post?.id, verdict: 'send-again' }],
    ] as const) {
      const answer = await test.api(office, route, { body })
      expect([route, state, answer.body.refusal?.code]).toEqual([route, state, 'ledger:unknown-delivery'])
    }
    const run = await test.api(office, 'ledger.send-run-again', {
      body: { run: `offer-matched:${post?.matter_id}` },
    })
    expect(run.body.refusal?.code).toBe('ledger:nothing-failed')
  }
  await test.database.sql(`update post set state = 'sent', try_at = null where secret`)
})

it('only the person reads it among what is kept; the office, who asks for the same, does not', async () => {
  const { test } = scene
  const { id: member } = (await test.api(company, 'member.show')).body
  const own = await test.api(company, 'data.export', { body: {} })
  expect(JSON.stringify(own.body)).toContain('offer-matched')
  const other = await test.api(office, 'data.export', { body: { member } })
  expect(other.status).toBe(200)
  expect(JSON.stringify(other.body)).not.toContain('offer-')
  expect(JSON.stringify(other.body)).not.toContain('Passendes')
  const erasure = await test.api(office, 'data.erasure', { body: { member } })
  expect(JSON.stringify(erasure.body)).not.toContain('1 Mitteilung')
})

it('no answer to who offers it, no audit entry and no other read says whom or how many it suits', async () => {
  const { test } = scene
  const { body: list } = await test.api(provider, 'offer.list')
  const id = list.offers[0].id
  const reads = [
    list,
    (await test.api(provider, 'offer.show', { query: { offer: id } })).body,
    (await test.api(office, 'offer.show', { query: { offer: id } })).body,
    (await test.api(provider, 'inbox.show')).body,
    (await test.api(office, 'audit.show')).body.entries.filter(
      (entry: { matterId: string }) => entry.matterId === id,
    ),
  ]
  const text = JSON.stringify(reads)
  for (const word of ['Lene', 'Logistik', 'matched']) expect(text).not.toContain(word)
})

it('one more secret message never changes what others are told singly or together', async () => {
  const { test } = scene
  const rows = await test.database.sql<{ singly: boolean; secret: boolean }>(
    `select singly, secret from notice n join member m on m.id = n.member_id where m.name = $1 and secret`,
    [company],
  )
  expect(rows).toEqual([{ singly: false, secret: true }])
})

it('a booking’s own news are as secret: confirmed is told to the company, and the ledger shows the provider’s alone', async () => {
  const { test } = scene
  const { id } = await makeOffer(test, { minimum: '3' })
  await book(test, company, id, 2)
  await book(test, 'Bernd Muster', id, 2)
  await until(
    () => messagesSaying(scene, 'Das Minimum ist erreicht', chatOf(scene, company).id).length === 1,
    25_000,
  )
  const text = JSON.stringify(await ledger())
  expect(text).not.toContain('Gebuchtes Angebot')
  expect(text).not.toContain('Lene')
})

it('what is forgotten in time is not counted where it would say how many were told', async () => {
  const { test } = scene
  const entries = () =>
    test.database.sql<{ data: Record<string, number> }>(
      `select data from audit_entry where what = 'retention.run'`,
    )
  const before = (await entries()).length
  // What is on its way is told first, and kept for its time.
  await quiet(test.database)
  await test.database.sql('delete from notice where not secret')
  await test.database.sql('delete from post where not secret')
  await test.database.sql(`update notice set noted_at = '2020-01-01' where secret`)
  await test.database.sql(`update post set created_at = '2020-01-01' where secret`)
  await test.database.sql(`update offer set state = 'over'`)
  await tidy(test)
  const told = (await entries()).slice(before).map(({ data }) => data)
  expect(told.filter((data) => 'notices' in data || 'deliveries' in data)).toEqual([])
  expect(await test.database.sql('select id from notice where secret')).toEqual([])
  expect(await secrets()).toEqual([])
  expect(await counts()).toMatchObject({ trouble: 0 })
})

/** Reads what comes over the stream of changes. */
async function listen(who: string, into: string[]): Promise<AbortController> {
  const { test } = scene
  const end = new AbortController()
  const response = await fetch(`${test.url}/api/changes`, {
    headers: { authorization: `Bearer ${await test.token(who)}` },
    signal: end.signal,
  })
  const read = async () => {
    for await (const chunk of response.body ?? []) into.push(Buffer.from(chunk).toString())
  }
  read().catch(() => undefined)
  await until(() => into.length > 0, 5000)
  return end
}

it('in the list each organisation reads which offers suit itself, and nobody of any other', async () => {
  const { test } = scene
  const topic = await topicNamed(test, 'Nur für uns')
  await roundWith(test, [{ of: company, topic, visible: false }])
  const { id } = await makeOffer(test, { topic })
  const suits = async (who: string) => {
    const { body } = await test.api(who, 'offer.list')
    return body.offers.find((one: { id: string }) => one.id === id)?.suits
  }
  expect(await suits(company)).toBe(true)
  for (const who of [office, provider]) expect([who, await suits(who)]).toEqual([who, false])
})

it('in a channel, where all read along, the list says so to nobody', async () => {
  const { test, world } = scene
  const from = demoTeamsPerson(company)
  const says = 'Passt zu einem Bedarf Ihrer Organisation'
  for (const where of [chatOf(scene, company), groupChannel])
    await test.send(message(world, { from, where, text: 'angebote' }))
  await until(() => messagesSaying(scene, 'Ein Angebot', groupChannel.id).length === 1, 10_000)
  await until(() => messagesSaying(scene, says, chatOf(scene, company).id).length === 1, 10_000)
  expect(messagesSaying(scene, says, groupChannel.id)).toEqual([])
})
