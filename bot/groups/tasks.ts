/** What the worker does for people and groups. */
import type { Task } from '../jobs/worker'
import type { World } from '../world'
import type { ReadRoster } from './roster'
import { rosterTask } from './subscribers'
import { lookThroughRosters } from './use-cases/compare-roster'

export function groupTasks(world: World, readRoster: ReadRoster): Readonly<Record<string, Task>> {
  return {
    [rosterTask]: ({ network, group }) =>
      lookThroughRosters(world, readRoster, group ? { network, group: String(group) } : undefined),
  }
}
