/** Shows what became of posts: to coordinators for their groups, to the chair for the committee, to the office all. */
import type { Transaction } from '../../database/database'
import { type Describers, titlesOf } from '../../delivery/describe'
import type { Member } from '../../groups/member'
import { unreachable } from '../../groups/reach-store'
import { may } from '../../groups/rights'
import { allGroups } from '../../groups/store'
import { type Place, placeAfter } from '../../place'
import { type Refusal, refuse } from '../../refusal'
import type { Wording } from '../../texts'
import type { World } from '../../world'
import {
  countLedger,
  type DeliveryRow,
  deliveries,
  type Ledgers,
  type RunRow,
  runs,
  showsOldState,
} from '../store'
import type { DeliveryLine, LedgerView, RunLine } from '../view'
import { causeOf, stateOf, whatOf, whereOf } from '../words'

const page = 50
const mostRuns = 5
/** Runs and sums are of the last days; single posts are there for as long as they are kept. */
const recentMs = 7 * 86_400_000
/** From then on whoever looks at the ledger is told that something is wrong. */
const slowSeconds = 60

export interface LedgerWish {
  /** A group's id, or `network` for the network's own; absent: all that I may see. */
  readonly ledger?: string | undefined
  readonly state: 'all' | 'waiting' | 'trouble'
  readonly before?: Place | undefined
}

export async function showLedger(
  world: World,
  describers: Describers,
  member: Member,
  words: Wording,
  wish: LedgerWish,
): Promise<LedgerView | Refusal> {
  return world.database.inNetwork(member.networkId, async (tx) => {
    const mine = await ledgersOf(tx, member, words)
    const id = wish.ledger === 'network' ? null : wish.ledger
    if (mine.length === 0) return refuse('groups:lacks-see-deliveries', {}, 403)
    if (id !== undefined && !mine.some((ledger) => ledger.id === id))
      return refuse('ledger:unknown-ledger', {}, 404)
    const ledgers: Ledgers = id !== undefined ? [id] : member.office ? null : mine.map((ledger) => ledger.id)
    const since = new Date(world.clock.now().getTime() - recentMs)
    const groups = ledgers?.filter((one) => one !== null) ?? null
    const [rows, counts, running, nobody] = await Promise.all([
      deliveries(tx, { ledgers, state: wish.state, before: wish.before ?? null, most: page + 1 }),
      countLedger(tx, ledgers, since),
      runs(tx, ledgers, since, mostRuns),
      unreachable(tx, groups, world.mail),
    ])
    const shown = rows.slice(0, page)
    const titles = await titlesOf(tx, describers, [...shown, ...running])
    const last = shown.at(-1)
    const { waiting, sent, trouble, oldest_seconds: oldest } = counts
    return {
      ledgers: mine,
      counts: { waiting, sent, trouble },
      oldestSeconds: oldest === null ? null : Math.round(oldest),
      warning: warningOf(words, oldest),
      unreachable: nobody,
      runs: running.map((row) => runLine(words, row, titles)),
      deliveries: shown.map((row) => deliveryLine(words, row, titles)),
      older: last && rows.length > page ? placeAfter({ at: last.created_at, id: last.id }) : null,
    }
  })
}

export async function ledgersOf(
  tx: Transaction,
  member: Member,
  words: Wording,
): Promise<LedgerView['ledgers']> {
  const groups = (await allGroups(tx)).filter((group) => may(member, 'see-deliveries', group.id, group.kind))
  const own = member.office ? [{ id: null, name: words.t('ledger:own') }] : []
  return [...groups.map(({ id, name }) => ({ id, name })), ...own]
}

function warningOf(words: Wording, oldestSeconds: number | null): string | null {
  if (oldestSeconds === null || oldestSeconds <= slowSeconds) return null
  const minutes = Math.max(1, Math.floor(oldestSeconds / 60))
  return words.t('ledger:warning', { count: minutes })
}

function runLine(words: Wording, row: RunRow, titles: ReadonlyMap<string, string>): RunLine {
  return {
    key: `${row.matter_kind}:${row.matter_id}`,
    what: whatOf(words, row.matter_kind),
    title: titles.get(row.matter_id) ?? null,
    total: row.total,
    sent: row.sent,
    waiting: row.waiting,
    unknown: row.unknown,
    failed: row.failed,
    requestedAt: row.created_at.toISOString(),
  }
}

export function deliveryLine(
  words: Wording,
  row: DeliveryRow,
  titles: ReadonlyMap<string, string>,
): DeliveryLine {
  return {
    id: row.id,
    what: whatOf(words, row.matter_kind),
    title: titles.get(row.matter_id) ?? null,
    where: whereOf(words, row),
    state: stateOf(row),
    cause: causeOf(words, row),
    tries: row.tries,
    requestedAt: row.created_at.toISOString(),
    tryAt: row.state === 'waiting' ? (row.try_at?.toISOString() ?? null) : null,
    sentAt: row.sent_at?.toISOString() ?? null,
    editedAt: row.edited_at?.toISOString() ?? null,
    message: messageLink(row),
    maySendAgain: row.state === 'failed' || row.state === 'given-up' || showsOldState(row),
    mayDecide: row.state === 'unknown',
  }
}

/**
 * Microsoft's deep links: to the message, or to the channel in which somebody should look for it. For chats there is none
 * that opens everywhere.
 */
function messageLink(row: DeliveryRow): string | null {
  const { conversation_id: channel, message_id: message, team_group_id: groupId } = row
  if (!groupId || row.channel_kind !== 'channel') return null
  const at = encodeURIComponent(channel)
  if (row.state === 'unknown')
    return `https://teams.microsoft.com/l/channel/${at}/Verbund?${new URLSearchParams({ groupId })}`
  if (row.state !== 'sent' || !message) return null
  const query = new URLSearchParams({ groupId, parentMessageId: message })
  return `https://teams.microsoft.com/l/message/${at}/${message}?${query}`
}
