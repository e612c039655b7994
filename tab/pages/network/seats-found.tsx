/** The committee's seats on the network's page: who sits now, as far as the search leaves them. */
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { Panel } from '../../frame/panel'
import { TroubleBar } from '../../frame/trouble-bar'
import { Waiting } from '../../frame/waiting'
import { useCommittee } from '../../reads'
import { SeatRow } from '../committee/seat-row'
import '../../looks/committee.css'

interface Props {
  readonly fits: (...texts: readonly string[]) => boolean
}

export function SeatsFound({ fits }: Props) {
  const { t } = useTranslation()
  const committee = useCommittee()
  const now = committee.data?.seats.filter(({ term }) => term === 'now') ?? []
  const found = now.filter(({ organisation, holder, deputy }) =>
    fits(organisation.name, holder?.name ?? '', deputy?.name ?? ''),
  )
  return (
    <Panel title={t('committee.title')} aside={<Link href="/committee">{t('committee.open')}</Link>}>
      {committee.isPending && <Waiting rows={3} />}
      {committee.isError && <TroubleBar trouble={committee.error} onRetry={() => void committee.refetch()} />}
      {now.length > 0 && found.length === 0 && <p className="quiet">{t('network.nothing-found')}</p>}
      {committee.data && now.length === 0 && <p className="quiet">{t('committee.empty')}</p>}
      <ul className="seats">
        {found.map((seat) => (
          // Who may change a seat does so on the committee's own page.
          <SeatRow key={seat.id} seat={{ ...seat, deputies: [] }} mayEdit={false} />
        ))}
      </ul>
    </Panel>
  )
}
