/** What is kept about people, how long, and what was done: plain data, worded for its reader. */

/** One part of what is kept about a person, in sentences. */
export interface KeptLines {
  readonly name: string
  readonly title: string
  readonly lines: readonly string[]
}

export interface DataPerson {
  readonly id: string
  readonly name: string
  readonly organisation: string
}

/** Answer of `data.show`: everything kept about the reader. */
export interface KeptView {
  readonly person: DataPerson
  readonly parts: readonly KeptLines[]
}

/** Answer of `data.export`: the same, and a file for machines. */
export interface DataExport extends KeptView {
  readonly fileName: string
  /** JSON text. */
  readonly file: string
}

/** Answer of `data.erasure`: what would go, what would stay and why. */
export interface ErasureView {
  readonly person: DataPerson
  /** The reader's own data. */
  readonly own: boolean
  readonly goes: readonly string[]
  readonly stays: readonly string[]
}

/** Answer of `data.erase`. */
export interface ErasedView {
  readonly pseudonym: string
  readonly own: boolean
}

/** Answer of `data.people`, for the office: all of whom something is kept. */
export interface KeptPeopleView {
  readonly people: readonly (DataPerson & { readonly left: boolean })[]
}

export interface RetentionLine {
  readonly kind: string
  readonly title: string
  /** What is kept, what goes, and why for so long. */
  readonly why: string
  readonly days: number
  readonly usual: number
  readonly least: number
  readonly most: number
}

export interface RetentionView {
  readonly kinds: readonly RetentionLine[]
}

export interface AuditLine {
  readonly number: number
  /** ISO instant. */
  readonly at: string
  /** "von selbst" where nobody did it. */
  readonly who: string
  readonly door: string
  readonly deed: string
  /** What it was done to, by its name. */
  readonly matter: string | null
  /** Finds whatever else was done to it. */
  readonly matterId: string | null
  readonly detail: string | null
}

export interface AuditView {
  readonly entries: readonly AuditLine[]
  /** The kinds of deeds that stand in the log. */
  readonly deeds: readonly { readonly code: string; readonly name: string }[]
  /** For `audit.show?before=…`; null: nothing older. */
  readonly older: number | null
}

export interface AuditExport {
  readonly fileName: string
  readonly file: string
  readonly entries: number
}

/** Answer of `audit.check`. */
export interface ChainView {
  readonly entries: number
  /** The oldest entry that is kept. */
  readonly first: number | null
  readonly last: { readonly number: number; readonly hash: string } | null
  /** The first entry that does not fit; null: the log is whole. */
  readonly broken: number | null
}
