/** What reminds of a missing ballot or tells of a poll: cards for one person or a channel, and letters. */
import { type Card, open, text } from '../../card/elements'
import { frame } from '../../card/frame'
import type { Wording } from '../../texts'
import type { PollView } from '../view'
import { outcome } from './notices'
import { deadlineOf, elects, ownLabels, type PollCardContext, pollCard, withRefresh } from './poll-card'

/** A person is asked for a ballot in the personal chat: when the poll is opened, or when the ballot is still missing. */
export type Asked = 'invited' | 'reminded'

/**
 * The poll's own card, with why it comes: to be answered on the spot, then with the answer, at last with the result.
 * Teams draws an answered one anew whenever its reader looks; one that still asks says nothing that other ballots change.
 * @param userIds Teams' id of its reader, if it is known
 */
export function askingCard(
  poll: PollView,
  asked: Asked,
  context: PollCardContext,
  userIds: readonly string[],
): Card {
  const { words } = context
  if (poll.over) return pollCard(poll, context)
  if (poll.mine?.answered)
    return withRefresh(pollCard(poll, context, { why: thanks(poll, words) }), poll, words, userIds)
  const { t } = words
  const group = poll.group.name
  if (asked === 'reminded')
    return pollCard(poll, context, {
      eyebrow: t('polls:reminder.eyebrow', { group }),
      why: t(elects(poll) ? 'polls:election.missing' : 'polls:reminder.missing'),
      alone: footOf(poll, words, 'reminder'),
    })
  const at = words.instant(poll.deadline, poll.zone)
  return pollCard(poll, context, {
    why: t(elects(poll) ? 'polls:election.notice-open' : 'polls:notice.open', { group, at }),
    alone: footOf(poll, words, 'notice'),
  })
}

/** P5: the card of an anonymous poll, which stays in the chat, does not say what the answer was. */
function thanks(poll: PollView, { t }: Wording): string {
  return poll.anonymous
    ? t('polls:reminder.answered-anonymous')
    : t('polls:reminder.answered', { answer: ownLabels(poll).join(', ') })
}

/** P4: says that answers are missing, never whose or how many of them; once the poll is over, where the result is. */
export function channelReminderCard(
  poll: PollView,
  { words, pageUrl }: Omit<PollCardContext, 'nonce'>,
): Card {
  const { t } = words
  const closed = poll.state === 'closed'
  return frame(words, {
    eyebrow: t('polls:reminder.eyebrow', { group: poll.group.name }),
    aside: deadlineOf(poll, words),
    title: poll.question,
    body: [text(t(closed ? 'polls:reminder.channel-closed' : 'polls:reminder.channel'))],
    actions: [open(t(closed ? 'polls:result.open' : 'house:open'), pageUrl)],
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
    foot: [footOf(poll, words, 'reminder')],
  }
}

function whyOf(poll: PollView, words: Wording): string {
  return words.t(elects(poll) ? 'polls:election.why' : 'polls:reminder.why', {
    at: words.instant(poll.deadline, poll.zone),
  })
}

/** Why it comes to just this person. */
function footOf(poll: PollView, { t }: Wording, kind: 'reminder' | 'notice'): string {
  const { name: group } = poll.group
  if (elects(poll)) return t(`polls:election.foot-${kind}`)
  return t(`polls:${kind}.foot`, { group })
}

/** Tells a person without Teams that a poll has been opened, or how it ended. */
export function noticeLetter(poll: PollView, { words, pageUrl }: Omit<PollCardContext, 'nonce'>) {
  const { t } = words
  const at = words.instant(poll.closedAt ?? poll.deadline, poll.zone)
  return {
    language: words.language,
    subject: t(elects(poll) ? `polls:election.subject-${poll.state}` : `polls:notice.subject-${poll.state}`, {
      question: poll.question,
    }),
    title: poll.question,
    paragraphs: [
      t(elects(poll) ? `polls:election.notice-${poll.state}` : `polls:notice.${poll.state}`, {
        group: poll.group.name,
        at,
      }),
      ...resultLines(poll, words),
    ],
    link: { label: t('house:open'), url: pageUrl },
    foot: [footOf(poll, words, 'notice')],
  }
}

function resultLines(poll: PollView, words: Wording): readonly string[] {
  if (poll.state !== 'closed' || !poll.result) return []
  const lines = elects(poll) ? outcome(poll, words) : []
  const votes = new Map(poll.result.rows.map((row) => [row.id, row.votes]))
  return [
    ...lines,
    ...poll.options.map(({ id, label }) =>
      words.t('polls:notice.line', { label, votes: votes.get(id) ?? 0, answered: poll.answered }),
    ),
  ]
}
