/** A folder of one's own for a while, which the embedded PostgreSQL's user may enter when the tests run as root. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

export function temporaryFolder(name: string): string {
  const folder = mkdtempSync(path.join(tmpdir(), `verbund-${name}-`))
  chmodSync(folder, 0o755)
  return folder
}

export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true })
}
