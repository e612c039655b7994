/** Everything kept about a person: in words, and as a file. About others only for the office, and written down. */
import { record } from '../../audit/store'
import type { Transaction } from '../../database/database'
import type { Member } from '../../groups/member'
import { lacks } from '../../groups/rights'
import type { Row } from '../../keeping/kept'
import { isRefusal, type Refusal, refuse } from '../../refusal'
import type { Wording } from '../../texts'
import type { DataDesk } from '../desk'
import { personOf } from '../store'
import type { DataExport, KeptView } from '../view'

type Kept = Readonly<Record<string, Readonly<Record<string, readonly Row[]>>>>

interface Collected extends KeptView {
  /** By part, by table. */
  readonly kept: Kept
}

export async function showOwnData(
  desk: DataDesk,
  member: Member,
  words: Wording,
): Promise<KeptView | Refusal> {
  return desk.world.database.inNetwork(member.networkId, async (tx) => {
    const collected = await collect(desk, tx, member, words, member.id)
    if (isRefusal(collected)) return collected
    const { person, parts } = collected
    return { person, parts }
  })
}

/** @param memberId whose; absent: one's own */
export async function exportData(
  desk: DataDesk,
  member: Member,
  words: Wording,
  memberId = member.id,
): Promise<DataExport | Refusal> {
  const { world } = desk
  return world.database.inNetwork(member.networkId, async (tx) => {
    const collected = await collect(desk, tx, member, words, memberId)
    if (isRefusal(collected)) return collected
    const { person, parts, kept } = collected
    const at = world.clock.now()
    const { name: network } = member.network
    const file = JSON.stringify({ exportedAt: at.toISOString(), network, person, kept }, undefined, 2)
    await record(tx, { at, by: member, what: 'data.export', matter: { kind: 'member', id: person.id } })
    return { person, parts, file, fileName: `verbund-${at.toISOString().slice(0, 10)}.json` }
  })
}

async function collect(
  { parts }: DataDesk,
  tx: Transaction,
  member: Member,
  words: Wording,
  memberId: string,
): Promise<Collected | Refusal> {
  const byOther = memberId !== member.id
  const lacking = byOther ? lacks(member, 'administer') : undefined
  if (lacking) return lacking
  const found = await personOf(tx, memberId)
  if (!found || found.erased) return refuse('data:unknown-person', {}, 404)
  const { id, name, organisation } = found
  const read = await Promise.all(
    parts.map(async (part) => ({ part, rows: await part.read(tx, { memberId, byOther }) })),
  )
  return {
    person: { id, name, organisation },
    parts: read.map(({ part, rows }) => ({
      name: part.name,
      title: words.t(`data:part.${part.name}`),
      lines: part.say(rows, words),
    })),
    kept: Object.fromEntries(read.map(({ part, rows }) => [part.name, rows])),
  }
}
