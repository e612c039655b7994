/** Whether somebody may vote: asked by doors that know no polls; the words that have electorates answer. */

export interface Elector {
  readonly networkId: string
  readonly memberId: string
  /** Of a poll, or of what becomes one. */
  readonly matter: string
}

export type IsElector = (elector: Elector) => Promise<boolean>
