/**
 * Erases a person: a pseudonym takes the place of the name, and nothing leads back to it. Whole or not at all, in one
 * transaction.
 *
 * Ballots stay, those of running polls too: the electorate was fixed before opening (P1), and a result that changed
 * because somebody left would no longer be the one that the others have seen. In named polls they stand under the
 * pseudonym; in anonymous ones nobody could find them.
 */
import { record } from '../../audit/store'
import type { Transaction } from '../../database/database'
import { wantRedraw } from '../../delivery/edit-store'
import { grade } from '../../delivery/grade'
import { wake } from '../../delivery/lane-store'
import { lockAdministration } from '../../groups/administration-store'
import {
  becomePseudonym,
  endRequests,
  forgetChats,
  isNamed,
  type LockedPerson,
  leaveAll,
  lockPersonAndOffice,
} from '../../groups/erasure-store'
import type { Member } from '../../groups/member'
import { networkOf } from '../../groups/network-store'
import { lacks } from '../../groups/rights'
import { onCoordinationVacant } from '../../groups/subscribers'
import { type Refusal, refuse } from '../../refusal'
import type { Wording } from '../../texts'
import type { DataDesk } from '../desk'
import type { ErasedView } from '../view'

export async function erasePerson(
  desk: DataDesk,
  member: Member,
  sure: boolean,
  memberId = member.id,
): Promise<ErasedView | Refusal> {
  const own = memberId === member.id
  const lacking = own ? undefined : lacks(member, 'administer')
  if (lacking) return lacking
  return desk.world.database.inNetwork(member.networkId, async (tx) => {
    await lockAdministration(tx)
    const { person, others } = await lockPersonAndOffice(tx, memberId)
    // Whoever asks may have been erased, or lost the office, while this waited.
    if (!own && !others.includes(member.id)) return refuse('groups:lacks-administer', {}, 403)
    const refused = mayNot(person, others)
    if (refused || !person) return refused ?? gone()
    if (!sure) return refuse('data:not-sure', {}, 422)
    return { pseudonym: await erase(desk, tx, person, others, member), own }
  })
}

/** Whose time is over (`left`): nobody asked for it. @returns whether there was somebody to erase */
export async function eraseByItself(desk: DataDesk, tx: Transaction, memberId: string): Promise<boolean> {
  await lockAdministration(tx)
  const { person, others } = await lockPersonAndOffice(tx, memberId)
  if (mayNot(person, others) || !person || person.here) return false
  await erase(desk, tx, person, others, null)
  return true
}

const gone = (): Refusal => refuse('data:unknown-person', {}, 404)

function mayNot(person: LockedPerson | undefined, others: readonly string[]): Refusal | undefined {
  if (!person) return gone()
  if (person.erased) return refuse('data:already-erased')
  return person.here && others.length === 0 ? refuse('data:last-office') : undefined
}

async function erase(
  { world, parts }: DataDesk,
  tx: Transaction,
  { id, name }: LockedPerson,
  office: readonly string[],
  by: Member | null,
): Promise<string> {
  const at = world.clock.now()
  const network = await networkOf(tx)
  if (!network) throw new Error('a network that has people is not there')
  const words = world.texts.for(network.language, network.zone)
  const pseudonym = await freshPseudonym(tx, words, world.ids.id)
  const erasure = { memberId: id, name, at, words }
  for (const part of parts) await part.erase?.(tx, erasure)
  await forgetChats(tx, id)
  await redrawRequests(tx, await endRequests(tx, id, at))
  const left = await leaveAll(tx, id, at)
  await becomePseudonym(tx, id, pseudonym, at)
  await onCoordinationVacant(world, tx, office, left)
  await record(tx, {
    at,
    by,
    what: 'data.erase',
    matter: { kind: 'member', id },
    data: { groups: left.length },
  })
  return pseudonym
}

/** Four characters by chance, so that nothing of the person is in them; more when all of these are taken. */
async function freshPseudonym(tx: Transaction, words: Wording, newId: () => string): Promise<string> {
  for (let length = 4; ; length = Math.min(length + 1, 12)) {
    const code = newId().replaceAll('-', '').slice(0, length).toUpperCase()
    const pseudonym = words.t('data:pseudonym', { code })
    if (!(await isNamed(tx, pseudonym))) return pseudonym
  }
}

/** Cards that ask a coordinator to let the person in show the name: they are drawn anew, with the pseudonym. */
async function redrawRequests(tx: Transaction, requests: readonly string[]): Promise<void> {
  for (const id of requests) await wake(tx, await wantRedraw(tx, { kind: 'join-request', id }), grade.many)
}
