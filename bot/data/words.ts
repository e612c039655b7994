/** An entry of the audit log said in words. */
import type { Entry } from '../audit/log-store'
import { retentionKinds } from '../keeping/retention'
import type { Wording } from '../texts'

export function doorOf({ t }: Wording, door: Entry['door']): string {
  return t(`data:audit.by-${door}`)
}

/** What the numbers and codes of an entry say; null: nothing beyond the deed. */
export function detailOf(
  words: Wording,
  { what, matterId, data }: Entry,
  names: ReadonlyMap<string, string>,
): string | null {
  const { t } = words
  const count = (key: string) => (typeof data[key] === 'number' ? data[key] : 0)
  if (what === 'retention.run') return counted(words, data)
  if (what === 'retention.audit')
    return t('data:audit.shortened', { count: count('entries'), until: String(data.until ?? '') })
  if (what === 'retention.set')
    return t('data:audit.days', {
      kind: retentionKinds.some((kind) => kind === matterId) ? t(`data:retention.${matterId}.title`) : '',
      count: count('days'),
    })
  if (what === 'audit.export') return t('data:audit.entries', { count: count('entries') })
  if (what === 'ledger.send-run-again') return t('data:audit.posts', { count: count('posts') })
  if (what === 'ledger.decide')
    return t(data.verdict === 'stands' ? 'data:audit.stands' : 'data:audit.send-again')
  if (typeof data.member === 'string') return names.get(data.member) ?? null
  return null
}

function counted({ t }: Wording, data: Entry['data']): string {
  return retentionKinds
    .filter((kind) => typeof data[kind] === 'number')
    .map((kind) =>
      t('data:audit.gone', { what: t(`data:retention.${kind}.title`), number: Number(data[kind]) }),
    )
    .join('; ')
}
