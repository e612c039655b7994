/** The demo's own rounds: one that is over, of which some topics are shown and some are not, and one that waits. */
import { demandFor, office } from '../support/rounds'
import { startTestService, type TestService } from '../support/service'

let test: TestService
beforeAll(async () => {
  test = await startTestService({ needs: true })
})
afterAll(() => test.stop())

it('shows demand, with topics that give nobody away and others that would', async () => {
  const { body } = await demandFor(test, office)
  const heads = new Map(
    body.topics.map((one: { name: string; figure: { heads: number } | null }) => [
      one.name,
      one.figure?.heads ?? null,
    ]),
  )
  expect(heads.get('KI im Büro')).toBe(99)
  expect(heads.get('Staplerschein')).toBe(67)
  expect(heads.get('Datenschutz')).toBe(41)
  // One stands out; only two; nobody; hidden from providers.
  for (const name of [
    'Hochvolttechnik',
    'Schweißen (WIG)',
    'Robotik',
    'Englisch im Beruf',
    'Führung im Wandel',
  ])
    expect([name, heads.get(name)]).toEqual([name, null])
  expect(body.round.participation).toEqual({ moreThan: 10, of: 20 })
  const ai = body.topics.find((one: { name: string }) => one.name === 'KI im Büro')
  expect(Object.keys(ai.tables)).toContain('level')
  expect(body.texts.map((one: { notes: string[] }) => one.notes)).toEqual([
    ['gern vormittags', 'kurze Einheiten', 'mit eigenen Beispielen'],
  ])
})

it('has one that runs and waits for the user of the Playground', async () => {
  const { body } = await test.api(office, 'inbox.show')
  expect(body.open.map(({ kind }: { kind: string }) => kind)).toContain('round')
  const notices = await test.database.sql(`select from notice where matter_kind = 'round-closed'`)
  expect(notices.length).toBe(0)
})
