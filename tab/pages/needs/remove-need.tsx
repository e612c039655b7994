/** Removes one need: asks once, since colleagues may have entered it. */
import { Button } from '@fluentui/react-components'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AnswerView, NeedView } from '../../../bot/needs/view'
import { Question } from '../../frame/question'
import { TroubleBar } from '../../frame/trouble-bar'
import { useRoundAct } from './act'

interface Props {
  readonly view: AnswerView
  readonly need: NeedView
}

export function RemoveNeed({ view, need }: Props) {
  const { t } = useTranslation()
  const [asking, setAsking] = useState(false)
  const remove = useRoundAct('need.remove', () => setAsking(false))
  const stop = () => {
    remove.reset()
    setAsking(false)
  }
  const topic = need.topic.name
  return (
    <>
      <Button
        appearance="subtle"
        aria-label={t('answer.remove-one', { topic })}
        onClick={() => setAsking(true)}
      >
        {t('organisation.remove')}
      </Button>
      {asking && (
        <Question
          title={t('answer.remove-title', { topic })}
          onEnd={stop}
          actions={
            <>
              <Button
                appearance="primary"
                disabledFocusable={remove.isPending}
                onClick={() => remove.mutate({ round: view.round.id, need: need.id, nonce: view.nonce })}
              >
                {t(remove.isPending ? 'manage.working' : 'organisation.remove')}
              </Button>
              <Button onClick={stop}>{t('answer.keep-need')}</Button>
            </>
          }
        >
          <p>{t('answer.remove-says', { heads: t('needs.heads', { count: need.heads }) })}</p>
          {remove.isError && <TroubleBar trouble={remove.error} />}
        </Question>
      )}
    </>
  )
}
