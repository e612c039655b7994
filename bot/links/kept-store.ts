/** What is kept of a person's links, which go with the person. */
import { sql } from 'kysely'
import { raw } from '../database/query'
import type { KeptPart, Row } from '../keeping/kept'
import type { RetentionStep } from '../keeping/retention'
import { forgetLinksOf } from './store'

export const linksPart: KeptPart = {
  name: 'links',
  covers: [
    'link.member_id',
    'link.made_by',
    'link.revoked_by',
    'link.purpose',
    'link.matter_id',
    'link.browser',
  ],
  read: async (tx, { memberId }) => ({
    link: await tx.all(
      raw(sql<Row>`select purpose, matter_id as "matterId", made_at as "madeAt", made_by is not null as "handedOver",
          expires_at as "expiresAt", revoked_at as "revokedAt", opened_at as "openedAt", browser
        from link where member_id = ${memberId} order by made_at, id`),
    ),
    handed_over: await tx.all(
      raw(sql<Row>`select purpose, matter_id as "matterId", made_at as "madeAt", made_by = ${memberId} as "madeByMe",
          revoked_at as "revokedAt"
        from link where ${memberId}::uuid in (made_by, revoked_by) order by made_at, id`),
    ),
  }),
  say: ({ link = [], handed_over = [] }, { t }) => [
    t('links:kept.count', { count: link.length }),
    ...(handed_over.length > 0 ? [t('links:kept.handed-over', { count: handed_over.length })] : []),
  ],
  fate: ({ link = [] }, { t }) => ({
    goes: link.length > 0 ? [t('links:kept.go', { count: link.length })] : [],
    stays: [],
  }),
  erase: (tx, { memberId }) => forgetLinksOf(tx, memberId),
}

/** With the notices that brought them: no link works for longer than its matter, so these are worn out long since. */
export const linksStep: RetentionStep = {
  kind: 'notices',
  forget: (tx, before, most) =>
    tx.run(
      raw(sql`delete from link where id in (
        select l.id from link l where l.expires_at < ${before} order by l.id limit ${most} for update skip locked)`),
    ),
}
