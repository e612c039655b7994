/** The poll that an election becomes when voting begins: always anonymous, with whoever stands as its options. */
import { kinds } from '../polls/kinds'
import type { Poll } from '../polls/poll'
import { isRefusal } from '../refusal'
import type { Election } from './election'

/** @param candidates ids of members, in the order of the ballot */
export function pollOf(
  election: Election,
  candidates: readonly string[],
  facts: { readonly id: string; readonly voters: number; readonly now: Date },
): Poll {
  const prepared = kinds.election.prepare('election', candidates)
  if (isRefusal(prepared)) throw new Error(`candidates were refused: ${prepared.code}`)
  const { id, voters, now } = facts
  const { groupId, title, deadline, zone, calledBy, places, electorate } = election
  return {
    ...{ id, groupId, kind: 'election', question: title, deadline, zone, openedBy: calledBy, openedAt: now },
    ...{
      options: prepared.options,
      nextOption: candidates.length + 1,
      most: Math.min(places, prepared.most),
    },
    ...{ anonymous: true, results: 'after-close', state: 'open', closedAt: null },
    ...{ voters, answered: 0, tally: {}, revision: 1, refreshWaiting: false, places, electorate, draw: null },
  }
}

/** No form bears this name: nonces have at most 40 characters. So one election becomes one poll. */
export const nonceOf = (electionId: string): string => `election-${electionId}`
