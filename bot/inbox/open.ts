/** What waits for somebody, whatever it is: words register where theirs are found. */
import type { Transaction } from '../database/database'
import type { Turn } from '../route'
import type { OpenLine } from './view'

export interface OpenItem extends OpenLine {
  /** null: it waits without an end. */
  readonly until: Date | null
  /** Shows the card on which it is seen to. */
  readonly act: {
    readonly title: string
    readonly verb: string
    readonly data: Readonly<Record<string, string>>
  }
}

/** @returns at most so many as somebody looks through */
export type FindOpen = (
  tx: Transaction,
  reader: Pick<Turn, 'member' | 'words'>,
) => Promise<readonly OpenItem[]>

/** What ends first stands first, and what has no end last. */
export function inOrder(items: readonly OpenItem[]): readonly OpenItem[] {
  const end = ({ until }: OpenItem) => until?.getTime() ?? Number.POSITIVE_INFINITY
  return [...items].sort((one, other) => (end(one) === end(other) ? 0 : end(one) - end(other)))
}
