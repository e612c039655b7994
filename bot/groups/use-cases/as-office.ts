/** Runs an act of administration: by who may, alone in its network, written down in the audit log. */
import { type Deed, record } from '../../audit/store'
import type { Transaction } from '../../database/database'
import { isRefusal, type Refusal, refuse } from '../../refusal'
import type { World } from '../../world'
import { lockAdministration } from '../import-store'
import type { Member } from '../member'
import { lacks, type Right } from '../rights'

export type Made = { readonly id: string }

/** What it is called in the audit log, and which of its facts stand there: ids and codes, no names. */
export type Deeds = Pick<Deed, 'what' | 'data'> & { readonly kind: string }

export interface Act<T extends Made> {
  readonly deed: Deeds
  readonly work: (tx: Transaction) => Promise<T | Refusal>
  /** The right it takes, and in which group; the office's unless said otherwise. */
  readonly right?: Right
  readonly groupId?: string
}

export async function administer<T extends Made>(
  world: World,
  member: Member,
  { deed, work, right = 'administer', groupId }: Act<T>,
): Promise<T | Refusal> {
  const lacking = lacks(member, right, groupId)
  if (lacking) return lacking
  try {
    return await world.database.inNetwork(member.networkId, async (tx) => {
      await lockAdministration(tx)
      const done = await work(tx)
      if (isRefusal(done)) return done
      const { what, data, kind } = deed
      const matter = { kind, id: done.id }
      await record(tx, { at: world.clock.now(), by: member, what, matter, ...(data && { data }) })
      return done
    })
  } catch (error) {
    // The names are compared before; PostgreSQL and JavaScript lower a few letters differently.
    if (isTaken(error)) return refuse('groups:name-taken')
    throw error
  }
}

const uniqueViolation = '23505'

/** PostgreSQL knows two names (or addresses) as one that were told apart before. */
export function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === uniqueViolation
}
