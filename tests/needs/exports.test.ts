/** Demand as files: the figures of the screen, nothing beyond, whatever topics are called (P7). */
import { parse } from 'csv-parse/sync'
import { csvOf } from '../../bot/groups/csv'
import { workbookOf } from '../../bot/groups/workbook'
import { type ClosedDemand, demandReport as reportInPieces } from '../../bot/needs/report-words'
import { demandCsv as csvInPieces, demandSheets as sheetsInPieces } from '../../bot/needs/sheet-words'
import de from '../../bot/needs/texts/de.json'
import en from '../../bot/needs/texts/en.json'
import type { RoundTitle, TopicDemandView } from '../../bot/needs/view'
import { pdfOf } from '../../bot/pdf/make'
import { openTexts } from '../../bot/texts'
import { oneLine, readPdf } from '../support/pdf-reading'
import { readWorkbook } from '../support/sheets'

import { whole } from '../support/whole'

const now = new Date('2027-01-12T10:00:00Z')
const texts = openTexts({ needs: { de, en } }, () => now)
const german = texts.for('de', 'Europe/Berlin')
const english = texts.for('en', 'Europe/Berlin')
const facts = { network: 'Kooperative Weiterbildung', now, zone: 'Europe/Berlin' }

const demandReport = (...given: Parameters<typeof reportInPieces>) => whole(reportInPieces(...given))
const demandSheets = (...given: Parameters<typeof sheetsInPieces>) => whole(sheetsInPieces(...given))
const demandCsv = (...given: Parameters<typeof csvInPieces>) => whole(csvInPieces(...given))

const before: RoundTitle = { id: 'r0', quarter: '2026-4', group: null }

function topic(name: string, heads: number | null, more: Partial<TopicDemandView> = {}): TopicDemandView {
  const figure = heads === null ? null : { heads, asOf: null }
  return { topic: name, name, figure, hidden: null, tables: {}, earlier: [null], ...more }
}

function demandOf(topics: readonly TopicDemandView[]): ClosedDemand {
  return {
    rounds: [before],
    round: {
      ...{ id: 'r1', quarter: '2027-1', group: null, closedAt: '2027-01-11T11:00:00.000Z' },
      ...{
        zone: 'Europe/Berlin',
        participation: { moreThan: 20, of: 41 },
        leastFamilies: 3,
        leastDistance: 15,
      },
    },
    ...{ earlier: [before], topics },
    texts: [{ topic: 'x', name: 'x', occupations: ['Geheimberuf'], notes: ['Geheimnotiz'] }],
  }
}

const levels = {
  asOf: before,
  cells: [
    { category: 'basic', label: 'Grundlagen', heads: 1200 },
    { category: 'open', label: 'offen', heads: 30 },
  ],
}
const usual = demandOf([
  topic('KI im Büro', 1234, {
    hidden: { heads: 77, asOf: before },
    tables: { level: levels },
    earlier: [1100],
  }),
  topic('Datenschutz', null),
])

it('a workbook of three sheets, with numbers that can be summed up', async () => {
  const [totals, cells, about] = readWorkbook(await workbookOf(demandSheets(usual, facts.network, german)))
  expect(totals).toEqual({
    name: 'Themen',
    rows: [
      [
        ...['Thema', 'Personen', 'Stand, wenn älter', 'Nicht für Anbieter', 'Stand dazu, wenn älter'],
        'Bedarfsrunde 4/2026',
      ],
      ['KI im Büro', 1234, '', 77, 'Bedarfsrunde 4/2026', 1100],
      ['Datenschutz', '–', '', '–', '', '–'],
    ],
  })
  expect(cells?.rows.filter(([, , , heads]) => typeof heads === 'number')).toEqual([
    ['KI im Büro', 'Gewünschtes Niveau', 'Grundlagen', 1200, 'Bedarfsrunde 4/2026'],
    ['KI im Büro', 'Gewünschtes Niveau', 'offen', 30, 'Bedarfsrunde 4/2026'],
  ])
  expect(about?.rows.slice(1, 7)).toEqual([
    ['Verbund', 'Kooperative Weiterbildung'],
    ['Runde', 'Bedarfsrunde 1/2027'],
    ['Beendet', 'Mo., 11. Jan., 12:00 MEZ'],
    ['Grundlage', 'mehr als 20 von 41 Organisationen'],
    ['Unternehmensgruppen je Angabe, mindestens', 3],
    ['Abstand jeder Schätzung, mindestens (Prozent)', 15],
  ])
})

it('every number in any file stands on the screen', async () => {
  const onScreen = new Set([1234, 1200, 30, 77, 1100, 3, 15])
  const sheets = readWorkbook(await workbookOf(demandSheets(usual, facts.network, german)))
  const numbers = sheets.flatMap(({ rows }) => rows.flat().filter((cell) => typeof cell === 'number'))
  expect(numbers.filter((one) => !onScreen.has(one))).toEqual([])
  const fromCsv = demandCsv(usual, german).flatMap((row) => row.filter((cell) => /^\d+$/.test(cell)))
  expect(fromCsv.map(Number).filter((one) => !onScreen.has(one))).toEqual([])
})

it('a provider reads no word of what providers are not to know', async () => {
  const shown = demandOf(usual.topics.map((one) => ({ ...one, hidden: null })))
  const sheets = readWorkbook(await workbookOf(demandSheets(shown, facts.network, german)))
  const all = JSON.stringify([sheets, demandCsv(shown, german), demandReport(shown, facts, german)])
  expect([all.includes('77'), all.includes('Nicht für Anbieter')]).toEqual([false, false])
})

it('what people wrote in their own words is in no file', () => {
  const all = JSON.stringify([
    ...[
      demandSheets(usual, facts.network, german),
      demandCsv(usual, german),
      demandReport(usual, facts, german),
    ],
  ])
  expect(all).not.toContain('Geheim')
})

const nasty = ['=SUM(A1:A9)', '+49 531', '-1', '@cmd', '安全教育', 'تدريب', '<b>&"</b>', "'=1"]

it('topics that look like formulas are text, in every file', async () => {
  const demand = demandOf(nasty.map((name) => topic(name, 12)))
  const [totals] = readWorkbook(await workbookOf(demandSheets(demand, facts.network, german)))
  expect(totals?.rows.slice(1).map(([name]) => name)).toEqual(nasty)
  const rows = parse(csvOf(demandCsv(demand, german)), { delimiter: ';', bom: true }) as string[][]
  const totalsOfCsv = rows.filter(([, what]) => what === 'Insgesamt').map(([name]) => name)
  expect(totalsOfCsv.slice(0, 4)).toEqual(["'=SUM(A1:A9)", "'+49 531", "'-1", "'@cmd"])
})

it.each([
  [
    'de',
    german,
    [
      'Gebündelter Bedarf: Bedarfsrunde 1/2027',
      '1.234 Personen',
      'mehr als 20 von 41',
      'Ein Strich (–) heißt',
    ],
  ],
  ['en', english, ['Pooled demand', '1,234 people', '20 of 41', 'A dash (–) means']],
] as const)('the report reads in %s', async (language, words, parts) => {
  const pdf = readPdf(await pdfOf(demandReport(usual, facts, words)))
  expect(pdf.info).toMatchObject({ Language: language, Author: 'Kooperative Weiterbildung' })
  const text = oneLine(pdf)
  expect(parts.filter((part) => !text.includes(part))).toEqual([])
  expect(text).toContain('Datenschutz')
  expect(text).toContain('15')
})

it('a round of which nothing may be shown says so, and its topics', async () => {
  const blocks = demandReport(demandOf([topic('Datenschutz', null)]), facts, german).blocks
  expect(JSON.stringify(blocks)).toContain('Kein Thema hat genug Angaben')
  expect(blocks.some(({ is }) => is === 'bars')).toBe(false)
})
