/** One post: what, where, how it stands and since when, why, and what can be done. */
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { DeliveryLine } from '../../../bot/ledger/view'
import { TroubleBar } from '../../frame/trouble-bar'
import { saysMoment } from '../../when'
import { Decide } from './decide'
import { OpenInTeams } from './open-in-teams'
import { useRepair } from './repair'
import { SendAgain } from './send-again'
import { StateMark } from './state-mark'

interface Props {
  readonly line: DeliveryLine
  readonly zone: string
  /** What was done, in words, for those who listen. */
  readonly onDone: (words: string) => void
}

export function DeliveryRow({ line, zone, onDone }: Props) {
  const { t, i18n } = useTranslation()
  // Kept here, so that a refusal stays although the buttons have gone with the state.
  const repair = useRepair()
  const what = [line.what, line.title, line.where].filter(Boolean).join(', ')
  const when = (instant: string) => saysMoment(instant, zone, i18n.language)
  return (
    <>
      <StateMark state={line.state} />
      <div className="delivery-what">
        <p className="row-title">
          <bdi>{line.title ?? line.what}</bdi>
        </p>
        <p className="row-more">
          {line.title !== null && <span>{line.what}</span>}
          <span>
            <bdi>{line.where}</bdi>
          </span>
        </p>
      </div>
      <div className="delivery-state">
        <p className={line.maySendAgain || line.mayDecide ? 'state-word trouble-word' : 'state-word'}>
          {saysState(line, when, t)}
        </p>
        <p className="row-more">
          {alsoSays(line, when, t).map((words) => (
            <span key={words}>{words}</span>
          ))}
          {line.message && (
            <span>
              <OpenInTeams url={line.message} what={what} />
            </span>
          )}
        </p>
      </div>
      <div className="delivery-more">
        {line.cause && <p className="delivery-cause">{line.cause}</p>}
        {line.maySendAgain && <SendAgain line={line} what={what} repair={repair} onDone={onDone} />}
        {line.mayDecide && <Decide line={line} what={what} repair={repair} onDone={onDone} />}
        {repair.isError && <TroubleBar trouble={repair.error} />}
      </div>
    </>
  )
}

type When = (instant: string) => string

function saysState(line: DeliveryLine, when: When, t: TFunction): string {
  if (line.state === 'waiting')
    return line.tryAt
      ? t('ledger.state.waiting-until', { when: when(line.tryAt) })
      : t('ledger.state.waiting')
  const at = line.state === 'updated' ? line.editedAt : line.sentAt
  return t(`ledger.state.${line.state}`, { when: at ? when(at) : '' }).trim()
}

/** Beside the state: since when, or what was before it. */
function alsoSays(line: DeliveryLine, when: When, t: TFunction): readonly string[] {
  const before =
    line.state === 'updated' && line.sentAt
      ? t('ledger.state.sent', { when: when(line.sentAt) })
      : line.sentAt
        ? null
        : t('ledger.asked', { when: when(line.requestedAt) })
  const tries = line.tries > 1 ? t('ledger.tries', { count: line.tries }) : null
  return [before, tries].filter((words) => words !== null)
}
