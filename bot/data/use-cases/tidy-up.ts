/** The calendar's round: forgets in every network what has been kept for its time, in bounded batches, with a note of it. */
import { forgetEntries } from '../../audit/log-store'
import { record } from '../../audit/store'
import type { Transaction } from '../../database/database'
import { erasedSince, forgetChats, leftBefore } from '../../groups/erasure-store'
import { each } from '../../jobs/each'
import type { RetentionKind } from '../../keeping/retention'
import type { DataDesk } from '../desk'
import { keptSince } from '../retention'
import { allNetworks, personOf, retentionOf } from '../store'
import { eraseByItself } from './erase-person'

/** Rows of one kind in one transaction: well below a statement's 10 s. */
const atOnce = 1000
/** What is still left after that many batches comes with the next round. */
const mostBatches = 500

/** @param most rows of a kind in one transaction */
export async function tidyUp(desk: DataDesk, most = atOnce): Promise<void> {
  const networks = await allNetworks(desk.world.database)
  await each(networks, async (networkId) => {
    await forgetOld(desk, networkId, most)
    await eraseLeft(desk, networkId, most)
    await sweepErased(desk, networkId)
    await shortenAudit(desk, networkId, most)
  })
}

type Counts = Readonly<Partial<Record<RetentionKind, number>>>

async function repeat(work: () => Promise<boolean>): Promise<void> {
  for (let batch = 0; batch < mostBatches; batch += 1) if (!(await work())) return
}

async function forgetOld(desk: DataDesk, networkId: string, most: number): Promise<void> {
  const { world } = desk
  await repeat(() =>
    world.database.inNetwork(networkId, async (tx) => {
      const counts = await forgetBatch(desk, tx, most)
      const any = Object.keys(counts).length > 0
      // Every minute of every day something of the ledger of messages goes: that alone is no deed.
      const told = Object.fromEntries(Object.entries(counts).filter(([kind]) => kind !== 'activities'))
      if (Object.keys(told).length > 0)
        await record(tx, { at: world.clock.now(), by: null, what: 'retention.run', data: told })
      return any
    }),
  )
}

async function forgetBatch({ world, steps }: DataDesk, tx: Transaction, most: number): Promise<Counts> {
  const days = await retentionOf(tx)
  const counts: Partial<Record<RetentionKind, number>> = {}
  for (const step of steps) {
    const gone = await step.forget(tx, keptSince(world.clock.now(), days[step.kind]), most)
    if (gone > 0) counts[step.kind] = (counts[step.kind] ?? 0) + gone
  }
  return counts
}

/** Each in a transaction of its own: each is an erasure of its own in the log. */
async function eraseLeft(desk: DataDesk, networkId: string, most: number): Promise<void> {
  const { database, clock } = desk.world
  const ids = await database.inNetwork(networkId, async (tx) => {
    const { left } = await retentionOf(tx)
    return leftBefore(tx, keptSince(clock.now(), left), most)
  })
  await each(ids, async (id) => {
    await database.inNetwork(networkId, (tx) => eraseByItself(desk, tx, id))
  })
}

/** Longer than any request or job that began before the erasure lasts. */
const sweepDays = 3

/** What was on its way while somebody was erased may have been written down after it. */
async function sweepErased({ world, parts }: DataDesk, networkId: string): Promise<void> {
  const { database, texts, clock } = world
  const at = clock.now()
  const ids = await database.inNetwork(networkId, (tx) => erasedSince(tx, keptSince(at, sweepDays)))
  await each(ids, (memberId) =>
    database.inNetwork(networkId, async (tx) => {
      const person = await personOf(tx, memberId)
      if (!person) return
      const erasure = { memberId, name: person.name, at, words: texts.for('de', 'Europe/Berlin') }
      for (const part of parts) await part.erase?.(tx, erasure)
      await forgetChats(tx, memberId)
    }),
  )
}

async function shortenAudit({ world }: DataDesk, networkId: string, most: number): Promise<void> {
  await repeat(() =>
    world.database.inNetwork(networkId, async (tx) => {
      const { audit } = await retentionOf(tx)
      return (await forgetEntries(tx, world.clock.now(), audit, most)) > 0
    }),
  )
}
