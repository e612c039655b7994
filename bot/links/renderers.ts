/** What is told of links as such, by mail: that the office has handed one over, and the fresh one that was asked for. */
import { z } from 'zod'
import { quietUntil } from '../calendar/quiet-hours'
import { text } from '../card/elements'
import { frame } from '../card/frame'
import type { Transaction } from '../database/database'
import { type Describers, titlesOf } from '../delivery/describe'
import type { PostToRender, Renderer, Rendering } from '../delivery/outlet'
import { networkOf } from '../groups/network-store'
import { addresseeOf } from '../groups/reach-store'
import { letter } from '../mail/letter'
import type { Given, LinkDesk } from './desk'
import { letterLinks } from './use-cases/give-link'

const stored = z.object({ purpose: z.string() })

type Kind = 'handed-over' | 'renewed'

export function linkRenderers(desk: LinkDesk): Readonly<Record<string, Renderer>> {
  return {
    'link-handed-over': (post) => tell(desk, post, 'handed-over'),
    'link-renewed': (post) => tell(desk, post, 'renewed'),
  }
}

/** What they are called in the ledger: as the matter that they lead to. */
export function linkDescribers(describers: Describers): Describers {
  const describe: Describers[string] = (tx, ids) =>
    titlesOf(
      tx,
      describers,
      ['poll', 'election'].flatMap((matter_kind) => ids.map((matter_id) => ({ matter_kind, matter_id }))),
    )
  return { 'link-handed-over': describe, 'link-renewed': describe }
}

async function tell(desk: LinkDesk, post: PostToRender, kind: Kind): Promise<Rendering | undefined> {
  const { world } = desk
  const found = await world.database.inNetwork(post.networkId, (tx) => load(desk, tx, post, kind))
  if (!found) return undefined
  const { person, network, matter, given } = found
  const words = world.texts.for(person.language, network.zone)
  const title = words.t(`links:told.${kind}.title`)
  const says = words.t(`links:told.${kind}.says`, { title: matter.title })
  const written = letter({
    ...{ language: words.language, subject: title, title, paragraphs: [says] },
    ...(given && { link: { label: words.t('links:letter.open'), url: given.url } }),
    foot: given ? [words.t('links:letter.foot', { at: words.instant(given.until, network.zone) })] : [],
  })
  return {
    card: frame(words, { eyebrow: words.t('house:name'), title, body: [text(says)] }),
    ...{ revision: 0, open: false },
    ...(kind === 'handed-over' && { holdUntil: quietUntil(world.clock.now(), network) }),
    ...(person.mail && { mailing: { to: { name: person.name, address: person.mail }, letter: written } }),
  }
}

/** undefined: there is nothing to tell any more. */
async function load(desk: LinkDesk, tx: Transaction, post: PostToRender, kind: Kind) {
  const read = stored.safeParse(post.data)
  const { memberId, matterId } = post
  if (!read.success || !memberId) return undefined
  const { purpose } = read.data
  const [person, network] = [await addresseeOf(tx, memberId), await networkOf(tx)]
  const matter = await desk.purposes[purpose]?.find(tx, matterId, memberId)
  if (!person || !network || !matter) return undefined
  const wish = { memberId, purpose, matterId }
  const given: Given | undefined = kind === 'renewed' ? await letterLinks(desk)(tx, wish) : undefined
  return kind === 'renewed' && !given ? undefined : { person, network, matter, given }
}
