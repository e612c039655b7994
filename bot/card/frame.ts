/** The anatomy that every card shares (FACE.md): eyebrow, title, rules of the game, body, foot, actions. */
import type { Refusal } from '../refusal'
import type { Wording } from '../texts'
import { type Action, box, type Card, columns, type Element, execute, text } from './elements'

export interface Frame {
  /** Kind and group: `UMFRAGE · AK Digitale Kompetenzen`. */
  readonly eyebrow: string
  /** At the right of the eyebrow: the deadline, the state. */
  readonly aside?: string
  readonly title: string
  readonly rules?: string
  readonly body: readonly Element[]
  readonly foot?: Element | undefined
  readonly actions?: readonly Action[]
}

export function frame(words: Wording, content: Frame): Card {
  const { eyebrow, aside, title, rules, body, foot, actions = [] } = content
  const top = text(eyebrow, { bold: true, subtle: true, small: true })
  return {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.5',
    lang: words.language,
    fallbackText: aside ? `${eyebrow}: ${title} (${aside})` : `${eyebrow}: ${title}`,
    body: [
      aside
        ? columns(
            { width: 'stretch', items: [top] },
            { width: 'auto', items: [text(aside, { subtle: true, small: true, right: true })] },
          )
        : top,
      text(title, { bold: true, large: true, spacing: 'Small' }),
      ...(rules ? [text(rules, { subtle: true, small: true, spacing: 'None' })] : []),
      ...body,
      ...(foot ? [{ ...foot, separator: true, spacing: 'Medium' }] : []),
    ],
    ...(actions.length > 0 && { actions }),
  }
}

/** A box above whatever card the reader was looking at. */
export function withNotice(card: Card, notice: Element): Card {
  return { ...card, body: [notice, ...card.body] }
}

export interface Problem {
  readonly what: string
  readonly why: string
  readonly instead: string
}

export function problemBox(problem: Problem): Element {
  return box([
    text(problem.what, { bold: true }),
    text([problem.why, problem.instead].filter(Boolean).join(' '), { spacing: 'Small' }),
  ])
}

/** The refusal in its reader's words (E3). */
export function wordRefusal(words: Wording, refusal: Refusal): Problem {
  const [word, code] = refusal.code.split(':') as [string, string]
  const part = (name: string) => words.t(`${word}:refusal.${code}.${name}`, wordData(words, refusal))
  return { what: part('what'), why: part('why'), instead: part('instead') }
}

/** Dates as people say them, fields by the names that stand on the form. */
function wordData(words: Wording, { data }: Refusal): Record<string, string | number> {
  const zone = typeof data.zone === 'string' ? data.zone : undefined
  const word = (key: string, value: string | number | Date) => {
    if (value instanceof Date) return words.instant(value, zone)
    return key === 'field' ? words.t([`house:field.${value}`, 'house:field.other']) : value
  }
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, word(key, value)]))
}

/** A card for who has no other card to fall back on. @param ways what may be done instead, before the help */
export function problemCard(words: Wording, problem: Problem, ways: readonly Action[] = []): Card {
  return frame(words, {
    eyebrow: words.t('house:name'),
    title: problem.what,
    body: [text([problem.why, problem.instead].filter(Boolean).join(' '), { spacing: 'Small' })],
    actions: [...ways, execute(words.t('house:help'), 'help.show', {})],
  })
}

/** Where others read along: the way to what is for one person (FACE). Only who presses sees what follows. */
export function privateCard(words: Wording, way: Action): Card {
  return frame(words, {
    eyebrow: words.t('house:name'),
    title: words.t('house:private.title'),
    body: [text(words.t('house:private.why'), { spacing: 'Small' })],
    actions: [way],
  })
}
