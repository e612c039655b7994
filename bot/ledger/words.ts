/** A row of the ledger in words: what, where, and why it is not there. */
import type { Wording } from '../texts'
import type { DeliveryRow } from './store'
import type { DeliveryState } from './view'

const kinds = [
  'poll',
  'poll-result',
  'poll-reminder',
  'poll-opened',
  'poll-closed',
  'answer',
  'digest',
  'no-coordinator',
  'directory-left',
  'directory-held',
  'directory-failed',
  'greeting',
  'newcomers',
  'join-request',
  'join-answer',
  'election',
  'election-called',
  'election-asked',
  'election-short',
  'round',
  'round-result',
  'round-reminder',
  'round-opened',
  'round-closed',
  'offer-confirmed-own',
  'offer-fallen-through-own',
  'offer-cancelled-own',
  'offer-matched',
  'offer-confirmed',
  'offer-fallen-through',
  'offer-cancelled',
  'offer-changed',
  'offer-moved-up',
  'offer-asked',
  'link-handed-over',
  'link-renewed',
] as const
const causes = [
  'unreachable',
  'cut',
  'lost',
  'interrupted',
  'throttled',
  'busy',
  'conversation-gone',
  'not-installed',
  'disabled',
  'blocked',
  'no-permission',
  'forbidden',
  'archived',
  'too-big',
  'refused',
  'fault',
  'deleted',
  'nothing-to-show',
  'no-mail',
  'quiet-hours',
  'bad-address',
] as const

export function whatOf(words: Wording, kind: string): string {
  const known = kinds.find((one) => one === kind)
  return known ? words.t(`ledger:what.${known}`) : kind
}

export function whereOf(words: Wording, row: DeliveryRow): string {
  if (row.conversation_id.startsWith('mail:'))
    return words.t('ledger:where.mail', { name: row.member_name ?? '' })
  if (row.channel_kind === 'personal')
    return row.member_name
      ? words.t('ledger:where.person', { name: row.member_name })
      : words.t('ledger:where.personal')
  if (row.channel_kind === 'group-chat')
    return row.group_name
      ? words.t('ledger:where.chat-of', { name: row.group_name })
      : words.t('ledger:where.chat')
  const name = row.channel_name ?? (row.general && row.team_name ? words.t('ledger:where.general') : null)
  if (name)
    return words.t('ledger:where.channel', { name: row.team_name ? `${row.team_name} › ${name}` : name })
  return row.group_name
    ? words.t('ledger:where.channel-of', { name: row.group_name })
    : words.t('ledger:where.network')
}

export function stateOf(row: DeliveryRow): DeliveryState {
  return row.state === 'sent' && row.edited_at ? 'updated' : row.state
}

/** Why; also for a card that stands and could not be edited. */
export function causeOf(words: Wording, row: DeliveryRow): string | null {
  const code = row.state === 'waiting' && row.shut ? row.shut : row.cause
  if (!code) return null
  const known = causes.find((one) => one === code)
  const detail = row.cause_detail ?? ''
  const why = known
    ? words.t(`ledger:cause.${known}`, { detail })
    : words.t('ledger:cause.other', { detail: code })
  // It stands there: what went wrong is an edit.
  return row.state === 'sent' ? words.t('ledger:older', { why }) : why
}
