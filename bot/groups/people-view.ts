/** What the office's list of people shows. */
import type { DoorOfMember, GroupKind, GroupRole, PersonName } from './person'

/** One row of the office's list of people. */
export interface PersonLine {
  readonly id: string
  readonly name: string
  readonly organisation: { readonly id: string; readonly name: string }
  readonly mail: string | null
  /** By which Entra knows who signs in; null: none known yet. */
  readonly account: string | null
  readonly doors: readonly DoorOfMember[]
  readonly office: boolean
  readonly groups: readonly {
    readonly id: string
    readonly name: string
    readonly kind: GroupKind
    readonly role: GroupRole
  }[]
}

/** Somebody who belongs no more, and may come back. */
export interface LeftLine extends PersonName {
  readonly leftAt: string
  readonly why: 'removed' | 'left-tenant'
  /** The directory has an account of theirs again. */
  readonly back: boolean
}

/** Answer of `member.list`. */
export interface PeopleView {
  readonly people: readonly PersonLine[]
  /** Of those who have left, who matches, the last first. */
  readonly left: readonly LeftLine[]
  /** How many there are in all. */
  readonly total: number
}
