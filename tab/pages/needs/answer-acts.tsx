/** What can be done with the answer as a whole: one more need, none at all, the same as last time, take it back. */
import { Button } from '@fluentui/react-components'
import { AddRegular } from '@fluentui/react-icons/svg/add'
import { useTranslation } from 'react-i18next'
import type { AnswerView } from '../../../bot/needs/view'
import { AskedAct } from '../../frame/asked-act'
import { ButtonLink } from '../../frame/button-link'
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

/** What colleagues have entered goes with it. */
function Withdraw({ view: { round, needs, nonce } }: Props) {
  const { t } = useTranslation()
  const count = needs.length
  return (
    <AskedAct
      route="need.withdraw"
      fields={{ round: round.id, nonce }}
      does={t('answer.withdraw')}
      title={t('answer.withdraw-title')}
      says={count > 0 ? t('answer.withdraw-says', { count }) : t('answer.withdraw-none-says')}
      keeps={t('answer.keep')}
      subtle
    />
  )
}
