/** Sends a fresh link to the mail address that is stored, for whoever holds one that works elsewhere or no more. */
import type { Transaction } from '../../database/database'
import { requestPosts } from '../../delivery/ledger'
import type { LinkDesk } from '../desk'
import { mostADay } from '../link'
import { type Bearer, recipientOf, replaceLinks } from '../store'
import { giveLink } from './give-link'

/**
 * Answers nothing: whoever asks learns neither whether there is an address nor whether something was sent. The links
 * until now work no more, so that there is one, in the mailbox of the person. Not for one that the office has taken back:
 * the next letter carries another.
 */
export async function renewLink(desk: LinkDesk, { link, facts, left }: Bearer): Promise<void> {
  if (left || link.byOffice || !desk.world.mail) return
  await desk.world.database.inNetwork(facts.networkId, (tx) => renew(desk, tx, link))
}

async function renew(desk: LinkDesk, tx: Transaction, link: Bearer['link']): Promise<void> {
  const { ids, clock } = desk.world
  const { memberId, purpose, matterId } = link
  const [wish, at] = [{ memberId, purpose, matterId }, clock.now()]
  const person = await recipientOf(tx, wish, at)
  if (!person?.mail || person.lately >= mostADay) return
  const matter = await desk.purposes[purpose]?.find(tx, matterId, memberId)
  if (!matter || matter.until <= at) return
  await replaceLinks(tx, wish, 'any', at)
  await giveLink(desk, tx, wish, null)
  // Asked for by the person: it does not wait for the morning (E4).
  await requestPosts(tx, [
    {
      ...{ id: ids.id(), memberId, conversationId: `mail:${memberId}`, serviceUrl: '', replyTo: null },
      ...{
        matter: { kind: 'link-renewed', id: matterId },
        data: { purpose },
        at,
        urgent: true,
        groupId: null,
      },
    },
  ])
}
