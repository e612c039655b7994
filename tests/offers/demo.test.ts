/** What whoever tries the demo sees of offers first: a course one place short of its minimum, and a company's own. */
import { book } from '../support/offers'
import { startTestService } from '../support/service'

it('the demo has two offers, and one more place confirms the first', async () => {
  const test = await startTestService({ needs: true })
  try {
    const { body } = await test.api('Anke Beispiel', 'offer.list')
    expect(body.offers.map(({ kind, bar }: { kind: string; bar: object }) => [kind, bar])).toEqual([
      ['course', { booked: 7, minimum: 8, maximum: 14 }],
      ['own', { booked: 0, minimum: 1, maximum: 3 }],
    ])
    const booked = await book(test, 'Anke Beispiel', body.offers[0].id)
    expect([booked.body.state, booked.body.mine]).toEqual(['confirmed', { booked: 1, waiting: 0 }])
    expect(await test.database.sql(`select id from notice where secret`)).toEqual([])
  } finally {
    await test.stop()
  }
})
