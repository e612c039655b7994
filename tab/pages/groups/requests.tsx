/** Who asks to join, and the coordinator's yes or no. */
import { Button } from '@fluentui/react-components'
import { useTranslation } from 'react-i18next'
import type { GroupView } from '../../../bot/groups/view'
import { useAct } from '../../acting'
import { Panel } from '../../frame/panel'
import { TroubleBar } from '../../frame/trouble-bar'

type Request = NonNullable<GroupView['requests']>[number]

export function Requests({ requests }: { readonly requests: readonly Request[] }) {
  const { t } = useTranslation()
  return (
    <Panel title={t('groups.requests', { count: requests.length })} className="first">
      <ul className="rows entries">
        {requests.map((request) => (
          <Line key={request.id} request={request} />
        ))}
      </ul>
    </Panel>
  )
}

function Line({ request }: { readonly request: Request }) {
  const { t } = useTranslation()
  const answer = useAct('group.answer-join')
  const say = (accept: boolean) => () => answer.mutate({ request: request.id, accept })
  return (
    <li className="entry">
      <span>
        {request.name} <span className="quiet">{request.organisation}</span>
      </span>
      <span className="line">
        <Button appearance="primary" size="small" disabledFocusable={answer.isPending} onClick={say(true)}>
          {t('groups.let-in')}
        </Button>
        <Button size="small" disabledFocusable={answer.isPending} onClick={say(false)}>
          {t('groups.decline')}
        </Button>
      </span>
      {answer.isError && <TroubleBar trouble={answer.error} />}
    </li>
  )
}
