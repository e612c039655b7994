/** What all that comes from Teams is answered with. */
import type { Identify } from '../groups/identity-store'
import type { Limits } from '../limits'
import type { Route } from '../route'
import type { World } from '../world'
import { type RememberTeamsUser, teamsUserMemory } from './identify'
import { placeMemory, type RememberPlace } from './places'

export interface Desk {
  readonly world: World
  readonly identify: Identify
  readonly rememberTeamsUser: RememberTeamsUser
  readonly rememberPlace: RememberPlace
  readonly limits: Limits
  readonly routes: ReadonlyMap<string, Route>
}

export interface DeskParts extends Pick<Desk, 'world' | 'identify' | 'limits'> {
  readonly routes: readonly Route[]
}

export function openDesk({ routes, ...parts }: DeskParts): Desk {
  const { database, log } = parts.world
  return {
    ...parts,
    routes: new Map(routes.map((route) => [route.name, route])),
    rememberTeamsUser: teamsUserMemory(database, (error) =>
      log.warn({ err: error }, 'a Teams id was not kept'),
    ),
    rememberPlace: placeMemory(parts.world, (error) => log.warn({ err: error }, 'a place was not kept')),
  }
}
