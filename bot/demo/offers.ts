/** What the demo's organisations offer: a course that lacks one place to its minimum, and one that a company opens to others. */
import { DateTime } from 'luxon'
import type { Member } from '../groups/member'
import { granted } from '../groups/use-cases/administer'
import { listedTopics } from '../offers/choices-store'
import { untellMatched } from '../offers/subscribers'
import { bookPlaces } from '../offers/use-cases/book-places'
import { makeOfferOf } from '../offers/use-cases/make-offer'
import type { OfferKind } from '../offers/view'
import type { World } from '../world'
import type { ActAs } from './act-as'
import { demoMembers, objectIdOf } from './network'

/** By these the tests know the demo's own offers. */
export const demoOffers = ['demo-offer-course', 'demo-offer-own'] as const

interface DemoOffer {
  readonly by: string
  readonly topic: string
  readonly kind: OfferKind
  readonly title: string
  readonly content: string
  readonly place: string
  readonly price: string
  readonly minimum: string
  readonly maximum: string
  /** It begins in so many. */
  readonly weeks: number
  /** Who books how many places. */
  readonly booked: Readonly<Record<string, number>>
}

const offers: Readonly<Record<(typeof demoOffers)[number], DemoOffer>> = {
  'demo-offer-course': {
    ...{
      by: 'Gero Modell',
      topic: 'KI im Büro',
      kind: 'course',
      title: 'KI im Büro: zwei Tage für Einsteiger',
    },
    content:
      'Texte, Tabellen und Protokolle mit KI; was dabei mit Daten geschieht; Übungen an eigenen Aufgaben.',
    ...{ place: 'Braunschweig, Frankfurter Straße', price: '290', minimum: '8', maximum: '14' },
    weeks: 8,
    booked: { 'Frida Skizze': 3, 'Lene Vorlage': 2, 'Petra Dummy': 2 },
  },
  'demo-offer-own': {
    ...{
      by: 'Frida Skizze',
      topic: 'Robotik',
      kind: 'own',
      title: 'Unsere Schulung am Roboter, drei Plätze frei',
    },
    content: 'Grundlagen an der eigenen Anlage, in kleiner Gruppe.',
    ...{ place: 'Gifhorn', price: '', minimum: '1', maximum: '3' },
    weeks: 10,
    booked: {},
  },
}

/** Of the time before the demo began: nobody is told of them now. */
export async function seedOffers(world: World, actAs: ActAs): Promise<void> {
  for (const nonce of demoOffers) {
    const { by, topic, booked, weeks, ...facts } = offers[nonce]
    const maker = await actAs(numberOf(by))
    const topics = await world.database.inNetwork(maker.networkId, listedTopics)
    const { id } = await granted(
      makeOfferOf(world, maker, {
        ...facts,
        ...{ topic: topics.find(({ name }) => name === topic)?.id ?? '', nonce },
        ...timesFrom(world, maker, weeks),
        ...{ quarter: null, format: 'onsite', region: null },
      }),
    )
    for (const [name, places] of Object.entries(booked)) {
      const member = await actAs(numberOf(name))
      const words = world.texts.for(member.language, member.network.zone)
      const turn = { member, words, arrivedAt: world.clock.now(), place: null }
      const input = { offer: id, places: `${places}`, named: false, nonce: `${nonce}-${places}-places` }
      await granted(bookPlaces(world, turn, input))
    }
    await world.database.inNetwork(maker.networkId, (tx) => untellMatched(tx, id))
  }
}

/** Two days in so many weeks; to be booked within four. */
function timesFrom(world: World, { network }: Member, weeks: number) {
  const now = DateTime.fromJSDate(world.clock.now(), { zone: network.zone })
  const from = now.plus({ weeks }).startOf('week').plus({ days: 1 })
  return {
    from: from.toFormat('yyyy-MM-dd'),
    to: from.plus({ days: 1 }).toFormat('yyyy-MM-dd'),
    bookBy: { date: now.plus({ weeks: 4 }).toFormat('yyyy-MM-dd'), time: '12:00' },
  }
}

function numberOf(name: string): string {
  const found = demoMembers.find((person) => person.name === name)
  if (!found) throw new Error(`${name} is nobody in the demo network`)
  return objectIdOf(found.number)
}
