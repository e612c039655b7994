/** A table over as many pages as it takes, its headings on each. */
import type { Table } from './document'
import type { Line, Style } from './lines'
import { heightOf, type Pages, page, type Spot, textWidth } from './page'

const body: Style = { size: 9.5, weight: 'regular' }
const strong: Style = { size: 9.5, weight: 'bold' }

/** Points around a cell's text. */
const padding = { side: 4, above: 3 } as const

interface Row {
  readonly cells: readonly (readonly Line[])[]
  readonly height: number
}

/** Rows that stay with the headings. */
const roomBelowHeadings = 30

export function drawTable(pages: Pages, { columns, rows }: Table): void {
  const sum = columns.reduce((all, { width }) => all + width, 0)
  const widths = columns.map(({ width }) => (width / sum) * textWidth)
  const lefts = widths.map((_, i) => page.margin + widths.slice(0, i).reduce((all, one) => all + one, 0))
  const inner = (i: number) => (widths[i] ?? 0) - 2 * padding.side
  const rowOf = (texts: readonly string[], style: Style): Row => {
    const cells = texts.map((text, i) => pages.lines(text, style, inner(i)))
    const highest = Math.max(...cells.map((lines) => heightOf(lines, style.size)), style.size)
    return { cells, height: highest + 2 * padding.above }
  }
  const spot = (i: number): Spot => ({
    ...{ x: (lefts[i] ?? 0) + padding.side, y: pages.y + padding.above, width: inner(i) },
    right: columns[i]?.right ?? false,
  })
  const endRow = ({ height }: Row, colour: 'quiet' | 'line') => {
    pages.y += height
    pages.block(colour, page.margin, pages.y - 0.5, textWidth, 0.5)
  }
  const drawRow = (row: Row, kind: 'TH' | 'TD') => {
    pages.within('TR', () =>
      row.cells.forEach((lines, i) => {
        const draw = () => pages.put(lines, body.size, spot(i))
        pages.within(kind, draw, kind === 'TH' ? { scope: 'Column' } : {})
      }),
    )
    endRow(row, kind === 'TH' ? 'quiet' : 'line')
  }
  const headings = rowOf(
    columns.map(({ heading }) => heading),
    strong,
  )
  pages.need(headings.height + roomBelowHeadings)
  pages.within('Table', () => {
    drawRow(headings, 'TH')
    for (const texts of rows) {
      const row = rowOf(texts, body)
      if (pages.need(row.height)) {
        headings.cells.forEach((lines, i) => {
          pages.repeat(lines, body.size, spot(i))
        })
        endRow(headings, 'quiet')
      }
      drawRow(row, 'TD')
    }
  })
  pages.y += 10
}
