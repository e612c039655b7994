/** What is sought in the audit log, as the page's address says it. */
import { type AuditWish, fieldsOf } from '../../reads'

export function auditWishOf(search: string): AuditWish {
  const asked = new URLSearchParams(search)
  const text = (name: string) => asked.get(name) ?? ''
  return {
    who: text('who'),
    what: text('what'),
    matter: text('matter'),
    from: text('from'),
    until: text('until'),
    itself: text('itself') === 'true',
  }
}

export function placeOfAudit(wish: AuditWish): string {
  const asked = new URLSearchParams(fieldsOf(wish))
  return asked.size === 0 ? '/audit' : `/audit?${asked}`
}

export const isSought = (wish: AuditWish): boolean => Object.keys(fieldsOf(wish)).length > 0
