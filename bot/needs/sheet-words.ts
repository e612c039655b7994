/**
 * Demand as tables, in the reader's words: the same figures as on the screen, and no others (P7). What people wrote in their
 * own words is not among them: it is for who runs the round alone, and files go on.
 */
import type { Cell, Sheet } from '../groups/workbook'
import { each, type Pieces } from '../pieces'
import type { Wording } from '../texts'
import { roundName } from './cards/round-names'
import { dimensions } from './need'
import { baseWords, type ClosedDemand, hasHidden, rulesWords } from './report-words'
import type { FigureView, RoundTitle, TopicDemandView } from './view'

/** Hidden and empty look the same. */
const nothing = '–'

const headsOf = (figure: Pick<FigureView, 'heads'> | null): Cell => figure?.heads ?? nothing

const asOf = (since: RoundTitle | null | undefined, words: Wording) => (since ? roundName(since, words) : '')

/** Totals by topic, beside those of earlier rounds. */
export function totalsTable(demand: ClosedDemand, words: Wording): readonly (readonly Cell[])[] {
  const { t } = words
  const hidden = hasHidden(demand)
  const heading = (name: string) => t(`needs:export.column.${name}`)
  return [
    [
      ...[heading('topic'), heading('heads'), heading('as-of')],
      ...(hidden ? [heading('hidden'), heading('hidden-as-of')] : []),
      ...demand.earlier.map((round) => roundName(round, words)),
    ],
    ...demand.topics.map((topic) => [
      ...[topic.name, headsOf(topic.figure), asOf(topic.figure?.asOf, words)],
      ...(hidden ? [headsOf(topic.hidden), asOf(topic.hidden?.asOf, words)] : []),
      ...topic.earlier.map((heads) => heads ?? nothing),
    ]),
  ]
}

/** Every shown cell of every dimension, a row each. */
export function* cellsTable({ topics }: ClosedDemand, words: Wording): Pieces<readonly (readonly Cell[])[]> {
  const { t } = words
  return [cellHeadings(t), ...(yield* each(topics, (topic) => cellRows(topic, words))).flat()]
}

const cellHeadings = (t: Wording['t']) =>
  ['topic', 'dimension', 'category', 'heads', 'as-of'].map((name) => t(`needs:export.column.${name}`))

function cellRows({ name, figure, tables }: TopicDemandView, words: Wording): readonly (readonly Cell[])[] {
  return dimensions.flatMap((dimension): readonly (readonly Cell[])[] => {
    const what = words.t(`needs:export.dimension.${dimension}`)
    const table = tables[dimension]
    if (table)
      return table.cells.map(({ label, heads }) => [name, what, label, heads, asOf(table.asOf, words)])
    return figure ? [[name, what, nothing, nothing, '']] : []
  })
}

/** What the figures rest on, and why some are missing. */
export function aboutTable(
  demand: ClosedDemand,
  network: string,
  words: Wording,
): readonly (readonly Cell[])[] {
  const { round } = demand
  const { t } = words
  return [
    [t('needs:export.about.title'), ''],
    [t('needs:export.about.network'), network],
    [t('needs:export.about.round'), roundName(round, words)],
    [t('needs:export.about.closed'), words.instant(round.closedAt, round.zone)],
    [t('needs:export.about.base'), baseWords(round, words)],
    [t('needs:export.about.least-families'), round.leastFamilies],
    [t('needs:export.about.least-distance'), round.leastDistance],
    ...rulesWords(round, words).map((rule) => ['', rule]),
  ]
}

export function* demandSheets(
  demand: ClosedDemand,
  network: string,
  words: Wording,
): Pieces<readonly Sheet[]> {
  const { t } = words
  return [
    {
      name: t('needs:export.sheet.totals'),
      table: totalsTable(demand, words),
      widths: [48, 12, 26, 22, 26, 22, 22, 22],
    },
    {
      name: t('needs:export.sheet.cells'),
      table: yield* cellsTable(demand, words),
      widths: [48, 24, 30, 12, 26],
    },
    { name: t('needs:export.sheet.about'), table: aboutTable(demand, network, words), widths: [36, 110] },
  ]
}

/** One table: a topic's total is the row whose dimension is `Insgesamt`. */
export function* demandCsv(demand: ClosedDemand, words: Wording): Pieces<readonly (readonly string[])[]> {
  const { t } = words
  const whole = t('needs:export.dimension.total')
  const hiddenWord = t('needs:export.dimension.hidden')
  const hidden = hasHidden(demand)
  const rowsOf = (topic: TopicDemandView): readonly (readonly Cell[])[] => [
    [topic.name, whole, '', headsOf(topic.figure), asOf(topic.figure?.asOf, words)],
    ...(hidden ? [[topic.name, hiddenWord, '', headsOf(topic.hidden), asOf(topic.hidden?.asOf, words)]] : []),
    ...cellRows(topic, words),
  ]
  const rows = yield* each(demand.topics, (topic) => rowsOf(topic).map((row) => row.map(String)))
  return [cellHeadings(t), ...rows.flat()]
}
