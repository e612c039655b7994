/** Who may do what with offers, by organisation. */
import type { Member } from '../groups/member'
import { may } from '../groups/rights'
import { type Refusal, refuse } from '../refusal'
import type { Offer } from './offer'

/** Observes wherever the person is: sees all, and casts nothing. Whoever is in no group speaks for the organisation. */
export function onlyObserves({ memberships, office, seat, chair }: Member): boolean {
  const roles = Object.values(memberships)
  return !office && !seat && !chair && roles.length > 0 && roles.every((role) => role === 'observer')
}

export function acting(member: Member): Refusal | undefined {
  return onlyObserves(member) ? refuse('offers:only-observes', {}, 403) : undefined
}

export const isOwn = (member: Member, { organisationId }: Pick<Offer, 'organisationId'>): boolean =>
  member.organisationId === organisationId

/** People of the organisation that offers it, and the office. */
export function mayRun(member: Member, offer: Pick<Offer, 'organisationId'>): boolean {
  return may(member, 'administer') || (isOwn(member, offer) && !onlyObserves(member))
}

export function lacksRunning(member: Member, offer: Pick<Offer, 'organisationId'>): Refusal | undefined {
  return mayRun(member, offer) ? undefined : refuse('offers:not-yours', {}, 403)
}

export function mayBook(member: Member, offer: Pick<Offer, 'organisationId'>): boolean {
  return !isOwn(member, offer) && !onlyObserves(member)
}
