/** Files that are on the disk when it is said that they are (E2). */
import { open } from 'node:fs/promises'

/** @param how `wx` refuses where there is one already */
export async function writeDurably(file: string, content: Buffer, how: 'w' | 'wx' = 'w'): Promise<void> {
  const handle = await open(file, how, 0o600)
  await handle.writeFile(content)
  await handle.sync()
  await handle.close()
}

/** What was made, renamed or removed in it is on the disk. */
export async function syncFolder(folder: string): Promise<void> {
  // Windows cannot open a folder; there its journal has to do.
  const handle = await open(folder, 'r').catch(() => undefined)
  await handle?.sync()
  await handle?.close()
}
