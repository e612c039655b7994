/** Which font draws which letters: DejaVu Sans what it has, Unifont the rest of the basic plane, a sign what neither has. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type PDFDocument from 'pdfkit'
import { replacement } from './document'
import { unpackFont } from './unpack-font'

type Doc = InstanceType<typeof PDFDocument>

export type Weight = 'regular' | 'bold'
/** Word by word, these would stand in the wrong order. */
export const rightToLeftScripts =
  /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u

type FontName = Weight | 'fallback'

/** Looked for beside this program: npm may have put them elsewhere than expected. */
const files: Readonly<Record<FontName, string>> = {
  regular: 'dejavu-fonts-ttf/ttf/DejaVuSans.ttf',
  bold: 'dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf',
  // Drawn in dots of 16 x 16 and without joining letters, but it has 57,000 of them in 3 MB.
  fallback: '@fontsource/unifont/files/unifont-latin-400-normal.woff',
}

/** Letters that one font draws. */
export interface Stretch {
  readonly text: string
  readonly font: FontName
}

export interface Letters {
  /** Puts every letter to a font; what cannot be drawn becomes `replacement`. */
  stretches(text: string, weight: Weight): readonly Stretch[]
  width(stretch: Stretch, size: number): number
  /** @param y of the line on which letters stand */
  draw(stretch: Stretch, at: { readonly x: number; readonly y: number; readonly size: number }): void
  /** Something has been replaced. */
  readonly replaced: boolean
}

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' })

/** Has no look of its own: controls, marks of direction, signs that steer how another looks. Joiners steer whole words. */
const unseen = /(?![\u200C\u200D])[\p{Cc}\p{Default_Ignorable_Code_Point}]/gu

/** What fontkit says of a font; pdfkit's types do not know it. */
interface Opened {
  readonly _font: { readonly font: { hasGlyphForCodePoint(code: number): boolean } }
}

export function lettersOf(doc: Doc): Letters {
  const find = createRequire(__filename)
  const opened = new Map<FontName, Opened['_font']['font']>()
  let replaced = false
  /** The fallback takes a second and is seldom needed. */
  const open = (name: FontName) => {
    const known = opened.get(name)
    if (known) return known
    const file = readFileSync(find.resolve(files[name]))
    doc.registerFont(name, name === 'fallback' ? unpackFont(file) : file)
    doc.font(name)
    const { font } = (doc as unknown as Opened)._font
    opened.set(name, font)
    return font
  }
  const has = (name: FontName, letter: string) =>
    [...letter].every((sign) => open(name).hasGlyphForCodePoint(sign.codePointAt(0) ?? 0))
  const known = new Map<string, Stretch>()
  // The same words come again and again: measured anew each time, they took half of a long document.
  const widths = new Map<string, number>()
  const one = (letter: string, weight: Weight): Stretch => {
    const key = `${weight} ${letter}`
    const before = known.get(key)
    if (before) return before
    const bare = letter.replace(unseen, '')
    const font = [weight, 'fallback' as const].find((name) => has(name, bare))
    if (font === undefined) replaced = true
    const found: Stretch = font ? { text: bare, font } : { text: replacement, font: weight }
    known.set(key, found)
    return found
  }
  return {
    stretches: (text, weight) => {
      const plain = /^[\u0020-\u007E\u00A0-\u00AC\u00AE-\u024F\u2013\u2014\u2026\u201C-\u201E]*$/.test(text)
      if (plain) return text === '' ? [] : [{ text, font: weight }]
      const found: { text: string; font: FontName }[] = []
      for (const { segment } of graphemes.segment(text)) {
        const { text: drawn, font } = one(segment, weight)
        const last = found.at(-1)
        if (last?.font === font) last.text += drawn
        else if (drawn !== '') found.push({ text: drawn, font })
      }
      return found
    },
    width: ({ text, font }, size) => {
      const key = `${font} ${size} ${text}`
      const before = widths.get(key)
      if (before !== undefined) return before
      open(font)
      const width = doc.font(font).fontSize(size).widthOfString(text, whole(text))
      widths.set(key, width)
      return width
    },
    draw: ({ text, font }, { x, y, size }) => {
      open(font)
      doc
        .font(font)
        .fontSize(size)
        .text(text, x, y, { lineBreak: false, baseline: 'alphabetic', ...whole(text) })
    },
    get replaced() {
      return replaced
    },
  }
}

/** pdfkit lays out word by word, remembering each; with features of its own, even none, a text is laid out as one. */
const whole = (text: string): { readonly features?: PDFKit.Mixins.OpenTypeFeatures[] } =>
  rightToLeftScripts.test(text) ? { features: [] } : {}
