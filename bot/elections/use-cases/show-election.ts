/** Shows an election to who votes in it, sees its group, or runs elections: as a card, as a page, in a list. */
import type { Transaction } from '../../database/database'
import type { Member } from '../../groups/member'
import { may } from '../../groups/rights'
import { type Refusal, refuse } from '../../refusal'
import type { World } from '../../world'
import { candidaciesOf, type StoredCandidacy } from '../candidacy-store'
import { electorateOf, isInElectorate, listElections, loadElection, traceOf } from '../store'
import type { ElectionListView, ElectionPageView, ElectionView } from '../view'
import { person, stateOf, visibleElection } from '../visible'

interface Seen {
  readonly view: ElectionView
  readonly candidacies: readonly StoredCandidacy[]
}

export async function showElection(
  world: World,
  member: Member,
  id: string,
): Promise<ElectionView | Refusal> {
  return world.database.inNetwork(member.networkId, async (tx) => {
    const seen = await see(world, tx, member, id)
    return seen?.view ?? refuse('elections:unknown-election', {}, 404)
  })
}

export async function showElectionPage(
  world: World,
  member: Member,
  id: string,
): Promise<ElectionPageView | Refusal> {
  return world.database.inNetwork(member.networkId, async (tx) => {
    const seen = await see(world, tx, member, id)
    if (!seen) return refuse('elections:unknown-election', {}, 404)
    const { view, candidacies } = seen
    const [electorate, trace] = [await electorateOf(tx, id), await traceOf(tx, id)]
    const answered = new Set(candidacies.map((one) => one.id))
    const asking = view.mayPropose && !view.over
    return {
      election: view,
      electorate,
      asked: view.mayPropose ? candidacies.filter(({ state }) => state === 'asked').map(person) : [],
      proposable: asking ? electorate.filter((one) => !answered.has(one.id) && one.id !== member.id) : [],
      trace,
    }
  })
}

/** undefined: to this reader it does not exist. */
async function see(world: World, tx: Transaction, member: Member, id: string): Promise<Seen | undefined> {
  const stored = await loadElection(tx, id)
  if (!stored) return undefined
  const { groupId } = stored.election
  const inElectorate = await isInElectorate(tx, id, member.id)
  const mayRun = may(member, 'run-elections', groupId)
  if (!inElectorate && !mayRun && !may(member, 'see-group', groupId)) return undefined
  const candidacies = await candidaciesOf(tx, id)
  const own = candidacies.find((one) => one.id === member.id)?.state ?? null
  const reader = { inElectorate, own, mayRun, mayPropose: may(member, 'propose-candidates', groupId) }
  return { view: visibleElection({ ...stored, candidacies }, reader, world.clock.now()), candidacies }
}

/** Elections are years apart: a page of them is a long time. */
const mostListed = 50

export async function listMyElections(world: World, member: Member): Promise<ElectionListView> {
  const mayCall = may(member, 'run-elections')
  const groups = mayCall ? null : Object.keys(member.memberships)
  return world.database.inNetwork(member.networkId, async (tx) => ({
    elections: (await listElections(tx, member.id, groups, mostListed)).map(
      ({ election, groupName, closed }) => ({
        ...{ id: election.id, title: election.title, state: stateOf(election, closed) },
        group: { id: election.groupId, name: groupName },
        ...{ opensAt: election.opensAt.toISOString(), deadline: election.deadline.toISOString() },
        poll: election.pollId,
      }),
    ),
    mayCall,
  }))
}
