/** Why somebody cannot be taken in a second time, and where the person is found instead. */
import { type Refusal, refuse } from '../../refusal'
import type { KnownBy } from '../people-store'

export function knownPerson({ left }: KnownBy): Refusal {
  return refuse(left ? 'groups:person-left' : 'groups:person-known')
}
