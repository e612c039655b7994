/** A person comes by a link: what is told of it before, what the press on "Öffnen" binds, and what it lets in to. */
import { createHash } from 'node:crypto'
import { isRefusal, type Refusal, refuse } from '../../refusal'
import type { LinkDesk, Purpose } from '../desk'
import { elsewhere, notOpened, wornOut } from '../link'
import { type Bearer, bearerOf, bindLink } from '../store'
import type { LinkView } from '../view'

/** What a link lets its holder do. */
export interface Pass {
  readonly bearer: Bearer
  readonly purpose: Purpose
}

/** null: the token is not one of ours, or its link is there no more. */
export type Found = Bearer | null

export async function findLink(desk: LinkDesk, token: string): Promise<Found> {
  const now = desk.world.clock.now()
  const read = await desk.keys.read(token, now)
  const bearer = read && (await bearerOf(desk.world.database, read.id, now))
  if (!bearer) return null
  // Its matter may have been put off since: a newer letter carries a token that lasts longer.
  return read.late ? { ...bearer, link: { ...bearer.link, expiresAt: now } } : bearer
}

/** @param key of the browser; '' for one that has none yet */
export const browserOf = (key: string): string | null =>
  key === '' ? null : createHash('sha256').update(key).digest('base64url')

/** Lets in to one route, in the browser in which it was opened. Which matter, the caller has still to look at. */
export function passFor(
  desk: LinkDesk,
  bearer: Bearer,
  browser: string | null,
  route: string,
): Pass | Refusal {
  const no = wornOut(bearer.link, bearer.left, desk.world.clock.now()) ?? notOpened(bearer.link, browser)
  if (no) return no
  const purpose = desk.purposes[bearer.link.purpose]
  return purpose?.routes.includes(route) ? { bearer, purpose } : refuse('links:not-this', {}, 403)
}

/** Tells whom it is for and what it is about; binds nothing. */
export async function showLink(
  desk: LinkDesk,
  { link, facts, left }: Bearer,
  browser: string | null,
): Promise<LinkView | Refusal> {
  const no = wornOut(link, left, desk.world.clock.now()) ?? elsewhere(link, browser)
  if (no) return no
  const purpose = desk.purposes[link.purpose]
  const matter = await desk.world.database.inNetwork(facts.networkId, async (tx) =>
    purpose?.find(tx, link.matterId, link.memberId),
  )
  if (!purpose || !matter) return refuse('links:nothing-here', {}, 404)
  return {
    ...{ network: facts.network.name, zone: facts.network.zone, name: facts.name, language: facts.language },
    ...{ title: matter.title, purpose: link.purpose, until: link.expiresAt.toISOString() },
    opened: link.browser !== null,
    card: { verb: purpose.routes[0], data: { [purpose.field]: link.matterId } },
    matter: link.matterId,
  }
}

/** The press on "Öffnen": from now on the link is this browser's. Pressed twice in the same one, it is once. */
export async function openLink(
  desk: LinkDesk,
  bearer: Bearer,
  browser: string | null,
): Promise<LinkView | Refusal> {
  if (browser === null) return refuse('links:no-browser', {}, 422)
  const shown = await showLink(desk, bearer, browser)
  if (isRefusal(shown)) return shown
  const { database, clock } = desk.world
  const bound = await database.inNetwork(bearer.facts.networkId, (tx) =>
    bindLink(tx, bearer.link.id, browser, clock.now()),
  )
  // Two at the same moment: the database has let one of them in.
  return bound ? { ...shown, opened: true } : refuse('links:other-browser', {}, 403)
}
