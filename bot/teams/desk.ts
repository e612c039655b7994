/** What all that comes from Teams is answered with. */
import type { Identify } from '../groups/identity-store'
import type { Route } from '../route'
import type { World } from '../world'
import type { RememberTeamsUser } from './identify'
import type { RememberPlace } from './places'

export interface Desk {
  readonly world: World
  readonly identify: Identify
  readonly rememberTeamsUser: RememberTeamsUser
  readonly rememberPlace: RememberPlace
  readonly routes: ReadonlyMap<string, Route>
}
