/** What the outside may ask of needs. */
import type { Route } from '../route'
import type { World } from '../world'
import { roundRoutes } from './round-routes'
import { topicRoutes } from './topic-routes'

export function needRoutes(world: World): readonly Route[] {
  return [...topicRoutes(world), ...roundRoutes(world)]
}
