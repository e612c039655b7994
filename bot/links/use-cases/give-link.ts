/** Gives a person without Teams the link to a matter: for a letter, or into the hands of the office. */
import type { Transaction } from '../../database/database'
import type { Given, LetterLink, LinkDesk, Wish } from '../desk'
import { keepLink } from '../store'

/** @param madeBy of the office, who hands it over; null: it goes into a letter */
export async function giveLink(
  desk: LinkDesk,
  tx: Transaction,
  wish: Wish,
  madeBy: string | null,
): Promise<Given | undefined> {
  const { clock, ids } = desk.world
  const at = clock.now()
  const matter = await desk.purposes[wish.purpose]?.find(tx, wish.matterId, wish.memberId)
  if (!matter || matter.until <= at) return undefined
  const link = await keepLink(tx, { ...wish, id: ids.id(), madeBy, expiresAt: matter.until, at })
  if (!link) return undefined
  return { id: link.id, url: desk.address(await desk.keys.sign(link)), until: matter.until }
}

export function letterLinks(desk: LinkDesk): LetterLink {
  return (tx, wish) => giveLink(desk, tx, wish, null)
}
