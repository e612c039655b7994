/** One need of the own organisation in words, to be changed or removed. */
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { AnswerView, NeedView } from '../../../bot/needs/view'
import { AskedAct } from '../../frame/asked-act'
import { ButtonLink } from '../../frame/button-link'
import { saysQuarter } from './says'

interface Props {
  readonly view: AnswerView
  readonly need: NeedView
  readonly may: boolean
}

export function NeedLine({ view, need, may }: Props) {
  const { t } = useTranslation()
  const { id } = view.round
  const more = moreOf(need, t)
  return (
    <li>
      <div className="need-what">
        <span className="row-title">{need.topic.name}</span>
        <span>{t('needs.heads', { count: need.heads })}</span>
        {more.length > 0 && <span className="quiet">{more.join(' · ')}</span>}
        {need.note && <span className="quiet written">{need.note}</span>}
      </div>
      {may && (
        <div className="need-acts">
          <ButtonLink
            href={`/needs/rounds/${encodeURIComponent(id)}/needs/${encodeURIComponent(need.id)}`}
            appearance="secondary"
            label={t('answer.change-one', { topic: need.topic.name })}
          >
            {t('network.change')}
          </ButtonLink>
          <AskedAct
            route="need.remove"
            fields={{ round: id, need: need.id, nonce: view.nonce }}
            does={t('organisation.remove')}
            label={t('answer.remove-one', { topic: need.topic.name })}
            title={t('answer.remove-title', { topic: need.topic.name })}
            says={t('answer.remove-says', { heads: t('needs.heads', { count: need.heads }) })}
            keeps={t('answer.keep-need')}
            subtle
          />
        </div>
      )}
    </li>
  )
}

/** Only what was said, in the order of the form. */
function moreOf(need: NeedView, t: TFunction): readonly string[] {
  const { parts, from, to } = need
  const said = (part: keyof typeof parts) => {
    const value = parts[part]
    return value === undefined ? '' : t(`part-says.${part}`, { value: t(`part.${part}.${value}`) })
  }
  return [
    need.topic.state === 'proposed' ? t('answer.proposed') : '',
    need.occupation,
    said('levelNow'),
    said('level'),
    said('reason'),
    said('urgency'),
    said('impact'),
    saysWindow(from, to, t),
    said('format'),
    need.region?.name ?? '',
    said('travel'),
    said('release'),
    said('funding'),
    need.joint ? '' : t('answer.not-joint'),
    need.visible ? '' : t('answer.not-visible'),
  ].filter((one) => one !== '')
}

function saysWindow(from: string | null, to: string | null, t: TFunction): string {
  if (from === null && to === null) return ''
  if (from === null) return t('answer.until', { to: saysQuarter(to ?? '') })
  if (to === null) return t('answer.from', { from: saysQuarter(from) })
  if (from === to) return t('answer.in', { from: saysQuarter(from) })
  return t('answer.from-to', { from: saysQuarter(from), to: saysQuarter(to) })
}
