/** Makes an offer: once for each form. Whom it suits is noted in the same transaction, and told to nobody else. */
import { record } from '../../audit/store'
import { dayIn } from '../../committee/today'
import type { Transaction } from '../../database/database'
import { isStillThere } from '../../groups/erasure-store'
import type { Member } from '../../groups/member'
import { isRefusal, type Refusal, refuse } from '../../refusal'
import type { World } from '../../world'
import { isListed, isRegion, runsUntil } from '../choices-store'
import { changesIn, makeOffer } from '../offer'
import { addTrace, insertOffer, offerOfForm } from '../store'
import { onMade } from '../subscribers'
import { type Draft, type Facts, networkRefusal, readSubstance, type Substance } from '../substance'
import { acting } from '../who'

export interface MakeInput extends Draft {
  readonly nonce: string
}

/** @returns the offer's id, of the first time when the form comes again */
export async function makeOfferOf(
  world: World,
  member: Member,
  input: MakeInput,
): Promise<{ readonly id: string } | Refusal> {
  return world.database.inNetwork(member.networkId, async (tx) => {
    if (!(await isStillThere(tx, member.id))) return refuse('groups:not-a-member', {}, 403)
    const lacking = acting(member)
    if (lacking) return lacking
    const facts = await factsFor(world, tx, member)
    const before = await madeBefore(tx, member, input, facts)
    if (before) return before
    const substance = networkRefusal(facts) ?? (await chosen(tx, readSubstance(input, facts)))
    if (isRefusal(substance)) return substance
    const maker = { id: world.ids.id(), organisationId: member.organisationId, madeBy: member.id }
    const offer = makeOffer(substance, maker, facts)
    if (!(await insertOffer(tx, offer, input.nonce)))
      return (await madeBefore(tx, member, input, facts)) ?? refuse('offers:form-used')
    await addTrace(tx, offer.id, { at: facts.now, what: 'made', by: member.id })
    await onMade(world, tx, offer)
    const data = { minimum: offer.minimum, maximum: offer.maximum }
    const matter = { kind: 'offer', id: offer.id }
    await record(tx, { at: facts.now, by: member, what: 'offer.make', matter, data })
    return { id: offer.id }
  })
}

export async function factsFor(world: World, tx: Transaction, { network }: Member): Promise<Facts> {
  const now = world.clock.now()
  const { zone } = network
  return { zone, now, today: dayIn(zone, now), runsUntil: await runsUntil(tx) }
}

/** @param before as it is: what has been removed since may stay where it stands */
export async function chosen(
  tx: Transaction,
  substance: Substance | Refusal,
  before?: Substance,
): Promise<Substance | Refusal> {
  if (isRefusal(substance)) return substance
  const { topicId, regionId } = substance
  if (topicId !== before?.topicId && !(await isListed(tx, topicId)))
    return refuse('offers:unknown-topic', {}, 422)
  if (regionId !== null && regionId !== before?.regionId && !(await isRegion(tx, regionId)))
    return refuse('offers:unknown-region', {}, 422)
  return substance
}

/** P2: the offer that this form has become already; a refusal if the form says something else by now. */
async function madeBefore(
  tx: Transaction,
  member: Member,
  input: MakeInput,
  facts: Facts,
): Promise<{ readonly id: string } | Refusal | undefined> {
  const before = (await offerOfForm(tx, input.nonce))?.offer
  if (!before) return undefined
  const again = readSubstance(input, { ...facts, now: before.madeAt }, before)
  const same =
    before.organisationId === member.organisationId &&
    (before.edition > 1 || (!isRefusal(again) && changesIn(before, again).length === 0))
  return same ? { id: before.id } : refuse('offers:form-used')
}
