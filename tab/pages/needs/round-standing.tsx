/** How a round stands: participation in steps of five, as bar and in words, until when, by which rules. */
import { Badge } from '@fluentui/react-components'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { RoundPageView } from '../../../bot/needs/view'
import { Panel } from '../../frame/panel'
import { saysWhen } from '../../when'
import { Bar } from './bar'
import { saysParticipation, saysRound } from './says'

export function RoundStanding({ view }: { readonly view: RoundPageView }) {
  const { t, i18n } = useTranslation()
  const { round, follows } = view
  const { state, closedAt, deadline, participation, zone } = round
  const closed = state === 'closed'
  const when = saysWhen(closed ? (closedAt ?? deadline) : deadline, zone, i18n.language, true)
  return (
    <Panel
      title={t('poll.standing')}
      aside={
        <Badge appearance="tint" color={closed ? 'informative' : 'brand'}>
          {t(`state.${state}`)}
        </Badge>
      }
    >
      <div className="turnout">
        <p aria-live="polite" data-testid="participation">
          {t('needs.have-answered', { participation: saysParticipation(participation, t) })}
        </p>
        <Bar share={participation.of === 0 ? 0 : participation.moreThan / participation.of} />
        <p className="quiet">{t(closed ? 'state.ended' : 'state.ends', { when })}</p>
      </div>
      <p className="quiet">{t('needs.rules', { families: round.leastFamilies })}</p>
      {round.repeats && <p className="quiet">{t('needs.repeats')}</p>}
      {follows && (
        <p>
          {t(follows.quarter > round.quarter ? 'needs.after' : 'needs.before')}{' '}
          <Link href={`/needs/rounds/${encodeURIComponent(follows.id)}`}>{saysRound(follows, t)}</Link>
        </p>
      )}
    </Panel>
  )
}
