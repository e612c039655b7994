/** What the worker does for people and groups. */
import type { Task } from '../jobs/worker'
import type { World } from '../world'
import type { ReadDirectory } from './directory'
import type { ReadRoster } from './roster'
import { rosterTask } from './subscribers'
import { compareByItself } from './use-cases/compare-directory'
import { lookThroughRosters } from './use-cases/compare-roster'

export const directoryTask = 'groups:compare-directory'

/** @param directoryOf reads a tenant's directory; undefined: the service may not, and the office asks by hand */
export function groupTasks(
  world: World,
  readRoster: ReadRoster,
  directoryOf: ((tenantId: string) => ReadDirectory) | undefined,
): Readonly<Record<string, Task>> {
  return {
    [rosterTask]: ({ network, group }) =>
      lookThroughRosters(world, readRoster, group ? { network, group: String(group) } : undefined),
    [directoryTask]: async () => {
      if (directoryOf) await compareByItself(world, directoryOf)
    },
  }
}
