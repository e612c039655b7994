/** Shows rounds to who sees them: the network's to everybody, a group's to its people and to who is asked. */
import type { Transaction } from '../../database/database'
import type { Member } from '../../groups/member'
import { may } from '../../groups/rights'
import { isRefusal, type Refusal, refuse } from '../../refusal'
import type { World } from '../../world'
import { isOver, mayAnswerIn, type Round } from '../round'
import { askedIn, loadRound, organisationsToAsk, partOf, roundAfter, type StoredRound } from '../round-store'
import { roundTraceOf } from '../trace-store'
import type { RoundPageView, RoundView } from '../view'
import { titleOf, visibleRound } from '../visible'

export const unknownRound = () => refuse('needs:unknown-round', {}, 404)

/** A group's round is run by who runs its polls, the network's by the office. */
export function runs(member: Member, { group }: Pick<StoredRound, 'group'>): boolean {
  return group ? may(member, 'run-polls', group.id, group.kind) : may(member, 'administer')
}

/** Who neither sees its group nor is asked is not even told that it is there. */
export async function seeRound(
  tx: Transaction,
  member: Member,
  id: string,
): Promise<(StoredRound & { readonly part: { readonly answered: boolean } | undefined }) | Refusal> {
  const stored = await loadRound(tx, id)
  if (!stored) return unknownRound()
  const part = await partOf(tx, id, member.organisationId)
  const sees = !stored.group || may(member, 'see-group', stored.group.id) || runs(member, stored)
  return sees || part ? { ...stored, part } : unknownRound()
}

export async function readRound(
  tx: Transaction,
  member: Member,
  id: string,
  now: Date,
): Promise<(StoredRound & { readonly view: RoundView }) | Refusal> {
  const seen = await seeRound(tx, member, id)
  if (isRefusal(seen)) return seen
  const { round, group, part } = seen
  const mine = part && {
    organisation: member.organisation,
    answered: part.answered,
    answers: mayAnswerIn(round, member),
  }
  const view = visibleRound(seen, { mine: mine ?? null, mayRun: runs(member, seen) }, now)
  return { round, group, view }
}

export async function showRound(world: World, member: Member, id: string): Promise<RoundView | Refusal> {
  return world.database.inNetwork(member.networkId, async (tx) => {
    const read = await readRound(tx, member, id, world.clock.now())
    return isRefusal(read) ? read : read.view
  })
}

export async function showRoundPage(
  world: World,
  member: Member,
  id: string,
): Promise<RoundPageView | Refusal> {
  return world.database.inNetwork(member.networkId, async (tx) => {
    const now = world.clock.now()
    const read = await readRound(tx, member, id, now)
    if (isRefusal(read)) return read
    const { round, view } = read
    const asked = await askedIn(tx, id)
    const runsOpen = view.mayRun && !isOver(round, now)
    const missing = asked.filter(({ answered }) => !answered)
    return {
      round: view,
      asked: asked.map(named),
      missing: runsOpen ? missing.map(named) : null,
      addable: runsOpen ? await addableTo(tx, round) : null,
      trace: await roundTraceOf(tx, id),
      follows: await relatedTo(tx, round),
    }
  })
}

const named = ({ id, name }: { readonly id: string; readonly name: string }) => ({ id, name })

/** Who has come into the group or the network since. */
export async function addableTo(tx: Transaction, round: Round) {
  const asked = new Set((await askedIn(tx, round.id)).map(({ id }) => id))
  return (await organisationsToAsk(tx, round.groupId)).filter(({ id }) => !asked.has(id)).map(named)
}

async function relatedTo(tx: Transaction, round: Round) {
  const other =
    (await roundAfter(tx, round.id)) ?? (round.follows ? await loadRound(tx, round.follows) : undefined)
  return other ? titleOf(other) : null
}
