/** `offen`: what waits for its reader, a line each with the way to see to it. */
import { type Card, columns, type Element, execute, open, text } from '../../card/elements'
import { frame } from '../../card/frame'
import type { Wording } from '../../texts'
import type { OpenItem } from '../open'

/** FACE: lists end after ten rows and say how to go on. */
const mostRows = 10

export function openCard(items: readonly OpenItem[], words: Wording, pageUrl: string): Card {
  const { t } = words
  const shown = items.slice(0, mostRows)
  const more = items.length - shown.length
  return frame(words, {
    eyebrow: t('house:name'),
    title: t('inbox:open.title', { count: items.length }),
    body: [
      ...shown.map(row),
      ...(more > 0 ? [text(t('inbox:open.more', { count: more }), { subtle: true })] : []),
      ...(shown.length === 0 ? [text(t('inbox:open.none'))] : []),
    ],
    actions: [open(t('house:open'), pageUrl)],
  })
}

/** A line and, at its right, the way: a row that can be pressed shows that it can. */
function row({ kind, id, title, more, act }: OpenItem): Element {
  const way = execute(act.title, act.verb, act.data, { id: `${act.verb}.${kind}.${id}` })
  return {
    ...columns(
      {
        width: 'stretch',
        items: [text(title, { bold: true }), text(more, { subtle: true, small: true, spacing: 'None' })],
      },
      { width: 'auto', items: [{ type: 'ActionSet', actions: [way] }] },
    ),
    separator: true,
    spacing: 'Medium',
  }
}
