/** After an election: recount it, and put the elected into their seats. */
import { Button } from '@fluentui/react-components'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { ElectionView, RecountView } from '../../../bot/elections/view'
import { read } from '../../ask'
import { Panel } from '../../frame/panel'
import { Question } from '../../frame/question'
import { TroubleBar } from '../../frame/trouble-bar'
import { useElectionAct } from './act'

interface Props {
  readonly view: ElectionView
}

export function After({ view }: Props) {
  const { t } = useTranslation()
  return (
    <Panel title={t('election.after')}>
      {view.filled ? (
        <p>
          {t('election.filled')} <Link href="/committee">{t('committee.title')}</Link>
        </p>
      ) : (
        view.mayRun && <FillSeats view={view} />
      )}
      <Recount view={view} />
    </Panel>
  )
}

function FillSeats({ view }: Props) {
  const { t } = useTranslation()
  const [asking, setAsking] = useState(false)
  const fill = useElectionAct('election.fill-seats', () => setAsking(false))
  const stop = () => {
    fill.reset()
    setAsking(false)
  }
  return (
    <>
      <p>{t('election.fill-why')}</p>
      <Button appearance="primary" onClick={() => setAsking(true)}>
        {t('election.fill')}
      </Button>
      {asking && (
        <Question
          title={t('election.fill-title')}
          onEnd={stop}
          actions={
            <>
              <Button
                appearance="primary"
                disabledFocusable={fill.isPending}
                onClick={() => fill.mutate({ election: view.id })}
              >
                {t(fill.isPending ? 'manage.working' : 'election.fill')}
              </Button>
              <Button onClick={stop}>{t('manage.cancel')}</Button>
            </>
          }
        >
          <p>{t('election.fill-says')}</p>
          {fill.isError && <TroubleBar trouble={fill.error} />}
        </Question>
      )}
    </>
  )
}

function Recount({ view }: Props) {
  const { t } = useTranslation()
  const recount = useQuery({
    queryKey: ['election.recount', { election: view.id }],
    queryFn: () => read<RecountView>('election.recount', { election: view.id }),
    enabled: false,
  })
  return (
    <div className="closing">
      <p className="quiet">{t('election.recount-why')}</p>
      <Button disabledFocusable={recount.isFetching} onClick={() => void recount.refetch()}>
        {t(recount.isFetching ? 'manage.working' : 'election.recount')}
      </Button>
      <div role="status">
        {recount.data && (
          <p data-testid="recount">
            {t(recount.data.agrees ? 'election.agrees' : 'election.differs', { count: recount.data.ballots })}
          </p>
        )}
      </div>
      {recount.isError && <TroubleBar trouble={recount.error} />}
    </div>
  )
}
