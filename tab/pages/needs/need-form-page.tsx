/** States a need, or changes one: topic and head-count, and whatever else one likes to say. */
import { useTranslation } from 'react-i18next'
import { Page } from '../../frame/page'
import { TroubleBar } from '../../frame/trouble-bar'
import { Waiting } from '../../frame/waiting'
import { Crumb } from './crumb'
import { NeedForm } from './need-form'
import { useNeedForm } from './reads'
import { saysRound } from './says'
import '../../looks/forms.css'
import '../../looks/needs.css'

interface Props {
  readonly round: string
  /** null: a new one. */
  readonly need: string | null
}

export function NeedFormPage({ round, need }: Props) {
  const { t } = useTranslation()
  const page = useNeedForm(round)
  const answer = page.data?.answer
  const form = page.data?.form
  const before = answer?.needs.find(({ id }) => id === need)
  return (
    <Page
      title={t(need === null ? 'answer.add' : 'answer.change')}
      before={
        <Crumb
          href={`/needs/rounds/${encodeURIComponent(round)}`}
          text={answer ? saysRound(answer.round, t) : t('needs.one')}
        />
      }
    >
      <div className="panel narrow">
        {form ? (
          need !== null && !before ? (
            <p>{t('need-form.gone')}</p>
          ) : (
            <NeedForm view={form} before={before ?? null} />
          )
        ) : answer ? (
          <p>{t(answer.round.over ? 'need-form.over' : 'answer.only-looking')}</p>
        ) : page.isError ? (
          <TroubleBar trouble={page.error} onRetry={() => void page.refetch()} />
        ) : (
          <Waiting rows={8} />
        )}
      </div>
    </Page>
  )
}
