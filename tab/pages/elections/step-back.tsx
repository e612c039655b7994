/** Withdraws one's candidacy while people vote: asks once, since it cannot be taken back. */
import { Button } from '@fluentui/react-components'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ElectionView } from '../../../bot/elections/view'
import { Question } from '../../frame/question'
import { TroubleBar } from '../../frame/trouble-bar'
import { useElectionAct } from './act'

export function StepBack({ election }: { readonly election: ElectionView }) {
  const { t } = useTranslation()
  const [asking, setAsking] = useState(false)
  const decline = useElectionAct('election.decline', () => setAsking(false))
  // Before people vote the card itself offers it, and one may come back.
  if (election.mine !== 'accepted' || election.state !== 'voting') return null
  const stop = () => {
    decline.reset()
    setAsking(false)
  }
  return (
    <div className="closing">
      <p>{t('election.you-stand')}</p>
      <Button onClick={() => setAsking(true)}>{t('election.step-back')}</Button>
      {asking && (
        <Question
          title={t('election.step-back-title')}
          onEnd={stop}
          actions={
            <>
              <Button
                appearance="primary"
                disabledFocusable={decline.isPending}
                onClick={() => decline.mutate({ election: election.id })}
              >
                {t(decline.isPending ? 'manage.working' : 'election.step-back')}
              </Button>
              <Button onClick={stop}>{t('election.stay')}</Button>
            </>
          }
        >
          <p>{t('election.step-back-says')}</p>
          {decline.isError && <TroubleBar trouble={decline.error} />}
        </Question>
      )}
    </div>
  )
}
