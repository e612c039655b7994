/** A text in lines of a width, each in the order in which it is seen: right to left where its script is written so. */
import bidiFactory from 'bidi-js'
import { type Letters, rightToLeftScripts, type Stretch, type Weight } from './letters'

export interface Style {
  readonly size: number
  readonly weight: Weight
}

export interface Line {
  readonly stretches: readonly (Stretch & { readonly width: number })[]
  readonly width: number
  /** As it is read, where that is not how it is seen: letters from the right, brackets turned round. */
  readonly read: string | null
  /** Begins at the right. */
  readonly rightToLeft: boolean
}

const bidi = bidiFactory()
const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' })

/** A line may end after space or dash, after a slash between letters (not in `4/2026`), and between letters of scripts that write no spaces. */
const ideograph = '[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}]'
const ends = new RegExp(`(?<=[\\s\\p{Pd}]|\\p{L}/)(?=\\S)|(?<=${ideograph})(?=${ideograph})`, 'u')

export function linesOf(text: string, style: Style, width: number, letters: Letters): readonly Line[] {
  const tidy = text.replace(/\s+/gu, ' ').trim()
  const measure = (part: string) =>
    letters
      .stretches(part, style.weight)
      .reduce((sum, stretch) => sum + letters.width(stretch, style.size), 0)
  const lines: string[] = []
  let line = ''
  let used = 0
  const put = (part: string, takes: number) => {
    line += part
    used += takes
  }
  const end = () => {
    if (line !== '') lines.push(line)
    line = ''
    used = 0
  }
  for (const word of tidy.split(ends)) {
    const takes = measure(word)
    // A space at the end of a line takes no room.
    if (used + measure(word.trimEnd()) > width) end()
    if (takes <= width) put(word, takes)
    else
      for (const { segment } of graphemes.segment(word)) {
        const more = measure(segment)
        if (used + more > width) end()
        put(segment, more)
      }
  }
  end()
  const direction = rightToLeftScripts.test(tidy) ? firstDirection(tidy) : 'ltr'
  return lines.map((one) => seen(one.trimEnd(), direction, style, letters))
}

function firstDirection(text: string): 'ltr' | 'rtl' {
  return bidi.getEmbeddingLevels(text).paragraphs[0]?.level === 1 ? 'rtl' : 'ltr'
}

function seen(text: string, direction: 'ltr' | 'rtl', { size, weight }: Style, letters: Letters): Line {
  const parts = rightToLeftScripts.test(text) ? inOrder(text, direction) : [text]
  const stretches = parts
    .flatMap((part) => reordered(letters.stretches(part, weight), part))
    .map((stretch) => ({ ...stretch, width: letters.width(stretch, size) }))
  const width = stretches.reduce((sum, one) => sum + one.width, 0)
  const read = rightToLeftScripts.test(text) ? text : null
  return { stretches, width, read, rightToLeft: direction === 'rtl' }
}

/** Fonts change within a part that is read from the right: its last stretch is then seen first. */
function reordered(stretches: readonly Stretch[], part: string): readonly Stretch[] {
  return rightToLeftScripts.test(part) ? [...stretches].reverse() : stretches
}

/** Parts of one direction each, from left to right (Unicode's bidirectional algorithm, rule L2). */
function inOrder(text: string, direction: 'ltr' | 'rtl'): readonly string[] {
  const { levels } = bidi.getEmbeddingLevels(text, direction)
  const parts: { text: string; level: number }[] = []
  for (let i = 0; i < text.length; i += 1) {
    const level = levels[i] ?? 0
    const letter = text[i] ?? ''
    const shown = (level % 2 === 1 && bidi.getMirroredCharacter(letter)) || letter
    const last = parts.at(-1)
    if (last?.level === level) last.text += shown
    else parts.push({ text: shown, level })
  }
  const highest = Math.max(...parts.map(({ level }) => level))
  for (let level = highest; level >= 1; level -= 1) {
    for (let from = 0; from < parts.length; from += 1) {
      let to = from
      while ((parts[to]?.level ?? -1) >= level) to += 1
      if (to > from + 1) parts.splice(from, to - from, ...parts.slice(from, to).reverse())
      from = Math.max(from, to - 1)
    }
  }
  // The font turns letters of such scripts itself; what is only signs is turned here.
  return parts.map((part) =>
    part.level % 2 === 1 && !rightToLeftScripts.test(part.text)
      ? [...part.text].reverse().join('')
      : part.text,
  )
}
