/** Candidates accept first: who may stand, be proposed, say yes, say no, and step back. */
import { mostOptions } from '../polls/kinds/options'
import { type Refusal, refuse } from '../refusal'
import { type Election, standingIsOver } from './election'

export type CandidacyState = 'asked' | 'accepted' | 'declined' | 'withdrawn'

export interface Candidacy {
  readonly memberId: string
  readonly state: CandidacyState
}

/** What the election and the register say of a person who is to stand. */
export interface Standing {
  readonly election: Election
  /** Only who may vote may be elected. */
  readonly inElectorate: boolean
  readonly before: CandidacyState | null
  /** How many stand already. */
  readonly accepted: number
  readonly at: Date
}

/** unchanged: the act says what was said already. */
export type Effect = CandidacyState | 'unchanged'

/** The person stands, proposed or not, also after having declined. */
export function stand(standing: Standing): Effect | Refusal {
  const no = closed(standing)
  if (no) return no
  if (standing.before === 'accepted') return 'unchanged'
  return full(standing) ?? 'accepted'
}

/** Somebody proposes the person, who is then asked. */
export function propose(standing: Standing): Effect | Refusal {
  const no = closed(standing)
  if (no) return no
  if (standing.before === 'asked' || standing.before === 'accepted') return refuse('elections:asked-already')
  // Once is a question, twice is pressure: whoever has declined may still stand on their own.
  if (standing.before === 'declined') return refuse('elections:has-declined')
  return full(standing) ?? 'asked'
}

/** Says no to a proposal, or steps back: until voting opens without a trace on the ballot, afterwards marked there. */
export function decline({
  election,
  before,
  at,
}: Pick<Standing, 'election' | 'before' | 'at'>): Effect | Refusal {
  if (election.state === 'called-off') return refuse('elections:called-off')
  if (before === 'declined' || before === 'withdrawn') return 'unchanged'
  if (before === null) return refuse('elections:no-candidate')
  if (election.state === 'voting') return before === 'accepted' ? 'withdrawn' : 'declined'
  // Voting is about to open: the ballots may be under way.
  if (standingIsOver(election, at) && before === 'accepted')
    return refuse('elections:opening', { opens: election.opensAt, zone: election.zone })
  return 'declined'
}

function closed({ election, inElectorate, at }: Standing): Refusal | undefined {
  if (!inElectorate) return refuse('elections:not-eligible', {}, 403)
  if (election.state === 'called-off') return refuse('elections:called-off')
  return standingIsOver(election, at)
    ? refuse('elections:standing-over', { opens: election.opensAt, zone: election.zone })
    : undefined
}

function full({ accepted }: Standing): Refusal | undefined {
  return accepted >= mostOptions ? refuse('elections:too-many-candidates', { most: mostOptions }) : undefined
}
