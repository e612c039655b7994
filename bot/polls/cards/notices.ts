/** The smaller cards of polls: opened, result post. */
import { type Card, open, text } from '../../card/elements'
import { frame } from '../../card/frame'
import type { Wording } from '../../texts'
import type { PollView } from '../view'
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
