/** A poll on its card: to answer, answered, closed; for one reader, or for everyone in a channel. */
import { type Action, type Card, type Element, execute, open, type Run, text } from '../../card/elements'
import { frame } from '../../card/frame'
import type { Wording } from '../../texts'
import type { PollView } from '../view'
import { answerInput } from './answer-input'
import { explained } from './election-result'
import { resultBars } from './result-bars'

export interface PollCardContext {
  readonly words: Wording
  /** Made for this rendering (P2). */
  readonly nonce: string
  /** Opens the poll's page in the tab. */
  readonly pageUrl: string
}

/** What the card says at the top after an act: "Gespeichert: KI im Büro". */
export type Said = 'stored' | 'withdrawn' | 'repeated' | 'unchanged'

export interface PollCardState {
  /** The reader wants to change the answer: the form again, ticked as it was. */
  readonly asking?: boolean
  readonly said?: Said | undefined
  /** Instead of the one that says "poll". */
  readonly eyebrow?: string
  /** Why the card comes to the reader unasked: stands before everything else. */
  readonly why?: string
  /** Nothing of what others have answered, since the card is not drawn anew with their ballots: this foot instead. */
  readonly alone?: string
  /** What was ticked in an answer that has been refused. */
  readonly ticked?: readonly string[] | undefined
}

export function pollCard(
  poll: PollView,
  context: PollCardContext,
  { asking = false, said, eyebrow, why, alone, ticked }: PollCardState = {},
): Card {
  const { words } = context
  const answering =
    !poll.over && (poll.mine === null || (poll.mine.mayVote && (asking || !poll.mine.answered)))
  return frame(words, {
    eyebrow:
      eyebrow ??
      words.t(elects(poll) ? 'polls:election.eyebrow' : 'polls:card.eyebrow', { group: poll.group.name }),
    aside: deadlineOf(poll, words),
    title: poll.question,
    rules: rules(poll, words),
    body: [
      ...(why ? [text(why, { bold: true, spacing: 'Medium' })] : []),
      ...(said && poll.mine ? [text(saying(poll, said, words), { bold: true, spacing: 'Medium' })] : []),
      ...explained(poll, words).map((line) => text(line, { spacing: 'Small' })),
      ...(answering ? [answerInput(poll, words, ticked)] : []),
      ...(alone === undefined ? interim(poll, answering, asking, words) : []),
    ],
    foot: text(alone ?? foot(poll, words), { subtle: true, small: true }),
    actions: actions(poll, context, answering),
  })
}

/** Under the form stands what is known so far; not before the first answer, and not while one's own is being changed. */
function interim(poll: PollView, answering: boolean, asking: boolean, words: Wording): readonly Element[] {
  if (!answering) return resultBars(poll, words)
  if (poll.answered === 0 || asking) return []
  const heading = text(words.t('polls:card.interim'), { bold: true, spacing: 'Medium', separator: true })
  return poll.result ? [heading, ...resultBars(poll, words)] : resultBars(poll, words)
}

export function deadlineOf(poll: PollView, words: Wording): string {
  const at = words.instant(poll.closedAt ?? poll.deadline, poll.zone)
  return words.t(`polls:card.${poll.over ? 'ended' : 'until'}`, { at })
}

/** An election speaks of seats and votes where other polls speak of answers. */
export function elects(poll: PollView): boolean {
  return poll.places !== null
}

/** The peers' commonest complaint is answered here: is my answer connected to my name? */
function rules(poll: PollView, words: Wording): string {
  const parts = [
    howMany(poll, words),
    ...(poll.over ? [] : [words.t('polls:rules.changeable')]),
    words.t(poll.anonymous ? `polls:rules.anonymous-${poll.state}` : 'polls:rules.named'),
    ...(poll.state === 'open' ? [words.t(`polls:rules.${poll.results}`)] : []),
  ]
  return parts.join(' · ')
}

function howMany(poll: PollView, { t }: Wording): string {
  const { most, places } = poll
  if (places !== null)
    return [t('polls:election.seats', { count: places }), t('polls:election.votes', { count: most })].join(
      ' · ',
    )
  const count = most > 1 ? (most >= poll.options.length ? 'any' : 'up-to') : 'one'
  return t(`polls:rules.${count}`, { most })
}

function foot(poll: PollView, words: Wording): readonly Run[] {
  const counted = countedIn(poll, words)
  const mine = ownLabels(poll)
  if (mine.length > 0)
    return [{ text: `${counted} · ${words.t('polls:card.you')} ` }, { text: mine.join(', '), bold: true }]
  if (!poll.mine) return [{ text: counted }]
  if (!poll.mine.mayVote && !poll.over) return [{ text: `${counted} · ${words.t('polls:card.no-vote')}` }]
  return [{ text: poll.mine.answered ? `${counted} · ${words.t('polls:card.took-part')}` : counted }]
}

/** "11 von 14 haben gewählt". */
export function countedIn({ answered, voters, places }: PollView, { t }: Wording): string {
  return t(places === null ? 'polls:card.answered' : 'polls:election.answered', { answered, voters })
}

export function ownLabels(poll: PollView): readonly string[] {
  const chosen = new Set(poll.mine?.choices ?? [])
  return poll.options.filter((option) => chosen.has(option.id)).map((option) => option.label)
}

function saying(poll: PollView, said: Said, words: Wording): string {
  return words.t(`polls:said.${said}`, {
    answer: ownLabels(poll).join(', ') || words.t('polls:said.nothing'),
  })
}

function actions(
  poll: PollView,
  { words, nonce, pageUrl }: PollCardContext,
  answering: boolean,
): readonly Action[] {
  const page = open(words.t('house:open'), pageUrl)
  const data = { poll: poll.id, nonce }
  if (answering)
    return [
      execute(
        words.t(elects(poll) ? 'polls:election.vote' : 'polls:action.answer'),
        'poll.cast-ballot',
        data,
        {
          inputs: true,
          primary: true,
        },
      ),
      page,
    ]
  if (poll.mine?.mayVote)
    return [
      execute(words.t(elects(poll) ? 'polls:election.change' : 'polls:action.change'), 'poll.answer-form', {
        poll: poll.id,
      }),
      execute(
        words.t(elects(poll) ? 'polls:election.take-back' : 'polls:action.withdraw'),
        'poll.withdraw-ballot',
        data,
      ),
      page,
    ]
  return [page]
}

/** Teams refreshes a card by itself for at most 60 people; for the others it stays as everyone sees it. */
export const mostRefreshed = 60

/** The card in a channel: the same for everyone; each reader's own comes by the refresh, which is never a vote (P9). */
export function sharedPollCard(poll: PollView, context: PollCardContext, userIds: readonly string[]): Card {
  return withRefresh(pollCard(poll, context), poll, context.words, userIds.slice(0, mostRefreshed))
}

export function withRefresh(card: Card, poll: PollView, words: Wording, userIds: readonly string[]): Card {
  const action = execute(words.t('polls:action.refresh'), 'poll.card', { poll: poll.id })
  return { ...card, refresh: { action, userIds } }
}
