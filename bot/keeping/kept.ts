/** What is kept about a person: every word registers its part in service.ts, so that no place is forgotten. */
import type { Transaction } from '../database/database'
import type { Wording } from '../texts'

/** A row as it is exported: plain values, named for readers. Instants as Date. */
export type Row = Readonly<Record<string, unknown>>

export interface Asked {
  readonly memberId: string
  /** Somebody else reads it (the office): what P4 and P6 keep from others stays out. */
  readonly byOther: boolean
}

export interface Erasure {
  readonly memberId: string
  readonly name: string
  readonly at: Date
  /** In the network's language, for what others go on seeing. */
  readonly words: Wording
}

/** What becomes of it when the person is erased: sentences with counts. */
export interface Fate {
  readonly goes: readonly string[]
  readonly stays: readonly string[]
}

export interface KeptPart {
  /** Names its heading: `data:part.<name>`. */
  readonly name: string
  /** `table.column` that the export carries. `tests/data/export` holds that no column of a person is missing. */
  readonly covers: readonly string[]
  /** By table. */
  read(tx: Transaction, asked: Asked): Promise<Readonly<Record<string, readonly Row[]>>>
  say(kept: Readonly<Record<string, readonly Row[]>>, words: Wording): readonly string[]
  fate(kept: Readonly<Record<string, readonly Row[]>>, words: Wording): Fate
  /** Takes out what the person is known by. In the order of the parts, after the member's row is locked. */
  erase?(tx: Transaction, erasure: Erasure): Promise<void>
}

export const nothing: Fate = { goes: [], stays: [] }
