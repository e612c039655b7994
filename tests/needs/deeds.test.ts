/** Every act of administering needs stands in the audit log, in words; no answer does. */
import { auditOf, latestLine, unsaidKeys } from '../support/kept'
import { groupId } from '../support/polls'
import { addTopic, endRound, office, openRound, organisationId, putAnswer } from '../support/rounds'
import { startTestService, type TestService } from '../support/service'

let test: TestService
beforeAll(async () => {
  test = await startTestService()
})
afterAll(() => test.stop())

let count = 0
const name = () => {
  count += 1
  return `Name ${count}`
}
const topic = () => addTopic(test, name())
const region = async () => {
  await test.database.sql('delete from region')
  return (await test.api(office, 'region.add', { body: { name: name() } })).body.id
}
const round = async () => {
  await test.database.sql(`update round set deadline = now() - interval '30 years' where state = 'open'`)
  await endRound(test, '2026-11-23T09:00:00+01:00')
  return (await openRound(test, { scope: await groupId(test) })).id
}
/** As if an organisation had proposed it and three had answered since. */
const proposal = async () => {
  const id = await topic()
  await test.database.sql(
    `update topic set state = 'proposed', proposed_by = $2, made_at = '2020-01-01' where id = $1`,
    [id, await organisationId(test, 'Feinoptik, Goslar')],
  )
  const open = await round()
  for (const one of ['Feinoptik, Goslar', 'IHK Braunschweig', 'TU Braunschweig'])
    await putAnswer(test, open, one, [{ topic: id, heads: 3 }])
  return id
}

const acts: Readonly<Record<string, () => Promise<object>>> = {
  'topic.add': async () => ({ name: name() }),
  'topic.rename': async () => ({ topic: await topic(), name: name() }),
  'topic.remove': async () => ({ topic: await topic() }),
  'topic.accept': async () => ({ topic: await proposal() }),
  'topic.merge': async () => ({ topic: await topic(), into: await topic() }),
  'region.add': async () => ({ name: name() }),
  'region.rename': async () => ({ region: await region(), name: name() }),
  'region.remove': async () => ({ region: await region() }),
  'round.set-rules': async () => ({ leastFamilies: 3, leastDistance: 20, runsUntil: '2029-12-31' }),
  'round.open': async () => {
    await round()
    return { scope: 'network', nonce: `nonce-${name()}`.replace(' ', '-'), date: '2026-12-14', time: '12:00' }
  },
  'round.set-repeats': async () => ({ round: await round(), repeats: true }),
  'round.add-organisation': async () => {
    const id = await round()
    const organisation = await organisationId(test, 'Feinoptik, Goslar')
    await test.database.sql('delete from round_organisation where round_id = $1 and organisation_id = $2', [
      id,
      organisation,
    ])
    return { round: id, organisation }
  },
}

it.each(Object.entries(acts))(
  '%s leaves one entry, and says in both languages on what or how',
  async (route, ready) => {
    const body = await ready()
    const before = await auditOf(test)
    const answer = await test.api(office, route, { body })
    expect([answer.status, answer.body.refusal]).toEqual([200, undefined])
    const added = (await auditOf(test)).slice(before.length)
    expect(added).toEqual([expect.objectContaining({ actor: office, door: 'tab', what: route })])
    expect(await unsaidKeys(test)).toEqual([])
    for (const language of ['de', 'en'] as const) {
      const { matter, detail } = await latestLine(test, office, language)
      expect(matter ?? detail ?? 'nothing is said of it').not.toBe('nothing is said of it')
    }
  },
)

it.each(Object.keys(acts))('%s leaves none where it is refused', async (route) => {
  const before = await auditOf(test)
  const answer = await test.api('Clara Vorbild', route, { body: { name: 'x', round: await groupId(test) } })
  expect(answer.status).toBeGreaterThan(399)
  expect(await auditOf(test)).toEqual(before)
})

it('a round that closes at its deadline has done so by itself', async () => {
  const id = await round()
  await endRound(test)
  const found = (await auditOf(test)).find(
    ({ matter_id, what }) => matter_id === id && what === 'round.close',
  )
  expect(found).toMatchObject({ actor: null, door: 'service' })
})
