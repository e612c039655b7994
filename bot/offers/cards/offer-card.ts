/** An offer on its card: what, when, where, for how much, the bar to its minimum, and how to book (N4). */
import { type Action, type Card, type Element, execute, open, text } from '../../card/elements'
import { frame } from '../../card/frame'
import type { Wording } from '../../texts'
import type { OfferChange, OfferView } from '../view'
import { barOf, sayChange, sayPrice, sayRange, sayWhen, sayWhere } from './said'

export interface OfferCardContext {
  readonly words: Wording
  /** Opens its page in the tab. */
  readonly pageUrl: string
}

/** What the card says at the top after an act. */
export type Said =
  | 'made'
  | 'changed'
  | 'cancelled'
  | 'booked'
  | 'waits'
  | 'reduced'
  | 'given-back'
  | 'met'
  | 'named'
  | 'unnamed'

/** Why it is sent to somebody who has not asked. */
export type Told =
  | 'matched'
  | 'confirmed'
  | 'fallen-through'
  | 'cancelled'
  | 'changed'
  | 'moved-up'
  | 'asked'
  | 'confirmed-own'
  | 'fallen-through-own'
  | 'cancelled-own'

export function offerCard(offer: OfferView, context: OfferCardContext, said?: Said): Card {
  const { words } = context
  const { t } = words
  const first = said ? [text(t(`offers:said.${said}`), { bold: true, spacing: 'Medium' })] : []
  return drawn(offer, context, first)
}

/** @param changes what has changed last, old and new */
export function toldCard(
  offer: OfferView,
  context: OfferCardContext,
  told: Told,
  changes: readonly OfferChange[] = [],
): Card {
  const { words } = context
  const lines = told === 'changed' ? changes : []
  return drawn(offer, context, [
    text(words.t(`offers:told.${told}`), { bold: true, spacing: 'Medium' }),
    ...lines.map((change) => text(sayChange(change, words, offer.zone), { spacing: 'Small' })),
  ])
}

function drawn(offer: OfferView, context: OfferCardContext, first: readonly Element[]): Card {
  const { words } = context
  const { t } = words
  return frame(words, {
    eyebrow: t('offers:card.eyebrow', { topic: offer.topic.name }),
    aside: aside(offer, words),
    title: offer.title,
    rules: rules(offer, words),
    body: [
      ...first,
      ...(offer.content ? [text(offer.content, { spacing: 'Medium' })] : []),
      text(t('offers:card.when', { when: sayWhen(offer, words) }), { spacing: 'Medium' }),
      text(t('offers:card.where', { where: sayWhere(offer, words) }), { spacing: 'Small' }),
      ...barOf(offer, words),
      text(stateLine(offer, words), { spacing: 'Small' }),
      ...own(offer, words),
      ...question(offer, words),
    ],
    foot: text(sayRange(offer.bar, words), { subtle: true, small: true }),
    actions: actions(offer, context),
  })
}

function aside({ state, bookable, bookBy, zone }: OfferView, words: Wording): string {
  return bookable
    ? words.t('offers:card.until', { at: words.instant(bookBy, zone) })
    : words.t(`offers:state-short.${state}`)
}

function rules({ provider, kind, price }: OfferView, words: Wording): string {
  return [provider, words.t(`offers:kind.${kind}`), sayPrice(price, words)].join(' · ')
}

function stateLine({ state, bookable, bookBy, zone }: OfferView, words: Wording): string {
  const at = words.instant(bookBy, zone)
  const past = bookable || (state !== 'open' && state !== 'confirmed') ? '' : '-past'
  return words.t(`offers:state.${state}${past}`, { at })
}

function own({ mine, waiting, own: isOwn }: OfferView, { t }: Wording): readonly Element[] {
  if (isOwn && waiting) return [text(t('offers:card.waiting', { count: waiting }), { spacing: 'Small' })]
  if (!mine || mine.booked + mine.waiting === 0) return []
  const parts = [
    ...(mine.booked > 0 ? [t('offers:mine.booked', { count: mine.booked })] : []),
    ...(mine.waiting > 0 ? [t('offers:mine.waiting', { count: mine.waiting })] : []),
  ]
  return [
    text(t('offers:mine.all', { parts: parts.join(', ') }), {
      bold: true,
      spacing: 'Medium',
      separator: true,
    }),
  ]
}

/** N5. */
function question({ maySay, met }: OfferView, { t }: Wording): readonly Element[] {
  if (!maySay) return []
  return [
    {
      type: 'Input.ChoiceSet',
      id: 'met',
      label: t('offers:met.question'),
      style: 'expanded',
      isRequired: true,
      errorMessage: t('offers:met.missing'),
      ...(met && { value: met }),
      choices: (['yes', 'partly', 'no'] as const).map((value) => ({
        title: t(`offers:met.${value}`),
        value,
      })),
    },
  ]
}

function actions(offer: OfferView, { words, pageUrl }: OfferCardContext): readonly Action[] {
  const { t } = words
  const data = { offer: offer.id }
  const page = open(t('house:open'), pageUrl)
  if (offer.maySay)
    return [execute(t('offers:action.say'), 'offer.say-met', data, { inputs: true, primary: true }), page]
  const runs = offer.mayRun && (offer.state === 'open' || offer.state === 'confirmed')
  const holds = offer.mine !== null && offer.mine.booked + offer.mine.waiting > 0
  // Null: on a card for everyone, where whoever presses is told if they may not.
  const books = offer.bookable ? offer.mayBook || offer.mine === null : holds && offer.mayBook
  const booking = execute(t(`offers:action.${holds ? 'bookings' : 'book'}`), 'booking.form', data, {
    primary: true,
  })
  return [
    ...(books ? [booking] : []),
    ...(runs ? [execute(t('offers:action.change'), 'offer.form', data)] : []),
    page,
  ]
}
