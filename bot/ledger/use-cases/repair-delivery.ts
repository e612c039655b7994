/** Puts right what went wrong: sends a failed post again, decides on one of which nobody knows. */
import { type Deed, record } from '../../audit/store'
import type { Transaction } from '../../database/database'
import { type Describers, titlesOf } from '../../delivery/describe'
import { wantEditOf } from '../../delivery/edit-store'
import { backInLine } from '../../delivery/fate-store'
import { grade } from '../../delivery/grade'
import { probeLanes, wake } from '../../delivery/lane-store'
import { changePost } from '../../delivery/store'
import type { Member } from '../../groups/member'
import { may } from '../../groups/rights'
import { isRefusal, type Refusal, refuse } from '../../refusal'
import type { Wording } from '../../texts'
import type { World } from '../../world'
import { type DeliveryRow, delivery, showsOldState } from '../store'
import type { DeliveryLine } from '../view'
import { deliveryLine } from './show-ledger'

export interface Repair {
  readonly world: World
  readonly describers: Describers
}

/**
 * Only what failed or was given up: what was sent would stand there twice, and what waits goes by itself. A card that
 * stands and could not be edited is shown anew.
 */
export function sendAgain(
  repair: Repair,
  member: Member,
  words: Wording,
  id: string,
): Promise<DeliveryLine | Refusal> {
  return mend(repair, member, words, id, { what: 'ledger.send-again' }, async (tx, row) => {
    if (row.state === 'unknown') return refuse('ledger:decide-first', {}, 409)
    if (showsOldState(row)) return showAnew(tx, row)
    if (row.state !== 'failed' && row.state !== 'given-up') return refuse('ledger:nothing-to-send', {}, 409)
    return again(tx, row)
  })
}

/**
 * What nobody knows is decided by a person who has looked: it stands there, or it does not and is sent again. One that
 * stands there cannot be edited by us: only Teams' answer would have told its message's id.
 */
export function decide(
  repair: Repair,
  member: Member,
  words: Wording,
  id: string,
  verdict: 'stands' | 'send-again',
): Promise<DeliveryLine | Refusal> {
  return mend(repair, member, words, id, { what: 'ledger.decide', data: { verdict } }, async (tx, row) => {
    if (row.state !== 'unknown') return refuse('ledger:not-unknown', {}, 409)
    if (verdict === 'send-again') return again(tx, row)
    const sent_at = row.sent_at ?? repair.world.clock.now()
    await changePost(tx, row.id, { state: 'sent', cause: null, cause_detail: null, sent_at, data: '{}' })
    return undefined
  })
}

/** Tried anew at once, also where the conversation was shut: whoever asks for it has reason to think that it is open. */
async function again(tx: Transaction, row: DeliveryRow): Promise<undefined> {
  await backInLine(tx, [row.id])
  await probeLanes(tx, [row.conversation_id])
  await wake(tx, [row.conversation_id], grade.answer)
}

async function showAnew(tx: Transaction, row: DeliveryRow): Promise<undefined> {
  await wantEditOf(tx, row.id)
  await changePost(tx, row.id, { cause: null, cause_detail: null })
  await probeLanes(tx, [row.conversation_id])
  await wake(tx, [row.conversation_id], grade.answer)
}

async function mend(
  { world, describers }: Repair,
  member: Member,
  words: Wording,
  id: string,
  deed: Pick<Deed, 'what' | 'data'>,
  change: (tx: Transaction, row: DeliveryRow) => Promise<Refusal | undefined>,
): Promise<DeliveryLine | Refusal> {
  const mended = await world.database.inNetwork(member.networkId, async (tx) => {
    const row = await delivery(tx, id)
    // Who may not see it learns no more than who asks for one that is not there.
    if (!row || !may(member, 'see-deliveries', row.group_id ?? undefined, row.group_kind ?? undefined))
      return refuse('ledger:unknown-delivery', {}, 404)
    const refused = await change(tx, row)
    if (refused) return refused
    const now = await delivery(tx, id)
    const titles = await titlesOf(tx, describers, [row])
    const matter = { kind: row.matter_kind, id: row.matter_id }
    const data = { ...deed.data, post: row.id }
    await record(tx, { at: world.clock.now(), by: member, what: deed.what, matter, data })
    return { row: now ?? row, titles }
  })
  if (isRefusal(mended)) return mended
  world.tellNews({ network: member.networkId, ledger: true, group: mended.row.group_id })
  return deliveryLine(words, mended.row, mended.titles)
}
