/** `angebote`: what can be booked, a line each with its bar and the way to it. */
import { type Card, columns, type Element, execute, open, text } from '../../card/elements'
import { frame } from '../../card/frame'
import type { ListedOffer, OfferListView } from '../view'
import type { OfferCardContext } from './offer-card'
import { sayBar, sayWhen } from './said'

/** FACE: lists end after ten rows and say how to go on. */
const mostRows = 10

export function offersCard(list: OfferListView, { words, pageUrl }: OfferCardContext): Card {
  const { t } = words
  const shown = list.offers.slice(0, mostRows)
  const more = list.offers.length - shown.length + list.more
  return frame(words, {
    eyebrow: t('house:name'),
    title: t('offers:list.title', { count: list.offers.length + list.more }),
    rules: t('offers:list.rules'),
    body: [
      ...shown.map((line) => row(line, words)),
      ...(more > 0 ? [text(t('offers:list.more', { count: more }), { subtle: true })] : []),
      ...(shown.length === 0 ? [text(t('offers:list.none'))] : []),
    ],
    actions: [
      ...(list.mayMake ? [execute(t('offers:action.make'), 'offer.form', {})] : []),
      open(t('house:open'), pageUrl),
    ],
  })
}

function row(line: ListedOffer, words: OfferCardContext['words']): Element {
  const { t } = words
  const way = execute(
    t('offers:action.show'),
    'offer.card',
    { offer: line.id },
    { id: `offer.card.${line.id}` },
  )
  const own = line.mine ? line.mine.booked + line.mine.waiting : 0
  const suits = line.suits ? t('offers:list.suits') : ''
  const mark = own > 0 ? t('offers:list.own', { count: own }) : suits
  const about = [line.provider, sayWhen(line, words), t(`offers:state-short.${line.state}`)].join(' · ')
  return {
    ...columns(
      {
        width: 'stretch',
        items: [
          text(line.title, { bold: true }),
          text(about, { subtle: true, small: true, spacing: 'None' }),
          text(sayBar(line.bar, words), { small: true, spacing: 'None' }),
          ...(mark === '' ? [] : [text(mark, { small: true, spacing: 'None' })]),
        ],
      },
      { width: 'auto', items: [{ type: 'ActionSet', actions: [way] }] },
    ),
    separator: true,
    spacing: 'Medium',
  }
}
