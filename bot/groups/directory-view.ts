/** What the office may know of the directory of the network's tenant: plain data, ready to be shown. */
import type { DirectoryFailure } from './directory'
import type { PersonName } from './person'

/** Somebody of the network whose account is not in its tenant's directory any more, or not usable there. */
export interface DirectoryPerson extends PersonName {
  readonly what: 'gone' | 'disabled'
  readonly office: boolean
  /** How many groups the person is in. */
  readonly groups: number
  /** Organisations whose seats would be left without a holder. */
  readonly seats: readonly string[]
}

/** Answer of `directory.show` and `directory.compare`. */
export interface DirectoryView {
  /** The reader may have the directory asked now, with the reader's own rights. */
  readonly mayCompare: boolean
  /** The service compares every night by itself. */
  readonly byItself: boolean
  /** The latest complete comparison; null: there was none yet. */
  readonly compared: { readonly run: string; readonly at: string; readonly asked: number } | null
  /** The latest attempt, if nothing was compared in it. */
  readonly failed: { readonly at: string; readonly why: DirectoryFailure } | null
  /** Whom the comparison did not find, and who still belongs to the network. */
  readonly absent: readonly DirectoryPerson[]
}

/** Answer of `directory.confirm`. */
export interface MarkedView {
  readonly marked: number
  /** Not marked: without them the office would be empty. */
  readonly kept: number
  /** Organisations whose seats have no holder now. */
  readonly vacated: readonly string[]
}
