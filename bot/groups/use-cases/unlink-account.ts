/**
 * Takes the account from somebody who was taken for somebody else (a mistyped mail address): whoever signs in with it is
 * that person no more, and the right one is recognised as they come.
 */
import type { Transaction } from '../../database/database'
import { forgetConversations } from '../../delivery/forget-store'
import { untellUnsent } from '../../inbox/store'
import { type Refusal, refuse } from '../../refusal'
import type { World } from '../../world'
import { forgetChats } from '../erasure-store'
import type { Member } from '../member'
import { forgetAccount, officeWithout, personById, type StoredPerson } from '../people-store'
import { administer, type Made } from './as-office'

export function unlinkAccount(world: World, member: Member, id: string): Promise<Made | Refusal> {
  return administer(world, member, {
    deed: { what: 'member.unlink-account', kind: 'member' },
    work: async (tx) => {
      const person = await personById(tx, id)
      if (!person) return refuse('groups:unknown-person', {}, 404)
      return (await unlink(tx, person)) ?? { id }
    },
  })
}

/** @returns why it is not done */
export async function unlink(
  tx: Transaction,
  { id, objectId, office }: StoredPerson,
): Promise<Refusal | undefined> {
  if (objectId === null) return refuse('groups:no-account')
  if (office && !(await officeWithout(tx, id))) return refuse('groups:last-office')
  await forgetAccount(tx, id)
  // The chats were held by whoever had the account: what is meant for this person goes there no more.
  const chats = await forgetChats(tx, id)
  await untellUnsent(tx, id, chats)
  await forgetConversations(tx, chats)
  return undefined
}
