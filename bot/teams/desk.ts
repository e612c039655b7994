/** What all that comes from Teams is answered with. */
import type { Describers } from '../delivery/describe'
import type { Identify } from '../groups/identity-store'
import type { Limits } from '../limits'
import type { Route } from '../route'
import type { World } from '../world'
import { type RememberTeamsUser, teamsUserMemory } from './identify'
import { type Introduce, introducer } from './introduce'
import { placeMemory, type RememberPlace } from './places'
import type { ReadPerson } from './roster'

export interface Desk {
  readonly world: World
  readonly identify: Identify
  readonly rememberTeamsUser: RememberTeamsUser
  readonly rememberPlace: RememberPlace
  readonly limits: Limits
  readonly routes: ReadonlyMap<string, Route>
  readonly introduce: Introduce
  /** What there is in a network, by the words' own names for it. */
  readonly describers: Describers
}

export interface DeskParts extends Pick<Desk, 'world' | 'identify' | 'limits' | 'describers'> {
  readonly readPerson: ReadPerson
  readonly routes: readonly Route[]
}

export function openDesk({ routes, readPerson, ...parts }: DeskParts): Desk {
  const { database, log } = parts.world
  return {
    ...parts,
    routes: new Map(routes.map((route) => [route.name, route])),
    introduce: introducer(parts.world, readPerson, (error) =>
      log.warn({ err: error }, 'a sender was not recognised'),
    ),
    rememberTeamsUser: teamsUserMemory(database, (error) =>
      log.warn({ err: error }, 'a Teams id was not kept'),
    ),
    rememberPlace: placeMemory(parts.world, (error) => log.warn({ err: error }, 'a place was not kept')),
  }
}
