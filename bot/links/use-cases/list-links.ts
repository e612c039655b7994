/** A person's links, for the office: what each is for, until when it works, whether it was opened; and what is open. */
import type { Transaction } from '../../database/database'
import type { Member } from '../../groups/member'
import { personById } from '../../groups/people-store'
import { lacks } from '../../groups/rights'
import { type Refusal, refuse } from '../../refusal'
import type { LinkDesk } from '../desk'
import type { Link } from '../link'
import { linksOf } from '../store'
import type { LinkLine, LinksView } from '../view'

/** A person has one or two a poll; older ones are forgotten in time. */
const most = 100

export async function listLinks(
  desk: LinkDesk,
  member: Member,
  memberId: string,
): Promise<LinksView | Refusal> {
  const lacking = lacks(member, 'administer')
  if (lacking) return lacking
  const { database, clock } = desk.world
  return database.inNetwork(member.networkId, async (tx) => {
    const person = await personById(tx, memberId)
    if (!person) return refuse('links:unknown-person', {}, 404)
    const now = clock.now()
    const lines: LinkLine[] = []
    for (const link of await linksOf(tx, memberId, most)) lines.push(await lineOf(desk, tx, link, now))
    const open = person.objectId === null ? await openFor(desk, tx, memberId, now) : []
    return { id: person.id, name: person.name, teams: person.objectId !== null, links: lines, open }
  })
}

async function lineOf({ purposes }: LinkDesk, tx: Transaction, link: Link, now: Date): Promise<LinkLine> {
  const matter = await purposes[link.purpose]?.find(tx, link.matterId, link.memberId)
  const works = link.revokedAt === null && link.expiresAt > now
  return {
    ...{ id: link.id, purpose: link.purpose, title: matter?.title ?? '', handedOver: link.handedOver },
    ...{ madeAt: link.madeAt.toISOString(), expiresAt: link.expiresAt.toISOString() },
    openedAt: link.openedAt?.toISOString() ?? null,
    state: works ? 'works' : link.revokedAt === null ? 'late' : link.byOffice ? 'revoked' : 'replaced',
  }
}

async function openFor({ purposes }: LinkDesk, tx: Transaction, memberId: string, now: Date) {
  const found: LinksView['open'][number][] = []
  for (const [purpose, { open }] of Object.entries(purposes))
    for (const { id, title } of await open(tx, memberId, now)) found.push({ purpose, matter: id, title })
  return found
}
