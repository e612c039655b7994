/** The way into a group and out of it. */
import { Button } from '@fluentui/react-components'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { GroupView } from '../../../bot/groups/view'
import { useAct } from '../../acting'
import { Question } from '../../frame/question'
import { TroubleBar } from '../../frame/trouble-bar'

export function JoinOrLeave({ group }: { readonly group: GroupView }) {
  const { t } = useTranslation()
  const [asking, setAsking] = useState(false)
  const join = useAct('group.join')
  const leave = useAct('group.leave', () => setAsking(false))
  if (group.kind === 'committee') return null
  const fields = { group: group.id }
  return (
    <div className="page-actions">
      {join.isError && <TroubleBar trouble={join.error} />}
      {leave.isError && !asking && <TroubleBar trouble={leave.error} />}
      {group.asked && (
        <>
          <span className="quiet">{t('groups.asked')}</span>
          <Button disabledFocusable={leave.isPending} onClick={() => leave.mutate(fields)}>
            {t('groups.take-back')}
          </Button>
        </>
      )}
      {!group.asked && group.role === null && (
        <Button appearance="primary" disabledFocusable={join.isPending} onClick={() => join.mutate(fields)}>
          {t(group.open ? 'groups.join' : 'groups.ask')}
        </Button>
      )}
      {group.role !== null && (
        <Button
          onClick={() => {
            leave.reset()
            setAsking(true)
          }}
        >
          {t('groups.leave')}
        </Button>
      )}
      {asking && (
        <Question
          title={t('groups.leave-title', { group: group.name })}
          onEnd={() => setAsking(false)}
          actions={
            <>
              <Button disabledFocusable={leave.isPending} onClick={() => leave.mutate(fields)}>
                {t('groups.leave')}
              </Button>
              <Button appearance="primary" onClick={() => setAsking(false)}>
                {t('groups.stay')}
              </Button>
            </>
          }
        >
          <p>
            {t('groups.leave-what')} {t(group.open ? 'groups.again-open' : 'groups.again-closed')}
          </p>
          {leave.isError && <TroubleBar trouble={leave.error} />}
        </Question>
      )}
    </div>
  )
}
