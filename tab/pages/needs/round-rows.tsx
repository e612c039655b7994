/** Rounds in a list: who is asked, how many have answered, what is left to do, by when. The row is the link. */
import { CheckmarkCircleRegular } from '@fluentui/react-icons/svg/checkmark-circle'
import { ChevronRightRegular } from '@fluentui/react-icons/svg/chevron-right'
import { CircleRegular } from '@fluentui/react-icons/svg/circle'
import { LockClosedRegular } from '@fluentui/react-icons/svg/lock-closed'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { RoundLine } from '../../../bot/needs/view'
import { saysWhen } from '../../when'
import { saysParticipation, saysRound } from './says'

interface Props {
  readonly rounds: readonly RoundLine[]
  readonly zone: string
}

export function RoundRows({ rounds, zone }: Props) {
  return (
    <ul className="rows" data-testid="rounds">
      {rounds.map((round) => (
        <li key={round.id}>
          <Row round={round} zone={zone} />
        </li>
      ))}
    </ul>
  )
}

function Row({ round, zone }: { readonly round: RoundLine; readonly zone: string }) {
  const { t, i18n } = useTranslation()
  const closed = round.state === 'closed'
  const when = saysWhen(closed ? (round.closedAt ?? round.deadline) : round.deadline, zone, i18n.language)
  const mine = saysMine(round)
  return (
    <Link href={`/needs/rounds/${encodeURIComponent(round.id)}`} className="row">
      <Mark round={round} />
      <span className="row-what">
        <span className="row-title">{saysRound(round, t)}</span>
        <span className="row-more">
          {mine !== null && <span>{t(mine)}</span>}
          <span>{t('needs.answers', { participation: saysParticipation(round.participation, t) })}</span>
        </span>
      </span>
      <span className="row-when">{t(closed ? 'state.since' : 'state.until', { when })}</span>
      <ChevronRightRegular className="row-go" aria-hidden />
    </Link>
  )
}

/** The sign repeats in shape what the words beside it say. */
function Mark({ round }: { readonly round: RoundLine }) {
  if (round.answeredByUs) return <CheckmarkCircleRegular className="mark mark-done" aria-hidden />
  if (round.state === 'closed') return <LockClosedRegular className="mark" aria-hidden />
  return <CircleRegular className="mark mark-open" aria-hidden />
}

function saysMine({ state, answeredByUs }: RoundLine): string | null {
  if (answeredByUs) return 'needs.answered'
  if (state === 'closed') return null
  return answeredByUs === null ? 'needs.not-asked' : 'needs.missing'
}
