/** When a link works: for whom, until when, in which browser. */
import { type Refusal, refuse } from '../refusal'

export interface Link {
  readonly id: string
  readonly memberId: string
  /** What it lets do, by the name under which a word has registered it. */
  readonly purpose: string
  readonly matterId: string
  readonly madeAt: Date
  /** By the office; else it came by letter. */
  readonly handedOver: boolean
  readonly expiresAt: Date
  readonly revokedAt: Date | null
  /** By the office; else another link has taken its place. */
  readonly byOffice: boolean
  readonly openedAt: Date | null
  /** Hash of the key of the browser that it belongs to. */
  readonly browser: string | null
}

/** Why a link works no more, whoever holds it; undefined: it works. */
export function wornOut(link: Link, left: boolean, now: Date): Refusal | undefined {
  if (left) return refuse('links:left', {}, 403)
  if (link.revokedAt) return refuse(link.byOffice ? 'links:revoked' : 'links:replaced', {}, 403)
  return link.expiresAt <= now ? refuse('links:late', { at: link.expiresAt }, 403) : undefined
}

/**
 * A link is its holder's own from the first press on "Öffnen" on. A mere load binds nothing: what scans mails opens
 * pages, and some of it runs their scripts.
 * @param browser hash of the key that the browser shows; null where it shows none
 */
export function elsewhere(link: Link, browser: string | null): Refusal | undefined {
  return link.browser !== null && link.browser !== browser
    ? refuse('links:other-browser', {}, 403)
    : undefined
}

/** Whether it has been opened here: only then anything is read or done with it. */
export function notOpened(link: Link, browser: string | null): Refusal | undefined {
  return elsewhere(link, browser) ?? (link.browser === null ? refuse('links:not-opened', {}, 403) : undefined)
}

/** In a day for one person and matter: a mailbox is nothing to be filled by whoever has found a link. */
export const mostADay = 3
export const dayMs = 86_400_000
