/** What all that comes from Teams is answered with. */
import type { Identify } from '../groups/identity-store'
import type { Route } from '../route'
import type { World } from '../world'
import type { RememberTeamsUser } from './identify'

export interface Desk {
  readonly world: World
  readonly identify: Identify
  readonly rememberTeamsUser: RememberTeamsUser
  readonly routes: ReadonlyMap<string, Route>
}
