/** One poll in a list: what it is, how it stands, what one can do, by when. The row is the link. */
import { CheckmarkCircleRegular } from '@fluentui/react-icons/svg/checkmark-circle'
import { ChevronRightRegular } from '@fluentui/react-icons/svg/chevron-right'
import { CircleRegular } from '@fluentui/react-icons/svg/circle'
import { LockClosedRegular } from '@fluentui/react-icons/svg/lock-closed'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { PollLine } from '../../../bot/polls/view'
import { saysWhen } from '../../when'

interface Props {
  readonly polls: readonly PollLine[]
  readonly zone: string
}

export function PollRows({ polls, zone }: Props) {
  return (
    <ul className="rows">
      {polls.map((poll) => (
        <li key={poll.id}>
          <PollRow poll={poll} zone={zone} />
        </li>
      ))}
    </ul>
  )
}

function PollRow({ poll, zone }: { readonly poll: PollLine; readonly zone: string }) {
  const { t, i18n } = useTranslation()
  const closed = poll.state === 'closed'
  const when = saysWhen(closed ? (poll.closedAt ?? poll.deadline) : poll.deadline, zone, i18n.language)
  return (
    <Link href={`/polls/${encodeURIComponent(poll.id)}`} className="row" data-testid="poll-row">
      <Mark poll={poll} />
      <span className="row-what">
        <span className="row-title">{poll.question}</span>
        <span className="row-more">
          <span>{poll.group}</span>
          <span>{t('state.answered', { answered: poll.answered, voters: poll.voters })}</span>
          {saysMine(poll) && <span>{t(saysMine(poll) ?? '')}</span>}
        </span>
      </span>
      <span className="row-when">{t(closed ? 'state.since' : 'state.until', { when })}</span>
      <ChevronRightRegular className="row-go" aria-hidden />
    </Link>
  )
}

/** The sign repeats in shape what the words beside it say. */
function Mark({ poll }: { readonly poll: PollLine }) {
  if (poll.answeredByMe) return <CheckmarkCircleRegular className="mark mark-done" aria-hidden />
  if (poll.state === 'closed') return <LockClosedRegular className="mark" aria-hidden />
  return <CircleRegular className="mark mark-open" aria-hidden />
}

function saysMine(poll: PollLine): string | null {
  if (poll.answeredByMe) return 'state.mine'
  return poll.answeredByMe === false && poll.state === 'open' ? 'state.missing' : null
}
