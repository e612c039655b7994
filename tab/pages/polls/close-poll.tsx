/** Closes a poll before its deadline: asks once and says what happens. Anonymous polls have no early end (P5). */
import { Button } from '@fluentui/react-components'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PollView } from '../../../bot/polls/view'
import { Question } from '../../frame/question'
import { TroubleBar } from '../../frame/trouble-bar'
import { saysWhen } from '../../when'
import { useEdit } from './edit'

export function ClosePoll({ poll }: { readonly poll: PollView }) {
  const { t, i18n } = useTranslation()
  const [asking, setAsking] = useState(false)
  const close = useEdit('poll.close', () => setAsking(false))
  if (poll.anonymous) return <p className="quiet closing">{t('manage.close-never')}</p>
  const when = saysWhen(poll.deadline, poll.zone, i18n.language, true)
  const stop = () => {
    close.reset()
    setAsking(false)
  }
  return (
    <div className="closing">
      <p className="quiet">{t('manage.close-note', { when })}</p>
      <Button onClick={() => setAsking(true)}>{t('manage.close')}</Button>
      {asking && (
        <Question
          title={t('manage.close-title')}
          onEnd={stop}
          actions={
            <>
              <Button
                appearance="primary"
                disabledFocusable={close.isPending}
                onClick={() => close.mutate({ poll: poll.id })}
              >
                {t(close.isPending ? 'manage.working' : 'manage.close')}
              </Button>
              <Button onClick={stop}>{t('manage.go-on')}</Button>
            </>
          }
        >
          <p>{t('manage.close-says', { answered: poll.answered, voters: poll.voters })}</p>
          {close.isError && <TroubleBar trouble={close.error} />}
        </Question>
      )}
    </div>
  )
}
