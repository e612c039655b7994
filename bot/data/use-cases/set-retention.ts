/** How long things are kept: shown to the office, and set by it. */
import { record } from '../../audit/store'
import type { Transaction } from '../../database/database'
import type { Member } from '../../groups/member'
import { lacks } from '../../groups/rights'
import { type RetentionKind, retentionKinds } from '../../keeping/retention'
import type { Refusal } from '../../refusal'
import type { Wording } from '../../texts'
import type { World } from '../../world'
import { checkDays, retentionRules } from '../retention'
import { retentionOf, setRetention } from '../store'
import type { RetentionView } from '../view'

export async function showRetention(
  world: World,
  member: Member,
  words: Wording,
): Promise<RetentionView | Refusal> {
  return (
    lacks(member, 'administer') ??
    world.database.inNetwork(member.networkId, (tx) => retentionView(tx, words))
  )
}

/** Takes effect with the next round of the calendar (`tidyUp`). */
export async function changeRetention(
  world: World,
  member: Member,
  words: Wording,
  kind: RetentionKind,
  days: number,
): Promise<RetentionView | Refusal> {
  const refused = lacks(member, 'administer') ?? checkDays(kind, days)
  if (refused) return refused
  return world.database.inNetwork(member.networkId, async (tx) => {
    await setRetention(tx, kind, days)
    const view = await retentionView(tx, words)
    const at = world.clock.now()
    await record(tx, {
      ...{ at, by: member, what: 'retention.set', matter: { kind: 'retention', id: kind }, data: { days } },
    })
    return view
  })
}

async function retentionView(tx: Transaction, words: Wording): Promise<RetentionView> {
  const days = await retentionOf(tx)
  return {
    kinds: retentionKinds.map((kind) => ({
      kind,
      title: words.t(`data:retention.${kind}.title`),
      why: words.t(`data:retention.${kind}.why`),
      days: days[kind],
      ...retentionRules[kind],
    })),
  }
}
