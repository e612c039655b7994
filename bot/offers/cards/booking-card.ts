/** Before booking: who will see what, the bar and the minimum; and what the organisation has booked already (N3, N4). */
import { type Card, columns, type Element, execute, open, text } from '../../card/elements'
import { frame } from '../../card/frame'
import type { Wording } from '../../texts'
import type { BookingFormView, OwnBooking } from '../view'
import type { OfferCardContext } from './offer-card'
import { barOf, sayRange } from './said'

/** FACE: lists end after ten rows and say how to go on. */
const mostRows = 10

export function bookingCard(form: BookingFormView, { words, pageUrl }: OfferCardContext): Card {
  const { t } = words
  const { offer, nonce } = form
  const data = { offer: offer.id, nonce }
  const held = form.bookings.filter(({ state }) => state !== 'cancelled')
  const more = held.length - mostRows
  return frame(words, {
    eyebrow: t('offers:booking.eyebrow', { topic: offer.topic.name }),
    ...(offer.bookable && { aside: t('offers:card.until', { at: words.instant(offer.bookBy, offer.zone) }) }),
    title: offer.title,
    rules: t('offers:booking.who-sees'),
    body: [
      ...barOf(offer, words),
      text(sayRange(offer.bar, words), { spacing: 'Small' }),
      ...(offer.bookable ? inputs(form, words) : [text(t('offers:booking.over'), { spacing: 'Medium' })]),
      ...held.slice(0, mostRows).map((booking) => row(booking, nonce, words)),
      ...(more > 0 ? [text(t('offers:booking.more', { count: more }), { subtle: true })] : []),
    ],
    actions: [
      ...(offer.bookable
        ? [execute(t('offers:booking.send'), 'booking.book', data, { inputs: true, primary: true })]
        : []),
      execute(t('offers:booking.back'), 'offer.card', { offer: offer.id }),
      open(t('house:open'), pageUrl),
    ],
  })
}

function inputs({ free, mostPlaces, places, named }: BookingFormView, { t }: Wording): readonly Element[] {
  return [
    text(free > 0 ? t('offers:booking.free', { count: free }) : t('offers:booking.none-free'), {
      spacing: 'Small',
    }),
    {
      type: 'Input.Number',
      id: 'places',
      label: t('offers:booking.places'),
      isRequired: true,
      errorMessage: t('offers:booking.missing-places', { most: mostPlaces }),
      min: 1,
      max: mostPlaces,
      value: Number(places) || 1,
    },
    {
      type: 'Input.Toggle',
      id: 'named',
      label: t('offers:booking.consent'),
      title: t('offers:booking.named'),
      wrap: true,
      valueOn: 'true',
      valueOff: 'false',
      value: `${named}`,
    },
  ]
}

/** A booking of one's own, and what can be done with it; fewer places are booked in the tab. */
function row({ id, places, state, ahead, named }: OwnBooking, nonce: string, { t }: Wording): Element {
  const name = execute(
    t(named ? 'offers:booking.take-back' : 'offers:booking.tell'),
    'booking.name',
    { booking: id, named: `${!named}`, nonce },
    { id: `booking.name.${id}` },
  )
  const cancel = execute(
    t('offers:booking.cancel'),
    'booking.cancel',
    { booking: id },
    { id: `booking.cancel.${id}` },
  )
  const said =
    state === 'waiting'
      ? t('offers:booking.waiting', { count: places, ahead: ahead ?? 0 })
      : t('offers:booking.booked', { count: places })
  return {
    ...columns(
      {
        width: 'stretch',
        items: [
          text(said, { bold: true }),
          text(t(`offers:booking.${named ? 'is-named' : 'is-unnamed'}`), {
            subtle: true,
            small: true,
            spacing: 'None',
          }),
        ],
      },
      { width: 'auto', items: [{ type: 'ActionSet', actions: [name, cancel] }] },
    ),
    separator: true,
    spacing: 'Medium',
  }
}
