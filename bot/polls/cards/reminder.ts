/** What reminds of a missing ballot or tells of a poll: cards for one person or a channel, and letters. */
import { type Card, open, text } from '../../card/elements'
import { frame } from '../../card/frame'
import type { Wording } from '../../texts'
import type { PollView } from '../view'
import { type PollCardContext, pollCard } from './poll-card'

/** The poll's own card, to be answered on the spot, with why it comes. */
export function reminderCard(poll: PollView, context: PollCardContext): Card {
  return pollCard(poll, context, { why: whyOf(poll, context.words) })
}

/** P4: says that answers are missing, never whose or how many of them. */
export function channelReminderCard(
  poll: PollView,
  { words, pageUrl }: Omit<PollCardContext, 'nonce'>,
): Card {
  const { t } = words
  return frame(words, {
    eyebrow: t('polls:reminder.eyebrow', { group: poll.group.name }),
    aside: t('polls:card.until', { at: words.instant(poll.deadline, poll.zone) }),
    title: poll.question,
    body: [text(t('polls:reminder.channel'))],
    actions: [open(t('house:open'), pageUrl)],
  })
}

/** In the parts of a letter. */
export function reminderLetter(poll: PollView, { words, pageUrl }: Omit<PollCardContext, 'nonce'>) {
  const { t } = words
  return {
    language: words.language,
    subject: t('polls:reminder.subject', { question: poll.question }),
    title: poll.question,
    paragraphs: [whyOf(poll, words)],
    link: { label: t('house:open'), url: pageUrl },
    foot: [t('polls:reminder.foot', { group: poll.group.name })],
  }
}

function whyOf(poll: PollView, words: Wording): string {
  return words.t('polls:reminder.why', { at: words.instant(poll.deadline, poll.zone) })
}

/** Tells a person without Teams that a poll has been opened, or how it ended. */
export function noticeLetter(poll: PollView, { words, pageUrl }: Omit<PollCardContext, 'nonce'>) {
  const { t } = words
  const at = words.instant(poll.closedAt ?? poll.deadline, poll.zone)
  return {
    language: words.language,
    subject: t(`polls:notice.subject-${poll.state}`, { question: poll.question }),
    title: poll.question,
    paragraphs: [
      t(`polls:notice.${poll.state}`, { group: poll.group.name, at }),
      ...resultLines(poll, words),
    ],
    link: { label: t('house:open'), url: pageUrl },
    foot: [t('polls:notice.foot', { group: poll.group.name })],
  }
}

function resultLines(poll: PollView, words: Wording): readonly string[] {
  if (poll.state !== 'closed' || !poll.result) return []
  const votes = new Map(poll.result.rows.map((row) => [row.id, row.votes]))
  return poll.options.map(({ id, label }) =>
    words.t('polls:notice.line', { label, votes: votes.get(id) ?? 0, answered: poll.answered }),
  )
}
