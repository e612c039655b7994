/** What an import is compared with, and what becomes of its rows: plain data. */
import type { Refusal } from '../refusal'
import type { Bench, SizeBand } from './bench'
import type { ImportRole } from './import-row'

export interface KnownOrganisation {
  readonly id: string
  readonly name: string
  readonly bench: Bench
  readonly size: SizeBand | null
  readonly sector: string
  readonly parentId: string | null
}

export interface KnownPerson {
  readonly id: string
  readonly name: string
  readonly organisationId: string
  readonly mail: string | null
  readonly objectId: string | null
  /** Of that account; null: the network's own. */
  readonly tenantId: string | null
  readonly language: 'de' | 'en'
  readonly left: boolean
}

export interface KnownGroup {
  readonly id: string
  readonly name: string
  /** Its people come by their seats, not by a table. */
  readonly committee?: boolean
}

/** For which organisation somebody sits in the committee, and who stands in. */
export interface KnownSeat {
  readonly of: { readonly id: string; readonly name: string }
  readonly holder: string | null
  readonly deputy: string | null
}

export interface KnownMembership {
  readonly groupId: string
  readonly memberId: string
  readonly role: ImportRole
}

/** The network as it is. */
export interface Known {
  readonly organisations: readonly KnownOrganisation[]
  readonly people: readonly KnownPerson[]
  readonly groups: readonly KnownGroup[]
  readonly memberships: readonly KnownMembership[]
  readonly seats?: readonly KnownSeat[]
  /** In which people are written to who name no language. */
  readonly language: 'de' | 'en'
}

/** What would be stored: rows as they are to be, new ones and changed ones. */
export interface Changes {
  readonly organisations: readonly KnownOrganisation[]
  readonly people: readonly KnownPerson[]
  readonly groups: readonly KnownGroup[]
  readonly memberships: readonly KnownMembership[]
}

export type Fate = 'new' | 'changed' | 'same' | 'refused'

export interface RowFate {
  readonly row: number
  readonly fate: Fate
  readonly name: string
  readonly organisation: string
  /** What changes, as codes of `groups:import.says.<code>`, with what fills the text. */
  readonly says: readonly { readonly code: string; readonly data: Readonly<Record<string, string>> }[]
  /** Why it is refused. */
  readonly refusal: Refusal | null
}

export interface Plan {
  readonly fates: readonly RowFate[]
  readonly changes: Changes
}
