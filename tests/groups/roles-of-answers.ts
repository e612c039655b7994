/**
 * Rows of the matrix for answers (N1): all of these people are of the organisation that is asked, and answer for it whatever
 * else they are; who only observes in the group that asks reads along. Of another organisation: needs/answers-alone.test.ts.
 */
import type { Matters, Role } from '../support/roles-scene'
import type { Row } from './roles-table'

const colleagues: readonly Role[] = ['observer', 'member', 'coordinator', 'seat', 'deputy', 'chair', 'office']
const answering: readonly Role[] = ['member', 'coordinator', 'seat', 'deputy', 'chair', 'office']

let count = 0
const nonce = () => {
  count += 1
  return `nonce-of-answers-${count}`
}
const round = ({ askingRound }: Matters) => ({ round: askingRound })
const act = (matters: Matters) => ({ ...round(matters), nonce: nonce() })
const typed = { topicName: 'Neues Thema', heads: '3' }

export const ofAnswers: readonly Row[] = [
  { route: 'need.start', about: 'of all', typed: () => ({}), may: colleagues, namesNothing: true },
  { route: 'need.start', about: 'of one round', typed: round, may: colleagues },
  { route: 'need.show', typed: round, may: colleagues },
  { route: 'need.card', typed: round, may: colleagues },
  { route: 'need.history', typed: round, may: colleagues },
  { route: 'need.form', about: 'of a new need', typed: round, may: answering },
  {
    route: 'need.form',
    about: 'of a need',
    typed: (all) => ({ ...round(all), need: all.need }),
    may: answering,
  },
  { route: 'need.step', typed: (all) => ({ ...act(all), ...typed, step: '2' }), may: answering },
  { route: 'need.save', about: 'a new one', typed: (all) => ({ ...act(all), ...typed }), may: answering },
  {
    route: 'need.save',
    about: 'in the place of another',
    typed: (all) => ({ ...act(all), ...typed, need: all.need }),
    may: answering,
  },
  { route: 'need.remove', typed: (all) => ({ ...act(all), need: all.need }), may: answering },
  { route: 'need.none', typed: act, may: answering, past: 'needs:none-beside-needs' },
  { route: 'need.same', typed: act, may: answering, past: 'needs:same-beside-needs' },
  { route: 'need.withdraw', typed: act, may: answering },
]
