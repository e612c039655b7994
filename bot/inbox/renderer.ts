/** The digest: what happened, a line each, in the person's language (E4). */
import { z } from 'zod'
import { quietUntil } from '../calendar/quiet-hours'
import { open, text } from '../card/elements'
import { frame } from '../card/frame'
import { type Describers, titlesOf } from '../delivery/describe'
import type { Renderer } from '../delivery/outlet'
import { letter } from '../mail/letter'
import type { Wording } from '../texts'
import type { World } from '../world'
import { readerOf } from './store'

const stored = z.object({ matters: z.array(z.object({ kind: z.string(), id: z.string() })) })

/** FACE: lists end after ten rows and say how to go on. */
const mostLines = 10

const kinds = [
  'poll-opened',
  'poll-closed',
  'join-request',
  'join-answer',
  'no-coordinator',
  'newcomers',
  'election-called',
  'election-asked',
] as const

export function digestRenderer(world: World, describers: Describers): Renderer {
  return async ({ networkId, memberId, data }) => {
    const read = stored.safeParse(data)
    if (!read.success || !memberId) return undefined
    const rows = read.data.matters.map(({ kind, id }) => ({ matter_kind: kind, matter_id: id }))
    const [reader, titles] = await world.database.inNetwork(networkId, (tx) =>
      Promise.all([readerOf(tx, memberId), titlesOf(tx, describers, rows)]),
    )
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
      ...{ language: words.language, subject: title, title, paragraphs: shown, foot: [why] },
      link: { label: words.t('house:open'), url: pageUrl },
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

function line(words: Wording, kind: string, title: string): string {
  const known = kinds.find((one) => one === kind)
  return known ? words.t(`inbox:line.${known}`, { title }) : title
}
