/** What one run tells the next about the embedded PostgreSQL, in postgres.json: on the disk stands the old or the new, never half of it. */
import { open, readFile, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'

const schema = z.object({
  port: z.number().int().min(1).max(65535),
  password: z.string().min(1),
  /** The process that stops the server when it ends. */
  owner: z.number().int(),
})

export type Remembered = Readonly<z.output<typeof schema>>

/**
 * @returns undefined only if there is no such file
 * @throws with one sentence where it is there and says nothing: without its password nobody gets at the database
 */
export async function readRemembered(file: string): Promise<Remembered | undefined> {
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw damaged(file, String(error))
  }
  try {
    return schema.parse(JSON.parse(text))
  } catch {
    throw damaged(file, text.trim() === '' ? 'it is empty' : 'it is damaged')
  }
}

function damaged(file: string, why: string): Error {
  return new Error(
    `${file} with the password of the database cannot be read (${why}). Nothing was changed: bring the file back from your backup, then start again.`,
  )
}

/** Another file first, on the disk before it takes the name: a full disk or a loss of power leaves the old one whole. */
export async function remember(file: string, what: Remembered): Promise<void> {
  const half = `${file}.${process.pid}`
  try {
    const handle = await open(half, 'w', 0o600)
    try {
      await handle.chmod(0o600)
      await handle.writeFile(JSON.stringify(what))
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(half, file)
  } catch (error) {
    await rm(half, { force: true })
    throw error
  }
  await keepNames(path.dirname(file))
}

/** A new name is only sure to outlive a loss of power when its folder is on the disk too. Windows knows no such thing. */
export async function keepNames(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
