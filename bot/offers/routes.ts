/** What the outside may ask of offers. */
import { z } from 'zod'
import { isRefusal, type Refusal } from '../refusal'
import { isReadByAll, type Route, route, type Turn } from '../route'
import type { World } from '../world'
import { bookingRoutes } from './booking-routes'
import { offerFormCard } from './cards/form-card'
import { type OfferCardContext, offerCard } from './cards/offer-card'
import { offersCard } from './cards/offers-card'
import { offerFormAgain, showOfferForm } from './form'
import { changing, form, making, met, offer, topicOrAll } from './inputs'
import { pageOf } from './renderers'
import { makeOfferOf } from './use-cases/make-offer'
import { cancelOffer, changeOfferOf } from './use-cases/run-offer'
import { sayMet } from './use-cases/say-met'
import { listOffers, showOffer, showOfferPage } from './use-cases/show-offers'
import type { OfferListView, OfferView } from './view'

export function offerRoutes(world: World): readonly Route[] {
  return [...readRoutes(world), ...makingRoutes(world), ...runningRoutes(world), ...bookingRoutes(world)]
}

function contextOf(world: World, { words }: Turn, view: Pick<OfferView, 'id'>): OfferCardContext {
  return { words, pageUrl: world.pageUrl(pageOf(view)) }
}

/** An act answers with the offer as it stands then. */
async function thenShown(
  world: World,
  { member }: Turn,
  id: string,
  done: Promise<Refusal | undefined>,
): Promise<OfferView | Refusal> {
  return (await done) ?? showOffer(world, member, id)
}

/** Under a refusal stands the offer as its reader may see it. */
async function beneath(world: World, turn: Turn, typed: Readonly<Record<string, unknown>>) {
  const asked = offer.safeParse(typed)
  const view = asked.success ? await showOffer(world, turn.member, asked.data.offer) : undefined
  return view && !isRefusal(view) ? offerCard(view, contextOf(world, turn, view)) : undefined
}

/** Where others read along nothing of one's own organisation is shown. */
const forAll = (list: OfferListView): OfferListView => ({
  ...list,
  offers: list.offers.map((line) => ({ ...line, mine: null, suits: false })),
})

function readRoutes(world: World): readonly Route[] {
  return [
    route({
      name: 'offer.list',
      kind: 'read',
      does: 'Lists offers: those that run, those of my organisation, or past ones; of one topic if wanted.',
      input: z.object({
        which: z.enum(['now', 'mine', 'past'], { error: 'not-a-choice' }).default('now'),
        topic: topicOrAll,
      }),
      run: ({ member }, input) => listOffers(world, member, input),
      card: (list, turn) =>
        offersCard(isReadByAll(turn) ? forAll(list) : list, {
          words: turn.words,
          pageUrl: world.pageUrl('offers'),
        }),
    }),
    route({
      name: 'offer.show',
      kind: 'read',
      does: 'Shows an offer with its life and the bookings of my organisation; to who offers it, what is taken.',
      input: offer,
      run: ({ member }, input) => showOfferPage(world, member, input.offer),
    }),
    route({
      name: 'offer.card',
      kind: 'read',
      does: 'Shows an offer as its card.',
      input: offer,
      run: ({ member }, input) => showOffer(world, member, input.offer),
      card: (view, turn) => offerCard(view, contextOf(world, turn, view)),
    }),
  ]
}

function makingRoutes(world: World): readonly Route[] {
  const again = async (turn: Turn, all: Readonly<Record<string, unknown>>) => {
    const view = await offerFormAgain(world, turn.member, all)
    return view && offerFormCard(view, turn.words)
  }
  return [
    route({
      name: 'offer.form',
      kind: 'read',
      does: 'Shows a step of the form that makes an offer, or changes one.',
      input: form,
      run: ({ member }, input) => showOfferForm(world, member, input),
      card: (view, { words }) => offerFormCard(view, words),
      beneath: again,
    }),
    route({
      name: 'offer.make',
      kind: 'act',
      does: 'Makes an offer of my organisation; the same form twice makes one.',
      input: making,
      run: async (turn, input) => {
        const made = await makeOfferOf(world, turn.member, input)
        return isRefusal(made) ? made : showOffer(world, turn.member, made.id)
      },
      card: (view, turn) => offerCard(view, contextOf(world, turn, view), 'made'),
      beneath: again,
    }),
    route({
      name: 'offer.change',
      kind: 'act',
      does: 'Changes an offer of my organisation; who has booked is told what is new.',
      input: changing,
      run: (turn, input) => thenShown(world, turn, input.offer, changeOfferOf(world, turn.member, input)),
      card: (view, turn) => offerCard(view, contextOf(world, turn, view), 'changed'),
      beneath: again,
    }),
  ]
}

function runningRoutes(world: World): readonly Route[] {
  const stays = (turn: Turn, typed: Readonly<Record<string, unknown>>) => beneath(world, turn, typed)
  return [
    route({
      name: 'offer.cancel',
      kind: 'act',
      does: 'Cancels an offer of my organisation; who has booked is told.',
      input: offer,
      run: (turn, input) => thenShown(world, turn, input.offer, cancelOffer(world, turn.member, input.offer)),
      card: (view, turn) => offerCard(view, contextOf(world, turn, view), 'cancelled'),
      beneath: stays,
    }),
    route({
      name: 'offer.say-met',
      kind: 'act',
      does: 'Says whether the need of my organisation is met after a course in which it had places.',
      input: met,
      run: (turn, input) => thenShown(world, turn, input.offer, sayMet(world, turn.member, input)),
      card: (view, turn) => offerCard(view, contextOf(world, turn, view), 'met'),
      beneath: stays,
    }),
  ]
}
