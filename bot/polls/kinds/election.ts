/** Election of seats: as many votes as there are seats, or fewer, each candidate at most once; the lot breaks a tie. */
import { refuse } from '../../refusal'
import { drawLots, tieOf } from '../outcome'
import { anonymousFloor } from '../poll'
import type { Kind } from './kind'
import { chooseFrom } from './options'

export const election: Kind = {
  // The form of polls does not offer it: candidates stand first, in `bot/elections`.
  offers: [],
  // Candidates have said yes before voting began; who stands cannot change under a vote (P8).
  editable: false,
  right: 'run-elections',
  /** @param lines ids of the members who stand, in the order of the ballot */
  prepare: (_offer, lines) => ({
    options: lines.map((member, i) => ({ id: `o${i + 1}`, label: '', first: '', member })),
    most: lines.length,
  }),
  /** Nothing chosen is refused, as in every poll of the house: a slip must not count. Who abstains casts no ballot. */
  readBallot: (chosen, poll) => {
    const gone = poll.options.find((option) => option.withdrawn && chosen.includes(option.id))
    return gone ? refuse('polls:candidate-withdrawn', { label: gone.label }, 422) : chooseFrom(chosen, poll)
  },
  count: (marks) => marks,
  // P5: below the floor there is no result, and so nothing that a lot could decide.
  draw: ({ options, tally, places, answered }, lot, at) => {
    const tie = answered < anonymousFloor ? null : tieOf(options, tally, places ?? 0)
    return tie && { ...tie, order: drawLots(tie.tied, lot), at: at.toISOString() }
  },
}
