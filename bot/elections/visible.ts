/** An election as one reader, or everyone at a card, may see it. */
import type { Candidacy, CandidacyState } from './candidacy'
import { type Election, standingIsOver } from './election'
import type { ElectionState, ElectionView, PersonView } from './view'

export interface ReaderOfElection {
  readonly inElectorate: boolean
  readonly own: CandidacyState | null
  readonly mayPropose: boolean
  readonly mayRun: boolean
}

export interface KnownElection {
  readonly election: Election
  readonly groupName: string
  readonly voters: number
  readonly closed: boolean
  readonly candidacies: readonly (PersonView & Pick<Candidacy, 'state'>)[]
}

export function stateOf({ state }: Election, closed: boolean): ElectionState {
  return closed ? 'closed' : state
}

/** @param reader null: what a card in a channel shows to everyone */
export function visibleElection(
  known: KnownElection,
  reader: ReaderOfElection | null,
  now: Date,
): ElectionView {
  const { election, groupName, voters, closed, candidacies } = known
  const { id, groupId, title, places, from, to, electorate, opensAt, deadline, zone, revision } = election
  const mayPropose = reader?.mayPropose ?? false
  return {
    ...{ id, group: { id: groupId, name: groupName }, title, places, from, to, electorate, voters },
    ...{ opensAt: opensAt.toISOString(), deadline: deadline.toISOString(), zone },
    state: stateOf(election, closed),
    over: standingIsOver(election, now),
    candidates: candidacies.filter(({ state }) => state === 'accepted').map(person),
    asked: mayPropose ? candidacies.filter(({ state }) => state === 'asked').length : null,
    mine: reader?.inElectorate ? (reader.own ?? 'none') : null,
    mayPropose,
    mayRun: reader?.mayRun ?? false,
    poll: election.pollId,
    filled: election.filledAt !== null,
    revision,
  }
}

export function person({ id, name, organisation }: PersonView): PersonView {
  return { id, name, organisation }
}
