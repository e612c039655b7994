/** Offers of the demo network for the browser: topics, an offer as its provider makes it, bookings of companies. */
import { randomIds } from '../../bot/ids'
import type { OfferPageView, OfferView } from '../../bot/offers/view'
import type { TestService } from '../support/service'

/** Of a provider, Teutloff Technische Akademie. */
export const provider = 'Gero Modell'
/** Of companies: Logistik; Feinoptik; Softwarehaus, in English; Maschinenbau, in English. */
export const [lene, ulla, nuria, frida] = [
  'Lene Vorlage',
  'Ulla Testfall',
  'Nuria Szenario',
  'Frida Skizze',
] as const

/** @returns its id; once there, it stays */
export async function topic({ database }: TestService, name = 'KI im Büro'): Promise<string> {
  await database.sql(
    `insert into topic (id, network_id, name, state, made_at)
     select gen_random_uuid(), id, $1, 'listed', now() from network
     where not exists (select from topic where name = $1)`,
    [name],
  )
  const [found] = await database.sql<{ readonly id: string }>('select id from topic where name = $1', [name])
  return found?.id ?? ''
}

export async function offer(test: TestService, wishes: object = {}): Promise<OfferView> {
  const body = {
    ...{ kind: 'course', topic: await topic(test), title: 'KI im Büro: sicher mit Sprachmodellen' },
    ...{
      content: 'Zwei Tage Grundlagen.\n\nEin Tag am eigenen Beispiel.',
      from: '2027-01-12',
      to: '2027-01-14',
    },
    ...{ quarter: '', format: 'onsite', region: '', place: 'Rebenring 1, Braunschweig', price: '240,50' },
    ...{ minimum: '5', maximum: '8', 'book-date': '2026-12-18', 'book-time': '12:00' },
    ...{ nonce: randomIds.nonce(), ...wishes },
  }
  const answer = await test.api(provider, 'offer.make', { body })
  if (answer.status !== 200) throw new Error(`not made: ${JSON.stringify(answer.body)}`)
  return answer.body
}

export async function book(
  test: TestService,
  who: string,
  id: string,
  places: number,
  named = false,
): Promise<OfferView> {
  const body = { offer: id, places: `${places}`, named, nonce: randomIds.nonce() }
  const answer = await test.api(who, 'booking.book', { body })
  if (answer.status !== 200) throw new Error(`not booked: ${JSON.stringify(answer.body)}`)
  return answer.body
}

export const offerPage = async (test: TestService, who: string, id: string): Promise<OfferPageView> =>
  (await test.api(who, 'offer.show', { query: { offer: id } })).body
