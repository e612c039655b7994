/** What whoever runs a round may still change: whom it asks beside those it asked at first (P1), and whether it repeats. */
import { record } from '../../audit/store'
import type { Transaction } from '../../database/database'
import type { Member } from '../../groups/member'
import { lacks } from '../../groups/rights'
import { isRefusal, type Refusal, refuse } from '../../refusal'
import type { World } from '../../world'
import { isOver, type Round } from '../round'
import { addAsked, lockRound, roundAfter, saveRound } from '../round-store'
import { onRoundChanged } from '../subscribers'
import { addRoundTrace } from '../trace-store'
import type { RoundTrace } from '../view'
import { addableTo, runs, seeRound } from './show-round'

interface Edited {
  readonly round: Round
  readonly what: RoundTrace['what']
  readonly data: Readonly<Record<string, string>>
}

/** null: all is as it was. */
type Change = (tx: Transaction, round: Round) => Promise<Edited | Refusal | null>

async function edit(
  world: World,
  member: Member,
  id: string,
  deed: { readonly what: `round.${string}`; readonly data: Readonly<Record<string, string | boolean>> },
  change: Change,
): Promise<Refusal | undefined> {
  return world.database.inNetwork(member.networkId, async (tx) => {
    const seen = await seeRound(tx, member, id)
    if (isRefusal(seen)) return seen
    if (!runs(member, seen))
      return seen.group
        ? lacks(member, 'run-polls', seen.group.id, seen.group.kind)
        : lacks(member, 'administer')
    const stored = await lockRound(tx, id)
    if (!stored) return refuse('needs:unknown-round', {}, 404)
    const edited = await change(tx, stored.round)
    if (edited === null || isRefusal(edited)) return edited ?? undefined
    const at = world.clock.now()
    const round = { ...edited.round, revision: stored.round.revision + 1 }
    await saveRound(tx, round)
    await addRoundTrace(tx, id, { at, what: edited.what, by: member.id, data: edited.data })
    await onRoundChanged(tx, round)
    await record(tx, { at, by: member, what: deed.what, matter: { kind: 'round', id }, data: deed.data })
    return undefined
  })
}

/** P1: one that has come after the opening. */
export function addOrganisation(world: World, member: Member, id: string, organisation: string) {
  const deed = { what: 'round.add-organisation', data: { organisation } } as const
  return edit(world, member, id, deed, async (tx, round) => {
    if (isOver(round, world.clock.now()))
      return refuse('needs:round-closed', { deadline: round.deadline, zone: round.zone })
    const found = (await addableTo(tx, round)).some((one) => one.id === organisation)
    if (!found || (await addAsked(tx, round.id, [organisation])) === 0)
      return refuse('needs:not-addable', {}, 422)
    return { round: { ...round, asked: round.asked + 1 }, what: 'organisation-added', data: { organisation } }
  })
}

/** A round that is over can be kept from repeating, but not be made to: the next one is opened by its form then. */
export function setRepeats(world: World, member: Member, id: string, repeats: boolean) {
  return edit(world, member, id, { what: 'round.set-repeats', data: { repeats } }, async (tx, round) => {
    if (round.repeats === repeats) return null
    if ((await roundAfter(tx, id)) || (repeats && isOver(round, world.clock.now())))
      return refuse('needs:repeats-late', { deadline: round.deadline, zone: round.zone })
    return { round: { ...round, repeats }, what: repeats ? 'repeats-on' : 'repeats-off', data: {} }
  })
}
