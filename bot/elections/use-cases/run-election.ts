/** What whoever runs an election may do before voting begins: give more time to stand, or call it off. */
import { record } from '../../audit/store'
import type { Member } from '../../groups/member'
import { isRefusal, type Refusal, refuse } from '../../refusal'
import type { World } from '../../world'
import { callOff, type Draft, type Election, extend } from '../election'
import { addTrace, lockElection, saveElection } from '../store'
import { onTimes } from '../subscribers'
import type { ElectionTrace } from '../view'
import { lacksRunningIt } from './open-voting'

type Change = (
  election: Election,
) => { readonly election: Election; readonly what: ElectionTrace['what'] } | Refusal

async function change(
  world: World,
  member: Member,
  id: string,
  { what, make }: { readonly what: 'extend' | 'call-off'; readonly make: Change },
): Promise<Refusal | undefined> {
  return world.database.inNetwork(member.networkId, async (tx) => {
    const lacking = await lacksRunningIt(tx, member, id)
    if (lacking) return lacking
    const stored = await lockElection(tx, id)
    if (!stored) return refuse('elections:unknown-election', {}, 404)
    const changed = make(stored.election)
    if (isRefusal(changed)) return changed
    await saveElection(tx, changed.election)
    const at = world.clock.now()
    await addTrace(tx, id, { at, what: changed.what, by: member.id })
    await onTimes(world, tx, changed.election)
    const { opensAt, deadline } = changed.election
    const data = { opens: opensAt.toISOString(), deadline: deadline.toISOString() }
    await record(tx, { at, by: member, what: `election.${what}`, matter: { kind: 'election', id }, data })
    return undefined
  })
}

export function extendStanding(
  world: World,
  member: Member,
  id: string,
  times: Pick<Draft, 'opens' | 'closes'>,
): Promise<Refusal | undefined> {
  const make: Change = (election) => extend(election, times, world.clock.now())
  return change(world, member, id, { what: 'extend', make })
}

export function callOffElection(world: World, member: Member, id: string): Promise<Refusal | undefined> {
  return change(world, member, id, { what: 'call-off', make: callOff })
}
