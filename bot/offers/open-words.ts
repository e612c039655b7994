/** N5: courses of which the organisation has not said yet whether its need is met, as open items. */
import type { FindOpen } from '../inbox/open'
import type { World } from '../world'
import { unsaidBy } from './feedback-store'
import { onlyObserves } from './who'

/** A quarter and its report: later nobody counts the answer any more. */
const askedForMs = 100 * 86_400_000

export function openFeedback({ clock }: Pick<World, 'clock'>): FindOpen {
  return async (tx, { member, words }) => {
    if (onlyObserves(member)) return []
    const since = new Date(clock.now().getTime() - askedForMs)
    return (await unsaidBy(tx, member.organisationId, since)).map(({ id, title, provider }) => ({
      ...{ kind: 'offer-asked', id, page: `offers/${id}`, until: null },
      title: words.t('offers:open.title', { title }),
      more: provider,
      act: { title: words.t('offers:open.answer'), verb: 'offer.card', data: { offer: id } },
    }))
  }
}
