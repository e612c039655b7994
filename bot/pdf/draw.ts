/** Draws a document: blocks one below the other, tables with their headings on every page. */
import type { Bar, Block, PdfDocument } from './document'
import { drawTable } from './draw-table'
import type { Style } from './lines'
import { heightOf, openPages, type Pages, page, textWidth } from './page'

type Text = Extract<Block, { readonly text: string }>

const body: Style = { size: 9.5, weight: 'regular' }
const strong: Style = { size: 9.5, weight: 'bold' }

const looks = {
  title: { kind: 'H1', style: { size: 20, weight: 'bold' }, above: 0, below: 8 },
  heading: { kind: 'H2', style: { size: 13, weight: 'bold' }, above: 20, below: 6 },
  subheading: { kind: 'H3', style: { size: 10.5, weight: 'bold' }, above: 12, below: 4 },
  text: { kind: 'P', style: body, above: 0, below: 6 },
  note: { kind: 'P', style: { size: 8.5, weight: 'regular' }, above: 2, below: 6 },
} as const

export function drawDocument(document: PdfDocument): Promise<Uint8Array> {
  const pages = openPages(document)
  for (const block of document.blocks) draw(pages, block)
  if (pages.letters.replaced) draw(pages, { is: 'note', text: document.unknownLetters })
  return pages.end()
}

function draw(pages: Pages, block: Block): void {
  if (block.is === 'table') drawTable(pages, block)
  else if (block.is === 'bars') drawBars(pages, block.rows)
  else if (block.is === 'facts') drawFacts(pages, block.rows)
  else drawText(pages, block)
}

function drawText(pages: Pages, block: Text): void {
  const { kind, style, above, below } = looks[block.is]
  const lines = pages.lines(block.text, style, textWidth)
  const isHeading = kind !== 'P'
  if (pages.y > page.margin) pages.y += above
  // A heading stands with what follows it.
  pages.need(heightOf(lines, style.size) + (isHeading ? 60 : 0))
  pages.within(kind, () => {
    for (const line of lines) {
      pages.need(heightOf([line], style.size))
      pages.put([line], style.size, {
        ...{ x: page.margin, y: pages.y, width: textWidth },
        colour: block.is === 'note' ? 'quiet' : 'text',
      })
      pages.y += heightOf([line], style.size)
    }
  })
  pages.y += below
}

const namesWidth = 120

function drawFacts(pages: Pages, rows: readonly (readonly [string, string])[]): void {
  pages.within('Table', () => {
    for (const [name, value] of rows) {
      const left = pages.lines(name, body, namesWidth - 10)
      const right = pages.lines(value, strong, textWidth - namesWidth)
      const height = Math.max(heightOf(left, body.size), heightOf(right, body.size))
      pages.need(height)
      pages.within('TR', () => {
        const { y } = pages
        const cell = { y, colour: 'quiet' } as const
        pages.within(
          'TH',
          () => pages.put(left, body.size, { ...cell, x: page.margin, width: namesWidth - 10 }),
          { scope: 'Row' },
        )
        pages.within('TD', () =>
          pages.put(right, body.size, { x: page.margin + namesWidth, y, width: textWidth - namesWidth }),
        )
      })
      pages.y += height + 2
    }
  })
  pages.y += 6
}

const valueWidth = 120
const barHeight = 6

/** A list: label left, figure right, the bar below. */
function drawBars(pages: Pages, rows: readonly Bar[]): void {
  pages.within('L', () => {
    for (const { label, value, share } of rows) {
      const left = pages.lines(label, body, textWidth - valueWidth - 10)
      const right = pages.lines(value, strong, valueWidth)
      const height = Math.max(heightOf(left, body.size), heightOf(right, body.size))
      pages.need(height + barHeight + 8)
      pages.within('LI', () =>
        pages.within('LBody', () => {
          const { y } = pages
          const x = page.margin + textWidth - valueWidth
          pages.put(left, body.size, { x: page.margin, y, width: textWidth - valueWidth - 10 })
          pages.put(right, body.size, { x, y, width: valueWidth, right: true })
        }),
      )
      pages.y += height + 1
      if (share !== null) {
        pages.block('rest', page.margin, pages.y, textWidth, barHeight)
        const filled = Math.max(share > 0 ? 1 : 0, Math.min(1, share) * textWidth)
        pages.block('accent', page.margin, pages.y, filled, barHeight)
      }
      pages.y += barHeight + 7
    }
  })
  pages.y += 4
}
