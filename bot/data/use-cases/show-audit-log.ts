/** The audit log for the office: searched, in words, proven, and as a file. */
import { DateTime } from 'luxon'
import { deedName } from '../../audit/kept-store'
import {
  type Chain,
  checkChain,
  deedsIn,
  type Entry,
  entriesOf,
  namesOf,
  type Sought,
} from '../../audit/log-store'
import { record } from '../../audit/store'
import type { Transaction } from '../../database/database'
import { titlesOf } from '../../delivery/describe'
import { csvLines, csvOf } from '../../groups/csv'
import type { Member } from '../../groups/member'
import { lacks } from '../../groups/rights'
import { isRefusal, type Refusal, refuse } from '../../refusal'
import type { Wording } from '../../texts'
import { idsIn } from '../deed-words'
import type { DataDesk } from '../desk'
import type { AuditExport, AuditLine, AuditView, ChainView } from '../view'
import { doorOf, matterOf, saidOf } from '../words'

const page = 50

export interface AuditWish {
  readonly who?: string | undefined
  readonly what?: string | undefined
  readonly matter?: string | undefined
  /** Only what happened by itself. */
  readonly itself?: boolean | undefined
  /** Days in the network's zone, both included: `2026-11-27`. */
  readonly from?: string | undefined
  readonly until?: string | undefined
  readonly before?: number | undefined
}

export async function showAuditLog(
  desk: DataDesk,
  member: Member,
  words: Wording,
  wish: AuditWish,
): Promise<AuditView | Refusal> {
  const sought = soughtBy(member, wish)
  if (isRefusal(sought)) return sought
  return desk.world.database.inNetwork(member.networkId, async (tx) => {
    const [rows, deeds] = await Promise.all([entriesOf(tx, sought, page + 1), deedsIn(tx)])
    const shown = rows.slice(0, page)
    return {
      entries: await linesOf(desk, tx, shown, words),
      deeds: deeds.map((code) => ({ code, name: deedName(words, code) })),
      older: rows.length > page ? (shown.at(-1)?.number ?? null) : null,
    }
  })
}

/** Takes some seconds at a million entries: asked for on purpose, not with every page. */
export async function checkAuditLog({ world }: DataDesk, member: Member): Promise<ChainView | Refusal> {
  return (
    lacks(member, 'administer') ??
    world.database.inNetwork(member.networkId, async (tx): Promise<Chain> => checkChain(tx))
  )
}

/** More than Excel holds in one sheet with ease; a time span narrows it. */
const mostExported = 100_000
/** Whoever else waits is answered between two of them. */
const exportedAtOnce = 1000

/** What is sought, newest first. The export itself is written down. */
export async function exportAuditLog(
  desk: DataDesk,
  member: Member,
  words: Wording,
  wish: AuditWish,
): Promise<AuditExport | Refusal> {
  const sought = soughtBy(member, wish)
  if (isRefusal(sought)) return sought
  const { database, clock } = desk.world
  return database.inNetwork(member.networkId, async (tx) => {
    const parts = [csvOf([headings(words)])]
    let entries = 0
    for (let before = sought.before; ; ) {
      const rows = await entriesOf(tx, { ...sought, before }, exportedAtOnce)
      parts.push(csvLines((await linesOf(desk, tx, rows, words)).map(cells)))
      entries += rows.length
      if (entries > mostExported) return refuse('data:too-many-entries', { most: mostExported }, 422)
      if (rows.length < exportedAtOnce) break
      before = rows.at(-1)?.number
    }
    const at = clock.now()
    await record(tx, { at, by: member, what: 'audit.export', data: { entries } })
    const fileName = `${words.t('data:audit.file')}-${at.toISOString().slice(0, 10)}.csv`
    return { fileName, file: parts.join(''), entries }
  })
}

function headings({ t }: Wording): readonly string[] {
  return [
    t('data:audit.number'),
    t('data:audit.at'),
    t('data:audit.who'),
    t('data:audit.door'),
    t('data:audit.deed'),
    t('data:audit.matter'),
    t('data:audit.detail'),
  ]
}

function cells({ number, at, who, door, deed, matter, detail }: AuditLine): readonly string[] {
  return [`${number}`, at, who, door, deed, matter ?? '', detail ?? '']
}

function soughtBy(member: Member, wish: AuditWish): Sought | Refusal {
  const lacking = lacks(member, 'administer')
  if (lacking) return lacking
  const { who, what, matter: matterId, itself: byItself, from, until, before } = wish
  const day = (date: string | undefined) =>
    date === undefined ? undefined : DateTime.fromISO(date, { zone: member.network.zone })
  const [first, last] = [day(from), day(until)]
  if ((first && !first.isValid) || (last && !last.isValid)) return refuse('data:no-day', {}, 422)
  if (first && last && last < first) return refuse('data:days-reversed', {}, 422)
  return {
    ...{ who, what, matterId, byItself, before },
    from: first?.toJSDate(),
    until: last?.plus({ days: 1 }).toJSDate(),
  }
}

async function linesOf(
  { describers }: DataDesk,
  tx: Transaction,
  rows: readonly Entry[],
  words: Wording,
): Promise<readonly AuditLine[]> {
  const matters = rows.flatMap(({ matterKind, matterId }) =>
    matterKind && matterId ? [{ matter_kind: matterKind, matter_id: matterId }] : [],
  )
  const ids = [...new Set(rows.flatMap(({ data }) => idsIn(data)))]
  const [titles, names] = await Promise.all([titlesOf(tx, describers, matters), namesOf(tx, ids)])
  return rows.map((row) => ({
    number: row.number,
    at: row.at.toISOString(),
    who: row.actor ?? words.t('data:audit.itself'),
    door: doorOf(words, row.door),
    deed: deedName(words, row.what),
    matter: matterOf(words, row, titles),
    matterId: row.matterId,
    detail: saidOf(words, row, names),
  }))
}
