/** A gap report as a document to print: bars, a table, needs met, and why some figures are missing. */
import { shortQuarter } from '../needs/cards/round-names'
import type { ReportFacts } from '../needs/report-words'
import type { Block, Column, PdfDocument } from '../pdf/document'
import type { Wording } from '../texts'
import { base, metWords } from './cards/gap-card'
import type { GapLine, GapView } from './view'

const nothing = '–'

export function gapReport(
  view: GapView,
  { network, now, zone }: ReportFacts,
  words: Wording,
  more: readonly Block[] = [],
): PdfDocument {
  const { t, language } = words
  const title = t('gaps:title', { quarter: shortQuarter(view.quarter) })
  return {
    ...{ language, title, author: network, made: now },
    foot: t('gaps:foot', { network, quarter: shortQuarter(view.quarter) }),
    unknownLetters: t('needs:export.unknown-letters'),
    blocks: [
      { is: 'title', text: title },
      {
        is: 'facts',
        rows: [
          [t('needs:export.about.network'), network],
          [t('gaps:about.quarter'), shortQuarter(view.quarter)],
          [t('needs:export.about.base'), base(view, words)],
          [t('needs:export.about.made'), words.instant(view.madeAt ?? now, zone)],
          ...(view.madeAt === null ? [[t('gaps:about.state'), t('gaps:card.preview')] as const] : []),
        ],
      },
      ...gapBlocks(view, words),
      { is: 'heading', text: t('needs:export.heading.rule') },
      ...['demand', 'places', 'met'].map(
        (rule): Block => ({
          is: 'text',
          text: t(`gaps:rule.${rule}`, { families: view.leastFamilies, distance: view.leastDistance }),
        }),
      ),
      ...more,
    ],
  }
}

function gapBlocks(view: GapView, words: Wording): readonly Block[] {
  const { t } = words
  const { topics } = view
  if (topics.length === 0) return [{ is: 'text', text: t('gaps:nothing') }]
  const most = Math.max(1, ...topics.map(({ heads, places }) => Math.max(heads ?? 0, places)))
  const bars = topics.flatMap(({ name, heads, places }) => [
    barOf(`${name}: ${t('gaps:column.heads')}`, heads, most, words),
    barOf(`${name}: ${t('gaps:column.places')}`, places, most, words),
  ])
  const met = topics.filter((one) => one.met !== null)
  return [
    { is: 'heading', text: t('gaps:heading.bars') },
    { is: 'bars', rows: bars },
    { is: 'heading', text: t('gaps:heading.table') },
    { is: 'table', columns: columnsIn(words), rows: topics.map((one) => row(one, words)) },
    ...(met.length > 0
      ? [
          { is: 'heading', text: t('gaps:heading.met') } as const,
          {
            ...({ is: 'table', columns: metColumns(words) } as const),
            rows: met.map((one) => [one.name, metWords(one, words)]),
          },
        ]
      : []),
  ]
}

function barOf(label: string, value: number | null, most: number, { number }: Wording) {
  return {
    label,
    value: value === null ? nothing : number(value),
    share: value === null ? null : value / most,
  }
}

function columnsIn({ t }: Wording): readonly Column[] {
  const numbers = ['heads', 'demand-share', 'places', 'offer-share', 'gap']
  return [
    { heading: t('needs:export.column.topic'), width: 4 },
    ...numbers.map((name) => ({ heading: t(`gaps:column.${name}`), width: 1.2, right: true })),
  ]
}

function row(
  { name, heads, places, demandShare, offerShare, gap }: GapLine,
  words: Wording,
): readonly string[] {
  const number = (value: number | null) => (value === null ? nothing : words.number(value))
  const share = (value: number | null) => (value === null ? nothing : words.percent(value))
  return [name, number(heads), share(demandShare), number(places), share(offerShare), number(gap)]
}

function metColumns({ t }: Wording): readonly Column[] {
  return [
    { heading: t('needs:export.column.topic'), width: 3 },
    { heading: t('gaps:column.met'), width: 4 },
  ]
}
