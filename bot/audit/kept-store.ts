/** What the audit log knows of a person: what they did, and what was done to them. */
import { sql } from 'kysely'
import { raw } from '../database/query'
import type { KeptPart, Row } from '../keeping/kept'
import type { Wording } from '../texts'

export const auditPart: KeptPart = {
  name: 'audit',
  covers: ['audit_entry.actor_id', 'audit_entry.matter_id', 'audit_entry.data', 'audit_naming.member_id'],
  read: async (tx, { memberId }) => ({
    audit_entry: await tx.all(
      raw(sql<Row>`select number::double precision as number, at, actor_id = ${memberId} as "byMe", door, what,
          matter_kind as "matterKind", matter_id as "matterId", data
        from audit_entry
        where number in (select n.number from audit_naming n where n.member_id = ${memberId})
        order by number`),
    ),
  }),
  say: ({ audit_entry = [] }, words) => sayEntries(audit_entry, words),
  fate: ({ audit_entry = [] }, words) => ({
    goes: [],
    stays: audit_entry.length > 0 ? [words.t('audit:kept.stays', { count: audit_entry.length })] : [],
  }),
}

function sayEntries(rows: readonly Row[], words: Wording): readonly string[] {
  const said = rows.map((row) => {
    const at = row.at instanceof Date ? words.instant(row.at) : ''
    return words.t('audit:kept.entry', { at, deed: deedName(words, String(row.what)) })
  })
  return [words.t('audit:kept.count', { count: rows.length }), ...said.reverse()]
}

/** A deed by itself: "Umfrage eröffnet". */
export function deedName(words: Wording, what: string): string {
  return words.t([`audit:name.${what.replace('.', '-')}`, 'audit:name.other'], { what })
}
