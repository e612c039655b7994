/** What the worker does for what is kept. */
import type { Task } from '../jobs/worker'
import type { DataDesk } from './desk'
import { tidyUp } from './use-cases/tidy-up'

export const tidyTask = 'data:tidy-up'

export function dataTasks(desk: DataDesk): Readonly<Record<string, Task>> {
  return { [tidyTask]: () => tidyUp(desk) }
}
