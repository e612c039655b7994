/** The digest: what happened, a line each, in the person's language (E4). */
import { z } from 'zod'
import { quietUntil } from '../calendar/quiet-hours'
import { open, text } from '../card/elements'
import { frame } from '../card/frame'
import type { Transaction } from '../database/database'
import { type Describers, titlesOf } from '../delivery/describe'
import { isMail, type Renderer } from '../delivery/outlet'
import type { Matter } from '../delivery/store'
import { type LetterWay, letter } from '../mail/letter'
import type { Wording } from '../texts'
import type { World } from '../world'
import { type Reader, readerOf } from './store'

const stored = z.object({ matters: z.array(z.object({ kind: z.string(), id: z.string() })) })

/** FACE: lists end after ten rows and say how to go on. */
const mostLines = 10

const kinds = [
  'poll-opened',
  'poll-closed',
  'join-request',
  'join-answer',
  'no-coordinator',
  'directory-left',
  'directory-held',
  'directory-failed',
  'newcomers',
  'election-called',
  'election-asked',
  'round-opened',
  'round-closed',
  'offer-matched',
] as const

/** Where a person without Teams follows a matter up; undefined: nowhere. */
export type FindWayTo = (tx: Transaction, memberId: string, matter: Matter) => Promise<string | undefined>

export function digestRenderer(world: World, describers: Describers, wayTo: FindWayTo): Renderer {
  return async ({ networkId, memberId, conversationId, data }) => {
    const read = stored.safeParse(data)
    if (!read.success || !memberId) return undefined
    const rows = read.data.matters.map(({ kind, id }) => ({ matter_kind: kind, matter_id: id }))
    const [reader, titles, ways] = await world.database.inNetwork(networkId, async (tx) => {
      const [person, names] = await Promise.all([readerOf(tx, memberId), titlesOf(tx, describers, rows)])
      const asked = person && !person.teams && isMail(conversationId) ? read.data.matters : []
      const found: (string | undefined)[] = []
      for (const matter of asked.slice(0, mostLines)) found.push(await wayTo(tx, memberId, matter))
      return [person, names, found] as const
    })
    if (!reader) return undefined
    const words = world.texts.for(reader.language, reader.zone)
    const lines = rows.map((row) => line(words, row.matter_kind, titles.get(row.matter_id) ?? ''))
    const more = lines.length - mostLines
    const shown = [
      ...lines.slice(0, mostLines),
      ...(more > 0 ? [words.t('inbox:digest.more', { count: more })] : []),
    ]
    const pageUrl = world.pageUrl('')
    // The setting is in Teams alone.
    const why = words.t(reader.teams ? 'inbox:digest.why' : 'inbox:digest.rule')
    const card = frame(words, {
      eyebrow: words.t('house:name'),
      title: words.t('inbox:digest.title', { count: lines.length }),
      rules: why,
      body: shown.map((one) => text(one)),
      actions: [open(words.t('house:open'), pageUrl)],
    })
    const title = words.t('inbox:digest.title', { count: lines.length })
    const mail = letter({
      ...{ language: words.language, subject: title, title, paragraphs: leading(shown, ways), foot: [why] },
      ...tabLink(words, reader, pageUrl),
    })
    const { name, mail: address } = reader
    return {
      card,
      revision: 0,
      open: false,
      holdUntil: quietUntil(world.clock.now(), reader),
      ...(address && { mailing: { to: { name, address }, letter: mail } }),
    }
  }
}

/** Each line leads to its matter; without Teams no page of the tab could. */
function leading(
  shown: readonly string[],
  ways: readonly (string | undefined)[],
): readonly (string | LetterWay)[] {
  return shown.map((label, i) => {
    const url = ways[i]
    return url === undefined ? label : { label, url }
  })
}

function tabLink(words: Wording, { teams }: Reader, url: string): { readonly link?: LetterWay } {
  return teams ? { link: { label: words.t('house:open'), url } } : {}
}

function line(words: Wording, kind: string, title: string): string {
  const known = kinds.find((one) => one === kind)
  return known ? words.t(`inbox:line.${known}`, { title }) : title
}
