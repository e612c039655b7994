/** Pages: where the next thing stands, what each part of the text is to a screen reader, and the foot of each page. */
import PDFKit from 'pdfkit'
import type { PdfDocument } from './document'
import { type Letters, lettersOf } from './letters'
import { type Line, linesOf, type Style } from './lines'

/** Points: A4 with margins of 2 cm. */
export const page = { width: 595.28, height: 841.89, margin: 56 } as const
export const textWidth = page.width - 2 * page.margin
const lowest = page.height - page.margin - 14

export const colours = {
  text: '#242424',
  quiet: '#5c5c5c',
  accent: '#0f6cbd',
  rest: '#e6e6e6',
  line: '#c8c8c8',
}
export type Colour = keyof typeof colours

/** Of a line, in sizes of its letters. */
const leading = 1.35
const baseline = 1.02

type Structure = ReturnType<InstanceType<typeof PDFKit>['struct']>

export interface Spot {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly right?: boolean
  readonly colour?: Colour
}

export interface Pages {
  readonly letters: Letters
  /** Where the next thing stands. */
  y: number
  lines(text: string, style: Style, width: number): readonly Line[]
  /** Goes to the next page where so much does not fit here. @returns it did */
  need(height: number): boolean
  /** What is drawn meanwhile is of this kind (`P`, `H1`, `TD`), within what is open. */
  within(kind: string, draw: () => void, options?: { readonly scope?: 'Column' | 'Row' }): void
  /** Text of the kind that is open. */
  put(lines: readonly Line[], size: number, spot: Spot): void
  /** Text for the eye alone, as headings that are repeated. */
  repeat(lines: readonly Line[], size: number, spot: Spot): void
  /** A rectangle that says nothing that does not stand beside it. */
  block(colour: Colour, x: number, y: number, width: number, height: number): void
  end(): Promise<Uint8Array>
}

/** For screen readers, and who copies it. */
const readAs = (lines: readonly Line[]) =>
  lines.map(({ read, stretches }) => read ?? stretches.map(({ text }) => text).join('')).join(' ')

export const heightOf = (lines: readonly Line[], size: number) => lines.length * size * leading

export function openPages({ language, title, author, made, foot }: PdfDocument): Pages {
  const doc = new PDFKit({
    ...{ size: 'A4', margin: 0, bufferPages: true, lang: language, tagged: true, displayTitle: true },
    ...{ pdfVersion: '1.7', subset: 'PDF/UA', autoFirstPage: false, font: '' },
    info: { Title: title, Author: author, Creator: 'Verbund', CreationDate: made, ModDate: made },
    // The types know neither PDF/UA nor that there may be no font to begin with.
  } as unknown as PDFKit.PDFDocumentOptions)
  const letters = lettersOf(doc)
  const bytes = new Promise<Uint8Array>((resolve, reject) => {
    const chunks: Uint8Array[] = []
    doc.on('data', (chunk: Uint8Array) => chunks.push(chunk))
    doc.on('end', () => resolve(Buffer.concat(chunks)))
    doc.on('error', reject)
  })
  doc.addPage()
  const whole = doc.struct('Document')
  doc.addStructure(whole)
  const open: Structure[] = [whole]
  const put = (lines: readonly Line[], size: number, { x, y, width, right, colour = 'text' }: Spot) => {
    doc.fillColor(colours[colour])
    lines.forEach((line, i) => {
      let at = right || line.rightToLeft ? x + width - line.width : x
      for (const stretch of line.stretches) {
        letters.draw(stretch, { x: at, y: y + (i * leading + baseline) * size, size })
        at += stretch.width
      }
    })
  }
  const pages: Pages = {
    letters,
    y: page.margin,
    lines: (text, style, width) => linesOf(text, style, width, letters),
    need: (height) => {
      if (pages.y + height <= lowest) return false
      doc.addPage()
      pages.y = page.margin
      return true
    },
    within: (kind, draw, options = {}) => {
      const made = doc.struct(kind, options as object)
      open.at(-1)?.add(made)
      open.push(made)
      draw()
      open.pop()
      made.end()
    },
    put: (lines, size, spot) => {
      const kind = open.at(-1)
      const turned = lines.some(({ read }) => read !== null)
      const content = doc.markStructureContent('Span', turned ? { actual: readAs(lines) } : {})
      put(lines, size, spot)
      doc.endMarkedContent()
      kind?.add(content)
    },
    repeat: (lines, size, spot) => {
      doc.markContent('Artifact', { type: 'Pagination' })
      put(lines, size, spot)
      doc.endMarkedContent()
    },
    block: (colour, x, y, width, height) => {
      doc.markContent('Artifact', { type: 'Layout' })
      doc.rect(x, y, width, height).fill(colours[colour])
      doc.endMarkedContent()
    },
    end: () => {
      whole.end()
      const { start, count } = doc.bufferedPageRange()
      for (let i = 0; i < count; i += 1) {
        doc.switchToPage(start + i)
        const text = foot.replace('{page}', `${i + 1}`).replace('{pages}', `${count}`)
        const lines = linesOf(text, { size: 8, weight: 'regular' }, textWidth, letters).slice(0, 1)
        doc.markContent('Artifact', { type: 'Pagination' })
        put(lines, 8, { x: page.margin, y: page.height - 44, width: textWidth, colour: 'quiet' })
        doc.endMarkedContent()
      }
      doc.end()
      return bytes
    },
  }
  return pages
}
