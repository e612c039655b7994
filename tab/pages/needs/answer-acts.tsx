/** What can be done with the answer as a whole: one more need, none at all, the same as last time, take it back. */
import { Button } from '@fluentui/react-components'
import { AddRegular } from '@fluentui/react-icons/svg/add'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AnswerView } from '../../../bot/needs/view'
import { ButtonLink } from '../../frame/button-link'
import { Question } from '../../frame/question'
import { TroubleBar } from '../../frame/trouble-bar'
import { useRoundAct } from './act'

interface Props {
  readonly view: AnswerView
}

export function AnswerActs({ view }: Props) {
  const { t } = useTranslation()
  const { round, needs, nonce, answered, maySame } = view
  const same = useRoundAct('need.same')
  const none = useRoundAct('need.none')
  const busy = same.isPending || none.isPending
  const trouble = same.error ?? none.error
  return (
    <>
      <div className="answer-acts">
        <ButtonLink href={`/needs/rounds/${encodeURIComponent(round.id)}/new`} icon={<AddRegular />}>
          {t(needs.length > 0 ? 'answer.add-another' : 'answer.add')}
        </ButtonLink>
        {maySame && (
          <Button disabledFocusable={busy} onClick={() => same.mutate({ round: round.id, nonce })}>
            {t(same.isPending ? 'manage.working' : 'answer.same')}
          </Button>
        )}
        {!answered && (
          <Button disabledFocusable={busy} onClick={() => none.mutate({ round: round.id, nonce })}>
            {t(none.isPending ? 'manage.working' : 'answer.say-none')}
          </Button>
        )}
        {answered && <Withdraw view={view} />}
      </div>
      {trouble && <TroubleBar trouble={trouble} />}
    </>
  )
}

/** Asks once: what colleagues have entered goes with it. */
function Withdraw({ view }: Props) {
  const { t } = useTranslation()
  const [asking, setAsking] = useState(false)
  const withdraw = useRoundAct('need.withdraw', () => setAsking(false))
  const stop = () => {
    withdraw.reset()
    setAsking(false)
  }
  return (
    <>
      <Button appearance="subtle" onClick={() => setAsking(true)}>
        {t('answer.withdraw')}
      </Button>
      {asking && (
        <Question
          title={t('answer.withdraw-title')}
          onEnd={stop}
          actions={
            <>
              <Button
                appearance="primary"
                disabledFocusable={withdraw.isPending}
                onClick={() => withdraw.mutate({ round: view.round.id, nonce: view.nonce })}
              >
                {t(withdraw.isPending ? 'manage.working' : 'answer.withdraw')}
              </Button>
              <Button onClick={stop}>{t('answer.keep')}</Button>
            </>
          }
        >
          <p>
            {view.needs.length > 0
              ? t('answer.withdraw-says', { count: view.needs.length })
              : t('answer.withdraw-none-says')}
          </p>
          {withdraw.isError && <TroubleBar trouble={withdraw.error} />}
        </Question>
      )}
    </>
  )
}
