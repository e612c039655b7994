/** Demand as a document to print and hand on: the same figures as on the screen, and in plain words why some are missing. */
import type { Block, PdfDocument } from '../pdf/document'
import { each, type Pieces } from '../pieces'
import type { Wording } from '../texts'
import { participationWords, roundName, shortQuarter } from './cards/round-names'
import { dimensions } from './need'
import type { ClosedRoundView, DemandView, FigureView, TopicDemandView } from './view'

/** Demand of a round that has closed. */
export type ClosedDemand = DemandView & { readonly round: ClosedRoundView }

/** Hidden and empty look the same. */
const nothing = '–'

/** Providers get none, so for them the column is not there at all. */
export const hasHidden = ({ topics }: DemandView) => topics.some(({ hidden }) => hidden !== null)

export function baseWords({ participation }: ClosedRoundView, words: Wording): string {
  return participationWords(participation, words)
}

/** Why a figure may be missing, one sentence each. */
export function rulesWords(
  { leastFamilies, leastDistance }: ClosedRoundView,
  { t }: Wording,
): readonly string[] {
  const numbers = { families: leastFamilies, distance: leastDistance }
  return ['families', 'distance', 'dash', 'unchanged'].map((rule) => t(`needs:export.rule.${rule}`, numbers))
}

export interface ReportFacts {
  readonly network: string
  readonly now: Date
  readonly zone: string
}

export function* demandReport(demand: ClosedDemand, facts: ReportFacts, words: Wording): Pieces<PdfDocument> {
  const { t, language } = words
  const { round } = demand
  const title = t('needs:export.title', { round: roundName(round, words) })
  return {
    ...{ language, title, author: facts.network, made: facts.now },
    foot: t('needs:export.foot', { network: facts.network, round: roundName(round, words) }),
    unknownLetters: t('needs:export.unknown-letters'),
    blocks: [
      { is: 'title', text: title },
      {
        is: 'facts',
        rows: [
          [t('needs:export.about.network'), facts.network],
          [t('needs:export.about.round'), roundName(round, words)],
          [t('needs:export.about.closed'), words.instant(round.closedAt, round.zone)],
          [t('needs:export.about.base'), baseWords(round, words)],
          [t('needs:export.about.made'), words.instant(facts.now, facts.zone)],
        ],
      },
      ...(yield* demandBlocks(demand, words)),
      { is: 'heading', text: t('needs:export.heading.rule') },
      ...rulesWords(round, words).map((text): Block => ({ is: 'text', text })),
    ],
  }
}

/** Bars, the table by topic, and the dimensions of each topic that is shown: in pieces, as there can be thousands of figures. */
export function* demandBlocks(demand: ClosedDemand, words: Wording): Pieces<readonly Block[]> {
  const { t } = words
  const shown = demand.topics.filter(({ figure }) => figure !== null)
  if (shown.length === 0)
    return [
      { is: 'text', text: t('needs:result.none') },
      ...(demand.topics.length > 0 ? [topicTable(demand, words)] : []),
    ]
  return [
    { is: 'heading', text: t('needs:export.heading.bars') },
    { is: 'bars', rows: bars(demand.topics, words) },
    { is: 'heading', text: t('needs:export.heading.topics') },
    topicTable(demand, words),
    { is: 'heading', text: t('needs:export.heading.dimensions') },
    ...(yield* each(shown, (topic) => dimensionBlocks(topic, words))).flat(),
  ]
}

function bars(topics: readonly TopicDemandView[], words: Wording) {
  const most = Math.max(1, ...topics.map(({ figure }) => figure?.heads ?? 0))
  return topics.map(({ name, figure }) => ({
    label: name,
    value: figure
      ? words.t('needs:export.people', { count: figure.heads, heads: words.number(figure.heads) })
      : nothing,
    share: figure && figure.heads / most,
  }))
}

function topicTable(demand: ClosedDemand, words: Wording): Block {
  const { t } = words
  const hidden = hasHidden(demand)
  const [before] = demand.earlier
  const figure = (one: FigureView | null) => (one ? words.number(one.heads) : nothing)
  const since = ({ figure: one }: TopicDemandView) => (one?.asOf ? roundName(one.asOf, words) : '')
  const number = (heading: string) => ({ heading, width: 1.4, right: true })
  return {
    is: 'table',
    columns: [
      { heading: t('needs:export.column.topic'), width: 5 },
      number(t('needs:export.column.heads')),
      ...(hidden ? [number(t('needs:export.column.hidden'))] : []),
      ...(before ? [number(t('needs:export.column.before', { quarter: shortQuarter(before.quarter) }))] : []),
      { heading: t('needs:export.column.as-of'), width: 2 },
    ],
    rows: demand.topics.map((topic) => {
      const [earlier = null] = topic.earlier
      return [
        ...[topic.name, figure(topic.figure)],
        ...(hidden ? [figure(topic.hidden)] : []),
        ...(before ? [earlier === null ? nothing : words.number(earlier)] : []),
        since(topic),
      ]
    }),
  }
}

function dimensionBlocks({ name, tables }: TopicDemandView, words: Wording): readonly Block[] {
  const { t } = words
  const rows = dimensions.map((dimension) => {
    const table = tables[dimension]
    const cells =
      table?.cells.map(({ label, heads }) => `${label} ${words.number(heads)}`).join(' · ') ?? nothing
    const since = table?.asOf ? ` (${t('needs:result.as-of', { round: roundName(table.asOf, words) })})` : ''
    return [t(`needs:export.dimension.${dimension}`), cells + since]
  })
  const columns = [
    { heading: t('needs:export.column.dimension'), width: 1.3 },
    { heading: t('needs:export.column.heads'), width: 4 },
  ]
  return [
    { is: 'subheading', text: name },
    { is: 'table', columns, rows },
  ]
}
