/** What the worker does for people and groups. */
import type { Task } from '../jobs/worker'
import type { World } from '../world'
import type { ReadRoster } from './roster'
import { linkFromRosters } from './use-cases/compare-roster'

export const rosterTask = 'groups:link-accounts'

export function groupTasks(world: World, readRoster: ReadRoster): Readonly<Record<string, Task>> {
  return { [rosterTask]: () => linkFromRosters(world, readRoster) }
}
