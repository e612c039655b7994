/** Makes offers in the demo network and books places in them, as users would. */
import { demoTenant } from '../../bot/demo/network'
import type { Identity } from '../../bot/groups/identity-store'
import { randomIds } from '../../bot/ids'
import { settleDueOffers } from '../../bot/offers/use-cases/settle-due'
import type { OfferPageView, OfferView } from '../../bot/offers/view'
import type { TestService } from './service'

/** Of Teutloff, which trains. */
export const provider = 'Gero Modell'
/** Each of another organisation. */
export const bookers = [
  'Bernd Muster',
  'Clara Vorbild',
  'Deniz Entwurf',
  'Ella Probe',
  'Lene Vorlage',
] as const
/** Of the office. */
export const office = 'Anke Beispiel'

/** A listed topic of that name. @returns its id */
export async function topicNamed(test: TestService, name = 'KI im Büro'): Promise<string> {
  await test.database.sql(
    `insert into topic (id, network_id, name, state, made_at)
     select gen_random_uuid(), id, $2, 'listed', now() from network where tenant_id = $1
       and not exists (select from topic t where t.network_id = network.id and t.name = $2 and t.state = 'listed')`,
    [demoTenant, name],
  )
  const [row] = await test.database.sql<{ id: string }>(
    `select t.id from topic t join network n on n.id = t.network_id
     where n.tenant_id = $1 and t.name = $2 and t.state = 'listed'`,
    [demoTenant, name],
  )
  return row?.id ?? ''
}

export const offerForm = {
  ...{ kind: 'course', title: 'KI im Büro für Einsteiger', content: 'Zwei Tage mit Übungen' },
  ...{
    from: '2027-01-12',
    to: '2027-01-13',
    quarter: '',
    format: 'onsite',
    region: '',
    place: 'Braunschweig',
  },
  ...{ price: '120,50', minimum: '5', maximum: '8', 'book-date': '2026-12-18', 'book-time': '12:00' },
} as const

export type OfferWishes = Partial<Record<keyof typeof offerForm | 'topic' | 'nonce' | 'by', string>>

export async function tryToOffer(test: TestService, { by = provider, ...wishes }: OfferWishes = {}) {
  const topic = await topicNamed(test)
  return test.api(by, 'offer.make', { body: { ...offerForm, topic, nonce: randomIds.nonce(), ...wishes } })
}

export async function makeOffer(test: TestService, wishes: OfferWishes = {}): Promise<OfferView> {
  const answer = await tryToOffer(test, wishes)
  if (answer.status !== 200) throw new Error(`not made: ${JSON.stringify(answer.body)}`)
  return answer.body
}

/** Changes some of it, the rest as the form shows it. */
export async function changeOffer(
  test: TestService,
  offer: string,
  wishes: OfferWishes & { readonly edition?: number } = {},
) {
  const { by = provider, ...change } = wishes
  const form = (await test.api(by, 'offer.form', { query: { offer } })).body
  return test.api(by, 'offer.change', { body: { ...form.values, offer, edition: form.edition, ...change } })
}

export function book(
  test: TestService,
  who: string | Identity,
  offer: string,
  places: number | string = 1,
  more: { readonly nonce?: string; readonly named?: boolean } = {},
) {
  return test.api(who, 'booking.book', { body: { offer, places, nonce: randomIds.nonce(), ...more } })
}

export const offerPage = async (test: TestService, who: string, offer: string): Promise<OfferPageView> =>
  (await test.api(who, 'offer.show', { query: { offer } })).body

export const actOnBooking = (
  test: TestService,
  who: string,
  verb: string,
  booking: string,
  more: object = {},
) => test.api(who, `booking.${verb}`, { body: { booking, ...more } })

/** The newest booking of the person's organisation in it. */
export async function ownBooking(test: TestService, who: string, offer: string) {
  const [booking] = (await offerPage(test, who, offer)).bookings
  if (!booking) throw new Error(`${who} has booked nothing`)
  return booking
}

/** Lets time come to that instant, and the clock's round look. @returns how many were changed */
export function comeTo(test: TestService, at: string): Promise<number> {
  test.clock.set(at)
  return settleDueOffers(test.service.desk.world)
}

/** People of organisations of their own, so many of them: `Betrieb 1`, … */
export async function newCompanies(test: TestService, count: number): Promise<readonly Identity[]> {
  const people = Array.from(
    { length: count },
    (_, i) => `b00cade0-0000-4000-8000-${`${i}`.padStart(12, '0')}`,
  )
  await test.database.sql(
    `with fresh as (
       insert into organisation (id, network_id, name, bench, sector)
       select gen_random_uuid(), n.id, 'Betrieb ' || i, 'employers', 'x' from network n, generate_series(1, $2::int) i
       where n.tenant_id = $1 returning id, network_id, name)
     insert into member (id, network_id, organisation_id, name, aad_object_id, language)
     select gen_random_uuid(), f.network_id, f.id, 'Person ' || f.name, ($3::text[])[substr(f.name, 9)::int], 'de' from fresh f`,
    [demoTenant, count, people],
  )
  return people.map((objectId) => ({ tenantId: demoTenant, objectId }))
}
