/** What the worker does for gap reports. */
import type { Task } from '../jobs/worker'
import type { World } from '../world'
import { makeTask } from './subscribers'
import { makeDueReports } from './use-cases/make-report'

export function gapTasks(world: World): Readonly<Record<string, Task>> {
  return {
    [makeTask]: async () => {
      await makeDueReports(world)
    },
  }
}
