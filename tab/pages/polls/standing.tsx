/** How a poll stands, moving while it runs: how many have answered, what they chose, and who, if that is shown. */
import { Badge } from '@fluentui/react-components'
import { useTranslation } from 'react-i18next'
import type { PollPageView, PollView } from '../../../bot/polls/view'
import { Panel } from '../../frame/panel'
import { saysMean, saysShare, saysWhen } from '../../when'

export function Standing({ view }: { readonly view: PollPageView }) {
  const { t } = useTranslation()
  const { poll } = view
  return (
    <Panel
      title={t('poll.standing')}
      aside={
        <Badge appearance="tint" color={poll.state === 'open' ? 'brand' : 'informative'}>
          {t(`state.${poll.state}`)}
        </Badge>
      }
    >
      <Turnout poll={poll} />
      {poll.result ? (
        <Result view={view} />
      ) : (
        poll.hidden && <p className="quiet">{t(`poll.hidden.${poll.hidden}`)}</p>
      )}
      {poll.anonymous && <p className="quiet">{t(`poll.rules.anonymous-${poll.state}`)}</p>}
    </Panel>
  )
}

function Turnout({ poll }: { readonly poll: PollView }) {
  const { t, i18n } = useTranslation()
  const closed = poll.state === 'closed'
  const when = saysWhen(
    closed ? (poll.closedAt ?? poll.deadline) : poll.deadline,
    poll.zone,
    i18n.language,
    true,
  )
  return (
    <div className="turnout">
      <p aria-live="polite" data-testid="answered">
        <span className="figure" key={poll.answered}>
          {poll.answered}
        </span>{' '}
        {t('state.answered', { answered: '', voters: poll.voters }).trim()}
      </p>
      <Bar share={poll.voters === 0 ? 0 : poll.answered / poll.voters} mine={false} />
      <p className="quiet">{t(closed ? 'state.ended' : 'state.ends', { when })}</p>
    </div>
  )
}

function Result({ view }: { readonly view: PollPageView }) {
  const { t, i18n } = useTranslation()
  const { poll, names } = view
  const rows = new Map(poll.result?.rows.map((row) => [row.id, row]))
  const mean = poll.result?.mean
  return (
    <div className="result">
      <h3>{t(poll.state === 'open' ? 'poll.result-so-far' : 'poll.result')}</h3>
      <ul aria-live="off" data-testid="result">
        {poll.options.map((option) => {
          const row = rows.get(option.id)
          const mine = poll.mine?.choices?.includes(option.id) ?? false
          return (
            <li key={option.id}>
              <div className="result-row">
                <span className={mine ? 'result-label mine' : 'result-label'}>
                  {option.label}
                  {mine && <span className="quiet"> ✓ {t('poll.mine')}</span>}
                </span>
                <span className="result-figure" key={row?.votes ?? 0}>
                  {t('poll.votes', {
                    votes: row?.votes ?? 0,
                    share: saysShare(row?.share ?? 0, i18n.language),
                  })}
                </span>
              </div>
              <Bar share={row?.share ?? 0} mine={mine} />
              <Names names={names?.[option.id]} label={option.label} />
            </li>
          )
        })}
      </ul>
      {mean !== undefined && (
        <p className="mean">{t('poll.mean', { mean: saysMean(mean, i18n.language) })}</p>
      )}
    </div>
  )
}

function Names({ names, label }: { readonly names: readonly string[] | undefined; readonly label: string }) {
  const { t } = useTranslation()
  if (!names || names.length === 0) return null
  return (
    <ul className="names" aria-label={t('poll.names', { label })}>
      {names.map((name, at) => (
        // Two people may bear one name; the order is the service's and stays.
        <li key={`${name}-${String(at)}`}>{name}</li>
      ))}
    </ul>
  )
}

/** Only repeats the figure beside it; those who listen have heard it already. */
function Bar({ share, mine }: { readonly share: number; readonly mine: boolean }) {
  const width = `${String(Math.round(Math.min(1, share) * 1000) / 10)}%`
  return (
    <div className="meter" aria-hidden>
      <div className={mine ? 'meter-fill meter-mine' : 'meter-fill'} style={{ width }} />
    </div>
  )
}
