/** What a person was to be told without having asked. */
import { sql } from 'kysely'
import { queries, raw } from '../database/query'
import type { KeptPart, Row } from '../keeping/kept'
import type { RetentionStep } from '../keeping/retention'
import type { Wording } from '../texts'

export const noticesPart: KeptPart = {
  name: 'notices',
  covers: ['notice.member_id', 'notice.matter_kind', 'notice.matter_id'],
  // A secret one is the person's alone: it would say what the organisation needs.
  read: async (tx, { memberId, byOther }) => ({
    notice: await tx.all(
      raw(sql<Row>`select matter_kind as "matterKind", matter_id as "matterId", noted_at as "notedAt",
          told_at as "toldAt", singly
        from notice where member_id = ${memberId} and not (secret and ${byOther}::boolean) order by noted_at, id`),
    ),
  }),
  say: ({ notice = [] }, words) => [
    words.t('inbox:kept.notices', { count: notice.length }),
    ...notice.map((row) => sayNotice(row, words)),
  ],
  fate: ({ notice = [] }, words) => ({
    goes: notice.length > 0 ? [words.t('inbox:kept.notices-go', { count: notice.length })] : [],
    stays: [],
  }),
  erase: async (tx, { memberId }) => {
    await tx.run(queries.deleteFrom('notice').where('member_id', '=', memberId))
  },
}

const kinds = [
  'poll-opened',
  'poll-closed',
  'join-request',
  'join-answer',
  'election-called',
  'election-asked',
  'round-opened',
  'round-closed',
  'offer-matched',
  'no-coordinator',
  'newcomers',
  'directory-left',
  'directory-held',
  'directory-failed',
] as const

function sayNotice({ matterKind, notedAt, toldAt, singly }: Row, words: Wording): string {
  const kind = kinds.find((one) => one === matterKind)
  const day = (at: unknown) => (at instanceof Date ? words.instant(at) : '')
  const how = toldAt === null ? 'waits' : singly === true ? 'singly' : 'together'
  const what = words.t(`inbox:kept.kind.${kind ?? 'other'}`)
  return words.t(`inbox:kept.notice-${how}`, { what, at: day(notedAt), told: day(toldAt) })
}

/** What waits longer than two weeks is taken back by itself (`tasks.ts`); this is what has been told. */
export const noticesStep: RetentionStep = {
  kind: 'notices',
  forget: (tx, before, most) =>
    tx.run(
      raw(sql`delete from notice where id in (
        select n.id from notice n where n.noted_at < ${before} and not n.secret
        order by n.id limit ${most} for update skip locked)`),
    ),
}

/** One round takes so many times the usual, since it is not asked again. */
const timesMost = 10

/** Of secret ones nobody learns how many there were, from the note of this round neither. */
export const secretNoticesStep: RetentionStep = {
  kind: 'notices',
  forget: async (tx, before, most) => {
    await tx.run(
      raw(sql`delete from notice where id in (
        select n.id from notice n where n.noted_at < ${before} and n.secret
        order by n.id limit ${most * timesMost} for update skip locked)`),
    )
    return 0
  },
}
