/** What the use cases of polls share beyond the world: the keys of anonymous polls, and the box for ballots. */
import type { World } from '../world'
import type { BallotBox } from './ballot-box'
import type { PollKeys } from './keys'

export interface PollDesk {
  readonly world: World
  readonly keys: PollKeys
  readonly box: BallotBox
}
