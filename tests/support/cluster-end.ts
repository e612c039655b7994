/** After all tests: the PostgreSQL that was started for them ends, and nothing of it is left. */
import { removeFolder } from './folder'

export default async function end(): Promise<void> {
  await globalThis.verbundCluster?.stop()
  if (globalThis.verbundFolder) removeFolder(globalThis.verbundFolder)
}
