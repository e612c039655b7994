/** The smaller cards of polls: opened, result post, the list of what waits. */
import { type Card, columns, type Element, execute, open, text } from '../../card/elements'
import { frame } from '../../card/frame'
import type { Wording } from '../../texts'
import type { PollLine, PollListView, PollView } from '../view'
import { explained } from './election-result'
import { countedIn, elects, type PollCardContext } from './poll-card'
import { resultBars } from './result-bars'

/** Takes the place of the form, for everyone who sees it. */
export function openedCard(
  poll: PollView,
  channels: number,
  { words, pageUrl }: Omit<PollCardContext, 'nonce'>,
): Card {
  const { t } = words
  return frame(words, {
    eyebrow: t('polls:card.eyebrow', { group: poll.group.name }),
    aside: t('polls:card.until', { at: words.instant(poll.deadline, poll.zone) }),
    title: t('polls:opened.title'),
    body: [
      text(poll.question, { bold: true }),
      text(t(channels > 0 ? 'polls:opened.posted' : 'polls:opened.no-channel')),
    ],
    foot: text(t('polls:opened.electorate', { count: poll.voters }), { subtle: true, small: true }),
    actions: [open(t('house:open'), pageUrl)],
  })
}

/** The post that tells a channel how it went out. */
export function resultCard(poll: PollView, { words, pageUrl }: Omit<PollCardContext, 'nonce'>): Card {
  const { t } = words
  return frame(words, {
    eyebrow: t(elects(poll) ? 'polls:election.result-eyebrow' : 'polls:result.eyebrow', {
      group: poll.group.name,
    }),
    aside: t('polls:card.ended', { at: words.instant(poll.closedAt ?? poll.deadline, poll.zone) }),
    title: poll.question,
    rules: asSentence(t(poll.anonymous ? 'polls:rules.anonymous-closed' : 'polls:rules.named')),
    body: [
      ...outcome(poll, words).map((line) => text(line, { spacing: 'Medium' })),
      ...resultBars(poll, words),
    ],
    foot: text(countedIn(poll, words), { subtle: true, small: true }),
    actions: [open(t('polls:result.open'), pageUrl)],
  })
}

/** Elsewhere the rule stands in the middle of a line. */
function asSentence(rule: string): string {
  return rule.charAt(0).toLocaleUpperCase() + rule.slice(1)
}

/** What came out, in sentences: an election has more to explain. */
export function outcome(poll: PollView, words: Wording): readonly string[] {
  if (elects(poll) && poll.result) return explained(poll, words)
  return [mostVotes(poll, words)]
}

function mostVotes(poll: PollView, { t }: Wording): string {
  const rows = poll.result?.rows ?? []
  const top = Math.max(0, ...rows.map((row) => row.votes))
  if (!poll.result || top === 0) return t(poll.result ? 'polls:result.none' : 'polls:result.hidden')
  const labels = poll.options.filter((option) => rows.find((row) => row.id === option.id)?.votes === top)
  return t(labels.length === 1 ? 'polls:result.first' : 'polls:result.tie', {
    label: labels.map((option) => t('house:quoted', { text: option.label })).join(', '),
    votes: top,
    answered: poll.answered,
  })
}

/** FACE: lists end after ten rows and say how to go on. */
const mostRows = 10

export function waitingCard(list: PollListView, words: Wording, listUrl: string): Card {
  const { t } = words
  const shown = list.waiting.slice(0, mostRows)
  const more = list.waiting.length - shown.length
  return frame(words, {
    eyebrow: t('house:name'),
    title: t('polls:waiting.title', { count: list.waiting.length }),
    body: [
      ...shown.map((line) => waitingRow(line, words)),
      ...(more > 0 ? [text(t('polls:waiting.more', { count: more }), { subtle: true })] : []),
      ...(shown.length === 0 ? [text(t('polls:waiting.none'))] : []),
    ],
    actions: [open(t('house:open'), listUrl)],
  })
}

/** A line and, at its right, the way to answer: a row that can be pressed shows that it can. */
function waitingRow(line: PollLine, words: Wording): Element {
  const until = words.t('polls:card.until', { at: words.instant(line.deadline) })
  const answer = execute(
    words.t('polls:action.answer'),
    'poll.card',
    { poll: line.id },
    { id: `poll.card.${line.id}` },
  )
  return {
    ...columns(
      {
        width: 'stretch',
        items: [
          text(line.question, { bold: true }),
          text(`${line.group} · ${until}`, { subtle: true, small: true, spacing: 'None' }),
        ],
      },
      { width: 'auto', items: [{ type: 'ActionSet', actions: [answer] }] },
    ),
    separator: true,
    spacing: 'Medium',
  }
}
