/** N1: what the reader's organisation has answered; its people see and amend it together. */
import { useTranslation } from 'react-i18next'
import type { AnswerView, OwnPart, RoundView } from '../../../bot/needs/view'
import { Panel } from '../../frame/panel'
import { TroubleBar } from '../../frame/trouble-bar'
import { Waiting } from '../../frame/waiting'
import { AnswerActs } from './answer-acts'
import { AnswerHistory } from './answer-history'
import { NeedLine } from './need-line'
import { useAnswer } from './reads'
import { useSaved } from './saved'

interface Props {
  readonly round: RoundView
  readonly mine: OwnPart
}

export function OwnAnswer({ round, mine }: Props) {
  const { t } = useTranslation()
  const answer = useAnswer(round.id)
  const view = answer.data?.answer
  return (
    <Panel title={t('answer.title', { organisation: mine.organisation })}>
      {answer.isPending && <Waiting rows={5} />}
      {answer.isError && !view && <TroubleBar trouble={answer.error} onRetry={() => void answer.refetch()} />}
      {view && <Whole view={view} may={mine.mayAnswer && !round.over} over={round.over} />}
    </Panel>
  )
}

interface WholeProps {
  readonly view: AnswerView
  readonly may: boolean
  readonly over: boolean
}

function Whole({ view, may, over }: WholeProps) {
  const { t } = useTranslation()
  const saved = useSaved()
  const { needs, answered } = view
  return (
    <>
      <p className="quiet">{t('answer.shared')}</p>
      <p role="status" className={saved ? 'said' : 'unseen'}>
        {saved}
      </p>
      {needs.length > 0 && (
        <ul className="needs" data-testid="own-needs">
          {needs.map((need) => (
            <NeedLine key={need.id} view={view} need={need} may={may} />
          ))}
        </ul>
      )}
      {needs.length === 0 && <p className="answer-state">{t(saysState(answered, over))}</p>}
      {may && <AnswerActs view={view} />}
      {!may && !over && <p className="quiet">{t('answer.only-looking')}</p>}
      <AnswerHistory view={view} />
    </>
  )
}

function saysState(answered: boolean, over: boolean): string {
  if (answered) return 'answer.none'
  return over ? 'answer.was-missing' : 'answer.missing'
}
