/** A gap report as a card: by topic demand and offer as text and bars, the gap, and needs met where the reader may know. */
import { bar, type Card, columns, type Element, open, text } from '../../card/elements'
import { frame } from '../../card/frame'
import { roundName, shortQuarter } from '../../needs/cards/round-names'
import type { Wording } from '../../texts'
import type { GapLine, GapView } from '../view'

/** FACE: lists end after ten rows and say how to go on. */
const mostTopics = 10

export function gapCard(
  view: GapView,
  { words, pageUrl }: { readonly words: Wording; readonly pageUrl: string },
): Card {
  const { t } = words
  const shown = view.topics.slice(0, mostTopics)
  const more = view.topics.length - shown.length
  const most = Math.max(1, ...view.topics.map(({ heads, places }) => Math.max(heads ?? 0, places)))
  return frame(words, {
    eyebrow: t('gaps:card.eyebrow'),
    aside: view.madeAt
      ? t('gaps:card.made', { at: words.instant(view.madeAt, view.zone) })
      : t('gaps:card.preview'),
    title: t('gaps:title', { quarter: shortQuarter(view.quarter) }),
    rules: t('gaps:card.rules', { families: view.leastFamilies }),
    body: [
      ...(shown.length === 0 ? [text(t('gaps:nothing'), { spacing: 'Medium' })] : []),
      ...shown.flatMap((one) => topic(one, most, words)),
      ...(more > 0 ? [text(t('gaps:card.more', { count: more }), { subtle: true })] : []),
    ],
    foot: text(base(view, words), { subtle: true, small: true }),
    actions: [open(t('house:open'), pageUrl)],
  })
}

export function base({ rounds }: GapView, words: Wording): string {
  const { t } = words
  if (rounds.length === 0) return t('gaps:base-none')
  return t('gaps:base', { rounds: rounds.map((round) => roundName(round, words)).join(', ') })
}

function topic(line: GapLine, most: number, words: Wording): readonly Element[] {
  const { t } = words
  const met = metWords(line, words)
  return [
    text(line.name, { bold: true, spacing: 'Medium' }),
    figure(t('gaps:column.heads'), line.heads, words),
    ...(line.heads === null ? [] : [bar(line.heads / most)]),
    figure(t('gaps:column.places'), line.places, words),
    bar(line.places / most),
    ...(line.gap === null ? [] : [figure(t('gaps:column.gap'), line.gap, words)]),
    ...(met ? [text(met, { small: true })] : []),
  ]
}

function figure(label: string, value: number | null, words: Wording): Element {
  return {
    ...columns(
      { width: 'stretch', items: [text(label, { small: true })] },
      { width: 'auto', items: [text(value === null ? '–' : words.number(value), { right: true })] },
    ),
    spacing: 'Small',
  }
}

/** "Gedeckt: ja 12, teilweise –, nein 4"; empty where nothing may be shown. */
export function metWords({ met }: GapLine, { t, number }: Wording): string {
  if (!met) return ''
  const say = (value: number | null) => (value === null ? '–' : number(value))
  return t('gaps:met', { yes: say(met.yes), partly: say(met.partly), no: say(met.no) })
}
