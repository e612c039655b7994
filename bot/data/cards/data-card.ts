/** What is kept about me, on a card: each part with its first lines; the page in the tab has all. */
import { type Card, execute, open, text } from '../../card/elements'
import { frame } from '../../card/frame'
import type { Wording } from '../../texts'
import type { KeptView } from '../view'

/** Six parts of that many lines are read; more are a list, and lists stand in the tab. */
const mostLines = 4

export interface DataCardContext {
  readonly words: Wording
  readonly pageUrl: string
  /** Others read along: what cannot be taken back has no button there (FACE). */
  readonly alone: boolean
}

export function dataCard({ person, parts }: KeptView, { words, pageUrl, alone }: DataCardContext): Card {
  const { t } = words
  return frame(words, {
    eyebrow: t('house:name'),
    title: t('data:card.title'),
    rules: t('data:card.rules', { name: person.name }),
    body: parts.flatMap(({ title, lines }) => {
      const more = lines.length - mostLines
      return [
        text(title, { bold: true, spacing: 'Medium' }),
        ...lines.slice(0, mostLines).map((line) => text(line, { spacing: 'Small' })),
        ...(more > 0 ? [text(t('data:card.more', { count: more }), { subtle: true, small: true })] : []),
      ]
    }),
    actions: [
      ...(alone ? [execute(t('data:card.erase'), 'data.erasure', {})] : []),
      open(t('data:card.open'), pageUrl),
    ],
  })
}
