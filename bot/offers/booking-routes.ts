/** What the outside may ask of bookings: of one's own organisation alone. */
import { isRefusal, type Refusal } from '../refusal'
import { type Route, route, type Turn } from '../route'
import type { World } from '../world'
import { bookingCard } from './cards/booking-card'
import { offerCard, type Said } from './cards/offer-card'
import { booking, bookingForm, fewer, held, naming } from './inputs'
import { pageOf } from './renderers'
import { bookPlaces } from './use-cases/book-places'
import { cancelBooking, nameBooking, reduceBooking } from './use-cases/change-booking'
import { showBookingForm, showOffer } from './use-cases/show-offers'
import type { OfferView } from './view'

export function bookingRoutes(world: World): readonly Route[] {
  return [...formRoutes(world), ...changeRoutes(world)]
}

interface Booked {
  readonly view: OfferView
  readonly said: Said
}

/** An act answers with the offer as it stands then. */
async function shown(world: World, { member }: Turn, id: string, said: Said): Promise<Booked | Refusal> {
  const view = await showOffer(world, member, id)
  return isRefusal(view) ? view : { view, said }
}

function drawn(world: World) {
  return ({ view, said }: Booked, { words }: Turn) =>
    offerCard(view, { words, pageUrl: world.pageUrl(pageOf(view)) }, said)
}

async function formAgain(world: World, turn: Turn, typed: Readonly<Record<string, unknown>>) {
  const { offer, places, named, nonce } = typed
  const read = bookingForm.safeParse({
    offer,
    named,
    nonce,
    places: places === undefined ? undefined : `${places}`,
  })
  const form = read.success ? await showBookingForm(world, turn.member, read.data) : undefined
  if (!form || isRefusal(form)) return undefined
  return bookingCard(form, { words: turn.words, pageUrl: world.pageUrl(pageOf(form.offer)) })
}

function formRoutes(world: World): readonly Route[] {
  return [
    route({
      name: 'booking.form',
      kind: 'read',
      does: 'Says before booking who will see what, and what is free; shows the bookings of my organisation.',
      input: bookingForm,
      run: ({ member }, input) => showBookingForm(world, member, input),
      card: (view, { words }) => bookingCard(view, { words, pageUrl: world.pageUrl(pageOf(view.offer)) }),
    }),
    route({
      name: 'booking.book',
      kind: 'act',
      does: 'Books places for my organisation, or waits for them; the same form twice books once.',
      input: booking,
      run: async (turn, input) => {
        const done = await bookPlaces(world, turn, input)
        if (isRefusal(done)) return done
        return shown(world, turn, input.offer, done.state === 'waiting' ? 'waits' : 'booked')
      },
      json: ({ view }) => view,
      card: drawn(world),
      beneath: (turn, typed) => formAgain(world, turn, typed),
    }),
  ]
}

function changeRoutes(world: World): readonly Route[] {
  return [
    route({
      name: 'booking.change',
      kind: 'act',
      does: 'Gives some of the places of a booking back.',
      input: fewer,
      run: async (turn, input) => {
        const done = await reduceBooking(world, turn.member, input)
        return isRefusal(done) ? done : shown(world, turn, done.id, 'reduced')
      },
      json: ({ view }) => view,
      card: drawn(world),
    }),
    route({
      name: 'booking.cancel',
      kind: 'act',
      does: 'Gives all places of a booking back.',
      input: held,
      run: async (turn, input) => {
        const done = await cancelBooking(world, turn.member, input.booking)
        return isRefusal(done) ? done : shown(world, turn, done.id, 'given-back')
      },
      json: ({ view }) => view,
      card: drawn(world),
    }),
    route({
      name: 'booking.name',
      kind: 'act',
      does: "Lets the provider read my organisation's name with this booking, or no longer.",
      input: naming,
      run: async (turn, input) => {
        const done = await nameBooking(world, turn.member, input)
        return isRefusal(done) ? done : shown(world, turn, done.id, input.named ? 'named' : 'unnamed')
      },
      json: ({ view }) => view,
      card: drawn(world),
    }),
  ]
}
