/** Steuerkreis: every seat with holder, deputy, organisation, bench, term and chair; the elections that fill them. */
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { CommitteeView, SeatView } from '../../../bot/committee/view'
import { Page } from '../../frame/page'
import { Panel } from '../../frame/panel'
import { TroubleBar } from '../../frame/trouble-bar'
import { Waiting } from '../../frame/waiting'
import { useCommittee } from '../../reads'
import { AddSeat } from './add-seat'
import { Elections } from './elections'
import { SeatRow } from './seat-row'
import '../../looks/committee.css'

export function CommitteePage() {
  const { t } = useTranslation()
  const committee = useCommittee()
  return (
    <Page title={t('committee.title')}>
      <div className="stack">
        {committee.data && <Seats committee={committee.data} />}
        {committee.data && <GroupLink group={committee.data.group} />}
        {!committee.data && !committee.isError && (
          <div className="panel">
            <Waiting rows={7} />
          </div>
        )}
        {committee.isError && (
          <TroubleBar trouble={committee.error} onRetry={() => void committee.refetch()} />
        )}
        <Elections />
        {committee.data?.mayEdit && <AddSeat organisations={committee.data.organisations} />}
      </div>
    </Page>
  )
}

/** Where the committee asks and posts: a group as any, whose people its seats name. */
function GroupLink({ group }: Pick<CommitteeView, 'group'>) {
  const { t } = useTranslation()
  return (
    <p>
      <Link href={`/groups/${encodeURIComponent(group.id)}`}>{t('committee.to-group')}</Link>
    </p>
  )
}

function Seats({ committee }: { readonly committee: CommitteeView }) {
  const { t } = useTranslation()
  const { seats, now, vacant, mayEdit } = committee
  const later = seats.filter(({ term }) => term === 'before')
  const over = seats.filter(({ term }) => term === 'after')
  return (
    <Panel
      title={t('committee.seats')}
      aside={<span className="quiet">{t('committee.count', { count: now, vacant })}</span>}
    >
      {now === 0 ? (
        <p className="quiet">{t(mayEdit ? 'committee.empty-office' : 'committee.empty')}</p>
      ) : (
        <SeatList seats={seats.filter(({ term }) => term === 'now')} mayEdit={mayEdit} />
      )}
      {later.length > 0 && (
        <>
          <h3>{t('committee.later')}</h3>
          <SeatList seats={later} mayEdit={mayEdit} />
        </>
      )}
      {over.length > 0 && (
        <details className="earlier">
          <summary>{t('committee.over', { count: over.length })}</summary>
          <SeatList seats={over} mayEdit={mayEdit} />
        </details>
      )}
    </Panel>
  )
}

function SeatList({ seats, mayEdit }: { readonly seats: readonly SeatView[]; readonly mayEdit: boolean }) {
  return (
    <ul className="seats" data-testid="seats">
      {seats.map((seat) => (
        <SeatRow key={seat.id} seat={seat} mayEdit={mayEdit} />
      ))}
    </ul>
  )
}
