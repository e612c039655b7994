/** Whoever offers it changes or cancels it, and so may the office; who has booked or waits is told what is new. */
import { record } from '../../audit/store'
import type { Transaction } from '../../database/database'
import { isStillThere } from '../../groups/erasure-store'
import type { Member } from '../../groups/member'
import { isRefusal, type Refusal, refuse } from '../../refusal'
import type { World } from '../../world'
import { queueOf } from '../booking-store'
import { namesOf } from '../choices-store'
import { changeOffer, ended } from '../offer'
import { addTrace, lockOffer, type StoredOffer, saveOffer } from '../store'
import { onChanged, onState } from '../subscribers'
import { type Draft, readSubstance } from '../substance'
import type { OfferChange } from '../view'
import { lacksRunning } from '../who'
import { chosen, factsFor } from './make-offer'
import { settle } from './settle'

export interface ChangeInput extends Draft {
  readonly offer: string
  /** Of the offer when the form was drawn. */
  readonly edition: number
}

export async function changeOfferOf(
  world: World,
  member: Member,
  input: ChangeInput,
): Promise<Refusal | undefined> {
  return world.database.inNetwork(member.networkId, async (tx) => {
    const stored = await lockForRunning(tx, member, input.offer)
    if (isRefusal(stored)) return stored
    const before = stored.offer
    const facts = await factsFor(world, tx, member)
    const substance = await chosen(tx, readSubstance(input, facts, before), before)
    if (isRefusal(substance)) return ended(before) ?? substance
    const largest = Math.max(0, ...(await queueOf(tx, before.id)).map(({ places }) => places))
    const changed = changeOffer(before, substance, { edition: input.edition, largest })
    if (isRefusal(changed)) return changed
    if (changed.changes.length === 0) return undefined
    const { offer } = changed
    const changes = await named(tx, changed.changes)
    await addTrace(tx, offer.id, { at: facts.now, what: 'changed', by: member.id, changes })
    await saveOffer(tx, offer)
    const matches = offer.topicId !== before.topicId || offer.kind !== before.kind
    await onChanged(world, tx, offer, { except: member.id, matches })
    await settle(world, tx, offer, member.id)
    const data = { changed: changes.map(({ field }) => field).join(' ') }
    const matter = { kind: 'offer', id: offer.id }
    await record(tx, { at: facts.now, by: member, what: 'offer.change', matter, data })
    return undefined
  })
}

/** Topics and regions as they are called: their ids say nothing to people. */
async function named(tx: Transaction, changes: readonly OfferChange[]): Promise<readonly OfferChange[]> {
  const byId = changes.filter(({ field }) => field === 'topic' || field === 'region')
  const ids = byId.flatMap(({ before, after }) => [before, after]).filter(Boolean)
  const names = await namesOf(tx, ids)
  const name = (id: string) => names.get(id) ?? ''
  return changes.map((change) =>
    byId.includes(change)
      ? { ...change, before: name(change.before), after: name(change.after) }
      : change,
  )
}

export async function cancelOffer(world: World, member: Member, id: string): Promise<Refusal | undefined> {
  return world.database.inNetwork(member.networkId, async (tx) => {
    const stored = await lockForRunning(tx, member, id)
    if (isRefusal(stored)) return stored
    const { offer } = stored
    // A second time it is cancelled already.
    if (offer.state === 'cancelled') return undefined
    const no = ended(offer)
    if (no) return no
    const at = world.clock.now()
    const next = { ...offer, state: 'cancelled' as const, revision: offer.revision + 1 }
    await saveOffer(tx, next)
    await addTrace(tx, id, { at, what: 'cancelled', by: member.id })
    await onState(world, tx, next, { kind: 'offer-cancelled', except: member.id })
    await record(tx, { at, by: member, what: 'offer.cancel', matter: { kind: 'offer', id } })
    return undefined
  })
}

async function lockForRunning(tx: Transaction, member: Member, id: string): Promise<StoredOffer | Refusal> {
  if (!(await isStillThere(tx, member.id))) return refuse('groups:not-a-member', {}, 403)
  const stored = await lockOffer(tx, id)
  if (!stored) return refuse('offers:unknown-offer', {}, 404)
  return lacksRunning(member, stored.offer) ?? stored
}
