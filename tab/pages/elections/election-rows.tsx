/** Elections in a list: what is elected, how it stands, by when. The row is the link. */
import { ChevronRightRegular } from '@fluentui/react-icons/svg/chevron-right'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { ElectionLine } from '../../../bot/elections/view'
import { saysWhen } from '../../when'
import '../../looks/committee.css'

interface Props {
  readonly elections: readonly ElectionLine[]
  readonly zone: string
  /** All of one group, which is named elsewhere. */
  readonly ofGroup?: boolean
}

export function ElectionRows({ elections, zone, ofGroup = false }: Props) {
  return (
    <ul className="rows" data-testid="elections">
      {elections.map((election) => (
        <li key={election.id}>
          <Row {...{ election, zone, ofGroup }} />
        </li>
      ))}
    </ul>
  )
}

interface RowProps {
  readonly election: ElectionLine
  readonly zone: string
  readonly ofGroup: boolean
}

function Row({ election, zone, ofGroup }: RowProps) {
  const { t, i18n } = useTranslation()
  return (
    <Link href={`/elections/${encodeURIComponent(election.id)}`} className="row election-row">
      <span className="row-what">
        <span className="row-title">{election.title}</span>
        <span className="row-more">
          {!ofGroup && <span>{election.group.name}</span>}
          <span>{t(`election.state.${election.state}`)}</span>
        </span>
      </span>
      <span className="row-when">{saysBy(election, t, zone, i18n.language)}</span>
      <ChevronRightRegular className="row-go" aria-hidden />
    </Link>
  )
}

function saysBy({ state, opensAt, deadline }: ElectionLine, t: TFunction, zone: string, language: string) {
  if (state === 'called-off' || state === 'short') return ''
  const when = saysWhen(state === 'standing' ? opensAt : deadline, zone, language)
  return t(state === 'closed' ? 'state.since' : 'state.until', { when })
}
