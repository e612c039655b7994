/** The office hands a link over itself: to somebody without a mail address, or who does not find the mail. */
import { record } from '../../audit/store'
import { requestPosts } from '../../delivery/ledger'
import type { Member } from '../../groups/member'
import { personById } from '../../groups/people-store'
import { reachOf } from '../../groups/reach-store'
import { lacks } from '../../groups/rights'
import { type Refusal, refuse } from '../../refusal'
import type { LinkDesk, Wish } from '../desk'
import { replaceLinks } from '../store'
import type { HandedOverView } from '../view'
import { giveLink } from './give-link'

/**
 * The address is told this once, and stands nowhere. An earlier one that was handed over works no more; one that came by
 * letter goes on: it is the person's own. Whoever has it could take part in the person's name, so it is written down,
 * and the person is told at once: a warning neither waits for a digest nor is it one of E4's three messages, which are
 * about asking and news.
 */
export async function handOverLink(
  desk: LinkDesk,
  member: Member,
  wish: Wish,
): Promise<HandedOverView | Refusal> {
  const lacking = lacks(member, 'administer')
  if (lacking) return lacking
  const { world } = desk
  return world.database.inNetwork(member.networkId, async (tx) => {
    const at = world.clock.now()
    const person = await personById(tx, wish.memberId)
    if (!person) return refuse('links:unknown-person', {}, 404)
    if (person.objectId !== null) return refuse('links:has-teams', { name: person.name })
    const matter = await desk.purposes[wish.purpose]?.find(tx, wish.matterId, wish.memberId)
    if (!matter || matter.until <= at) return refuse('links:nothing-open', { name: person.name }, 404)
    await replaceLinks(tx, wish, 'by hand', at)
    const given = await giveLink(desk, tx, wish, member.id)
    if (!given) throw new Error('a person without Teams, with a matter of their own, gets a link')
    const { purpose, matterId: id } = wish
    const ways = await reachOf(tx, [person.id], world.mail)
    await requestPosts(
      tx,
      ways.map(({ memberId, conversationId, serviceUrl }) => ({
        ...{ id: world.ids.id(), memberId, conversationId, serviceUrl, replyTo: null, groupId: null },
        ...{ matter: { kind: 'link-handed-over', id }, data: { purpose }, at, urgent: false },
      })),
    )
    await record(tx, {
      ...{ at, by: member, what: 'link.hand-over', matter: { kind: 'member', id: person.id } },
      data: { link: given.id, purpose, of: id },
    })
    return { id: given.id, url: given.url, until: given.until.toISOString(), told: ways.length > 0 }
  })
}
