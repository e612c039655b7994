/** Links on cards: which ones lead to a place in this tab, and which to where the reader already is. */

const base = '/tab'

/** The path inside the tab that a link leads to, or null when it leads elsewhere. */
export function placeOf(url: string, origin: string): string | null {
  const link = parsed(url, origin)
  if (link === null) return null
  if (link.host === 'teams.microsoft.com') return placeOfDeepLink(link, origin)
  if (link.origin !== origin || !(link.pathname === base || link.pathname.startsWith(`${base}/`))) return null
  return `${link.pathname.slice(base.length) || '/'}${link.search}`
}

/** The card without the links that lead to where the reader is: no button that does nothing (E5). */
export function withoutLinksTo(here: string, card: unknown, origin: string): unknown {
  if (Array.isArray(card)) {
    return card
      .filter((part) => !leadsTo(here, part, origin))
      .map((part) => withoutLinksTo(here, part, origin))
  }
  if (typeof card !== 'object' || card === null) return card
  return Object.fromEntries(
    Object.entries(card).map(([key, value]) => [key, withoutLinksTo(here, value, origin)]),
  )
}

/** The first place in the tab that a card leads to and that `wanted` accepts. */
export function firstPlace(card: unknown, origin: string, wanted: (path: string) => boolean): string | null {
  if (typeof card !== 'object' || card === null) return null
  const url = linkOf(card)
  const place = url === null ? null : placeOf(url, origin)
  if (place !== null && wanted(place)) return place
  for (const part of Object.values(card)) {
    const found = firstPlace(part, origin, wanted)
    if (found !== null) return found
  }
  return null
}

function leadsTo(here: string, part: unknown, origin: string): boolean {
  const url = typeof part === 'object' && part !== null ? linkOf(part) : null
  return url !== null && placeOf(url, origin)?.split('?')[0] === here
}

function linkOf(part: object): string | null {
  const { type, url } = part as { type?: unknown; url?: unknown }
  return type === 'Action.OpenUrl' && typeof url === 'string' ? url : null
}

/** Teams' deep links carry the place as `subEntityId` (a path without its first slash), or as `webUrl`. */
function placeOfDeepLink(link: URL, origin: string): string | null {
  if (!link.pathname.startsWith('/l/entity/')) return null
  const web = link.searchParams.get('webUrl')
  const place = web === null ? null : placeOf(web, origin)
  if (place !== null) return place
  try {
    const context = JSON.parse(link.searchParams.get('context') ?? '{}') as { subEntityId?: unknown }
    return typeof context.subEntityId === 'string' ? `/${context.subEntityId.replace(/^\/+/, '')}` : null
  } catch {
    return null
  }
}

function parsed(url: string, origin: string): URL | null {
  try {
    return new URL(url, origin)
  } catch {
    return null
  }
}
