/** N5: an organisation says whether its need is met by a course in which it had places; it may say otherwise later. */
import { isStillThere } from '../../groups/erasure-store'
import type { Member } from '../../groups/member'
import { type Refusal, refuse } from '../../refusal'
import type { World } from '../../world'
import { ownSums } from '../booking-store'
import { saveMet } from '../feedback-store'
import { lockOffer, saveOffer } from '../store'
import { onBar } from '../subscribers'
import type { Met } from '../view'
import { acting } from '../who'
import { noteDeed } from './book-places'

export async function sayMet(
  world: World,
  member: Member,
  { offer: id, met }: { readonly offer: string; readonly met: Met },
): Promise<Refusal | undefined> {
  return world.database.inNetwork(member.networkId, async (tx) => {
    if (!(await isStillThere(tx, member.id))) return refuse('groups:not-a-member', {}, 403)
    const offer = (await lockOffer(tx, id))?.offer
    if (!offer) return refuse('offers:unknown-offer', {}, 404)
    const lacking = acting(member)
    if (lacking) return lacking
    const { organisationId } = member
    const booked = (await ownSums(tx, organisationId, [id])).get(id)?.booked ?? 0
    if (booked === 0) return refuse('offers:nothing-booked', {}, 403)
    if (offer.state !== 'over') return refuse('offers:not-over', { at: offer.endsAt, zone: offer.zone })
    const who = { by: member.id, at: world.clock.now() }
    if (!(await saveMet(tx, { offerId: id, organisationId }, met, who))) return undefined
    const next = { ...offer, revision: offer.revision + 1 }
    await saveOffer(tx, next)
    await onBar(tx, next)
    await noteDeed(world, tx, 'offer.say-met', { offer })
    return undefined
  })
}
