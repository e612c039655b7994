/** A round on its card: who is asked until when, how many have answered in steps of five, and the way to one's own answer. */
import { type Action, type Card, type Element, execute, open, text } from '../../card/elements'
import { frame } from '../../card/frame'
import type { Wording } from '../../texts'
import type { RoundView } from '../view'
import { participationWords, roundName } from './round-names'

export interface RoundCardContext {
  readonly words: Wording
  /** Opens the round's page in the tab. */
  readonly pageUrl: string
}

/** Why it comes to its reader unasked: stands before everything else. */
export type RoundWhy = 'opened' | 'reminded' | 'reminded-all'

/** For one reader, or for everyone in a channel (then nothing personal is in the view). */
export function roundCard(round: RoundView, context: RoundCardContext, why?: RoundWhy): Card {
  const { words } = context
  const { t } = words
  return frame(words, {
    eyebrow: eyebrow(round, words),
    aside: until(round, words),
    title: roundName(round, words),
    rules: rules(round, words),
    body: [
      ...(why && !round.over ? [text(t(`needs:why.${why}`), { bold: true, spacing: 'Medium' })] : []),
      text(t(round.over ? 'needs:card.over' : 'needs:card.asks'), { spacing: 'Medium' }),
      ...own(round, words),
    ],
    foot: text(t('needs:card.answered', { who: participationWords(round.participation, words) }), {
      ...{ subtle: true, small: true },
    }),
    actions: actions(round, context),
  })
}

export function eyebrow({ group }: Pick<RoundView, 'group'>, { t }: Wording): string {
  return t('needs:card.eyebrow', { group: group?.name ?? t('needs:round.network') })
}

export function until(
  round: Pick<RoundView, 'over' | 'closedAt' | 'deadline' | 'zone'>,
  words: Wording,
): string {
  const at = words.instant(round.closedAt ?? round.deadline, round.zone)
  return words.t(round.over ? 'needs:card.ended' : 'needs:card.until', { at })
}

function rules({ over, leastFamilies, repeats }: RoundView, { t }: Wording): string {
  const parts = [
    t('needs:rules.one-each'),
    ...(over ? [] : [t('needs:rules.changeable')]),
    t('needs:rules.pooled', { families: leastFamilies }),
    ...(repeats ? [t('needs:rules.repeats')] : []),
  ]
  return parts.join(' · ')
}

function own({ mine, over }: RoundView, { t }: Wording): readonly Element[] {
  if (!mine || (over && !mine.answered)) return []
  const { organisation, answered, mayAnswer } = mine
  const state = answered ? 'answered' : mayAnswer ? 'missing' : 'observing'
  return [text(t(`needs:mine.${state}`, { organisation }), { bold: true, spacing: 'Medium' })]
}

function actions({ id, over, mine }: RoundView, { words, pageUrl }: RoundCardContext): readonly Action[] {
  const { t } = words
  if (over) return [open(t('needs:action.demand'), pageUrl)]
  // On a card that everyone sees nobody is told apart: who may not answer is told so when it is pressed.
  const may = mine === null || mine.mayAnswer
  const title = t(mine?.answered ? 'needs:action.change' : 'needs:action.answer')
  return [
    ...(may ? [execute(title, 'need.start', { round: id }, { primary: !mine?.answered })] : []),
    open(t('house:open'), pageUrl),
  ]
}

/** Takes the place of the form, for everyone who sees it. */
export function roundOpenedCard(round: RoundView, channels: number, context: RoundCardContext): Card {
  const { words, pageUrl } = context
  const { t } = words
  return frame(words, {
    eyebrow: eyebrow(round, words),
    aside: until(round, words),
    title: t('needs:opened.title'),
    body: [
      text(roundName(round, words), { bold: true }),
      text(t(channels > 0 ? 'needs:opened.posted' : 'needs:opened.no-channel')),
    ],
    foot: text(t('needs:opened.asked', { count: round.participation.of }), { subtle: true, small: true }),
    actions: [open(t('house:open'), pageUrl)],
  })
}
