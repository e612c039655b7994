/** Before erasing: what goes, what stays and why, and a tick that says that one has read it. After it: that it is done. */
import { type Card, type Element, execute, open, text } from '../../card/elements'
import { frame } from '../../card/frame'
import type { Wording } from '../../texts'
import type { ErasedView, ErasureView } from '../view'

export function erasureCard(view: ErasureView, words: Wording, pageUrl: string): Card {
  const { t } = words
  return frame(words, {
    eyebrow: t('house:name'),
    title: t('data:erasure.title', { name: view.person.name }),
    rules: t('data:erasure.rules'),
    body: [
      ...list(words, t('data:erasure.goes'), view.goes),
      ...list(words, t('data:erasure.stays'), view.stays),
      {
        type: 'Input.Toggle',
        id: 'sure',
        title: t('data:erasure.sure'),
        value: 'false',
        valueOn: 'true',
        valueOff: 'false',
        wrap: true,
        label: t('data:erasure.sure-label'),
        isRequired: true,
        errorMessage: t('data:erasure.sure-missing'),
        spacing: 'Medium',
      },
    ],
    actions: [
      { ...execute(t('data:erasure.do'), 'data.erase', {}, { inputs: true }), style: 'destructive' },
      open(t('data:card.open'), pageUrl),
    ],
  })
}

/** Lists end after ten rows (FACE). */
const mostRows = 10

function list({ t }: Wording, title: string, rows: readonly string[]): readonly Element[] {
  if (rows.length === 0) return []
  const more = rows.length - mostRows
  return [
    text(title, { bold: true, spacing: 'Medium' }),
    ...rows.slice(0, mostRows).map((row) => text(row, { spacing: 'Small' })),
    ...(more > 0 ? [text(t('data:card.more', { count: more }), { subtle: true, small: true })] : []),
  ]
}

export function erasedCard({ pseudonym }: ErasedView, words: Wording): Card {
  const { t } = words
  return frame(words, {
    eyebrow: t('house:name'),
    title: t('data:erased.title'),
    rules: t('data:erased.rules', { pseudonym }),
    body: [text(t('data:erased.says'))],
  })
}
