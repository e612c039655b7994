/** What of an offer goes by mail: its text, and whom to ask, since places are booked in Teams. */
import type { OfferChange, OfferView } from '../view'
import type { OfferCardContext, Told } from './offer-card'
import { sayBar, sayChange, sayPrice, sayRange, sayWhen, sayWhere } from './said'

/** In the parts of a letter. @param teams the reader has an account in Teams, and so a page to open */
export function offerLetter(
  offer: OfferView,
  told: Told,
  { words, pageUrl }: OfferCardContext,
  { teams, changes }: { readonly teams: boolean; readonly changes: readonly OfferChange[] },
) {
  const { t } = words
  const { title, content, provider, zone, bookBy, bookable } = offer
  const matched = told === 'matched'
  return {
    language: words.language,
    subject: t(`offers:letter.subject-${told}`, { title }),
    title,
    paragraphs: [
      t(`offers:told.${told}`),
      ...(told === 'changed' ? changes.map((change) => sayChange(change, words, zone)) : []),
      [provider, t(`offers:kind.${offer.kind}`), sayPrice(offer.price, words)].join(' · '),
      content,
      t('offers:card.when', { when: sayWhen(offer, words) }),
      t('offers:card.where', { where: sayWhere(offer, words) }),
      `${sayBar(offer.bar, words)} · ${sayRange(offer.bar, words)}`,
      bookable ? t('offers:card.until', { at: words.instant(bookBy, zone) }) : '',
      teams ? '' : t('offers:letter.ask'),
    ],
    ...(teams && { link: { label: t('house:open'), url: pageUrl } }),
    foot: [t(matched ? 'offers:letter.foot-matched' : 'offers:letter.foot')],
  }
}
