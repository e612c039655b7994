/** The result of a round in its channels: the topics with most people as text and bars, and by what rule they are shown (P7). */
import { bar, type Card, columns, type Element, open, text } from '../../card/elements'
import { frame } from '../../card/frame'
import type { Wording } from '../../texts'
import type { DemandView, Participation, RoundTitle } from '../view'
import { eyebrow } from './round-card'
import { participationWords, roundName } from './round-names'

export interface ResultView extends RoundTitle {
  readonly closedAt: string
  readonly zone: string
  readonly participation: Participation
  readonly leastFamilies: number
  /** Those that are shown, most heads first. Everybody may see it: nothing of what providers are not to know. */
  readonly topics: readonly {
    readonly name: string
    readonly heads: number
    /** Too little has changed since then. */
    readonly asOf: RoundTitle | null
  }[]
}

/** What of a demand everybody may see; undefined: no round has closed yet. */
export function resultOf({ round, topics }: DemandView): ResultView | undefined {
  if (!round) return undefined
  const shown = topics.flatMap(({ name, figure }) => (figure ? [{ name, ...figure }] : []))
  return { ...round, topics: shown }
}

/** No round has closed yet. */
export function noResultCard({
  words,
  pageUrl,
}: {
  readonly words: Wording
  readonly pageUrl: string
}): Card {
  const { t } = words
  return frame(words, {
    eyebrow: t('needs:card.eyebrow', { group: t('needs:round.network') }),
    title: t('needs:result.nothing-yet'),
    body: [text(t('needs:result.nothing-yet-why'), { spacing: 'Medium' })],
    actions: [open(t('house:open'), pageUrl)],
  })
}

/** FACE: lists end after ten rows and say how to go on. */
const mostTopics = 10

export function roundResultCard(
  result: ResultView,
  { words, pageUrl }: { readonly words: Wording; readonly pageUrl: string },
): Card {
  const { t } = words
  const shown = result.topics.slice(0, mostTopics)
  const more = result.topics.length - shown.length
  const most = Math.max(1, ...shown.map(({ heads }) => heads))
  return frame(words, {
    eyebrow: eyebrow(result, words),
    aside: t('needs:card.ended', { at: words.instant(result.closedAt, result.zone) }),
    title: t('needs:result.title', { round: roundName(result, words) }),
    rules: t('needs:result.rules', { families: result.leastFamilies }),
    body: [
      ...(shown.length === 0 ? [text(t('needs:result.none'), { spacing: 'Medium' })] : []),
      ...shown.flatMap((topic) => row(topic, most, words)),
      ...(more > 0 ? [text(t('needs:result.more', { count: more }), { subtle: true })] : []),
      ...(shown.length > 1 ? [chart(shown, words)] : []),
    ],
    foot: text(t('needs:result.base', { who: participationWords(result.participation, words) }), {
      ...{ subtle: true, small: true },
    }),
    actions: [open(t('needs:action.demand'), pageUrl)],
  })
}

type Topic = ResultView['topics'][number]

function row({ name, heads, asOf }: Topic, most: number, words: Wording): readonly Element[] {
  const as = asOf ? words.t('needs:result.as-of', { round: roundName(asOf, words) }) : ''
  return [
    {
      ...columns(
        { width: 'stretch', items: [text([{ text: name }, ...(as ? [{ text: ` (${as})` }] : [])])] },
        { width: 'auto', items: [text(words.number(heads), { bold: true, right: true })] },
      ),
      spacing: 'Medium',
    },
    bar(heads / most),
  ]
}

/** Not on phones, nor wherever else charts are unknown (PLATFORM, 2): it says nothing that the bars do not. */
function chart(topics: readonly Topic[], { t }: Wording): Element {
  return {
    ...{
      type: 'Chart.HorizontalBar',
      title: t('needs:result.chart'),
      fallback: 'drop',
      displayMode: 'AbsoluteWithAxis',
    },
    data: topics.map(({ name, heads }) => ({ x: name, y: heads })),
  }
}
