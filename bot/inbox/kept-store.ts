/** What a person was to be told without having asked. */
import { sql } from 'kysely'
import { queries, raw } from '../database/query'
import type { KeptPart, Row } from '../keeping/kept'
import type { RetentionStep } from '../keeping/retention'

export const noticesPart: KeptPart = {
  name: 'notices',
  covers: ['notice.member_id', 'notice.matter_kind', 'notice.matter_id'],
  read: async (tx, { memberId }) => ({
    notice: await tx.all(
      raw(sql<Row>`select matter_kind as "matterKind", matter_id as "matterId", noted_at as "notedAt",
          told_at as "toldAt", singly
        from notice where member_id = ${memberId} order by noted_at, id`),
    ),
  }),
  say: ({ notice = [] }, words) => [words.t('inbox:kept.notices', { count: notice.length })],
  fate: ({ notice = [] }, words) => ({
    goes: notice.length > 0 ? [words.t('inbox:kept.notices-go', { count: notice.length })] : [],
    stays: [],
  }),
  erase: async (tx, { memberId }) => {
    await tx.run(queries.deleteFrom('notice').where('member_id', '=', memberId))
  },
}

/** What waits longer than two weeks is taken back by itself (`tasks.ts`); this is what has been told. */
export const noticesStep: RetentionStep = {
  kind: 'notices',
  forget: (tx, before, most) =>
    tx.run(
      raw(sql`delete from notice where id in (
        select n.id from notice n where n.noted_at < ${before} order by n.id limit ${most} for update skip locked)`),
    ),
}
