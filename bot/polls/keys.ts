/**
 * P5: the key of each open anonymous poll, in a file of its own, and destroyed when the poll closes.
 *
 * Files, not a table: a backup of the database must not hold them. Several service processes share `KEYS_DIR`.
 * The folder carries a CACHEDIR.TAG, by which backup programs know what to leave out.
 */
import { createHmac, randomBytes } from 'node:crypto'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { syncFolder, writeDurably } from '../durable'

export interface PollKeys {
  /** Makes the key and returns when it is on the disk, so that no poll opens whose key a crash could lose (E2). */
  make(pollId: string): Promise<void>
  of(pollId: string): Promise<Buffer | undefined>
  /** This poll is a named one, for good (P5): nobody need look for its key again. */
  noteNamed(pollId: string): void
  destroy(pollId: string): Promise<void>
  /** Polls whose key is still there. */
  list(): Promise<readonly string[]>
}

const tag = 'Signature: 8a477f597d28d172789f06886806bc55\n# Keys of anonymous polls: never to be backed up.\n'

/** Whatever else lies there (the secret of links; a copy, say, that a person has made) is no key of a poll. */
const ownName = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.key$/

/** Bounds a memory that would otherwise grow with every poll there ever was. */
const mostNamed = 10_000

export async function openPollKeys(folder: string): Promise<PollKeys> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await writeFile(path.join(folder, 'CACHEDIR.TAG'), tag)
  const named = new Set<string>()
  const file = (pollId: string) => path.join(folder, `${pollId}.key`)
  return {
    make: async (pollId) => {
      await writeDurably(file(pollId), randomBytes(32))
      await syncFolder(folder)
    },
    noteNamed: (pollId) => {
      if (named.size >= mostNamed) named.clear()
      named.add(pollId)
    },
    // Read each time: a copy kept in memory would outlive the key's destruction by another process.
    of: async (pollId) => (named.has(pollId) ? undefined : readFile(file(pollId)).catch(() => undefined)),
    destroy: async (pollId) => {
      await rm(file(pollId), { force: true })
      await syncFolder(folder)
    },
    list: async () => (await readdir(folder)).flatMap((name) => ownName.exec(name)?.[1] ?? []),
  }
}

/** Under what a ballot is stored: who has no key cannot tell whose it is. Named polls need none. */
export function voterKey(memberId: string, key: Buffer | undefined): string {
  return key ? createHmac('sha256', key).update(`voter ${memberId}`).digest('base64url') : memberId
}

/**
 * P2: one act, known by poll, voter, nonce and content.
 * Keyed too, or the few possible contents could be tried out.
 */
export function actKey(
  act: readonly [poll: string, voter: string, nonce: string, content: string],
  key: Buffer | undefined,
) {
  return createHmac('sha256', key ?? 'named')
    .update(JSON.stringify(act))
    .digest('base64url')
    .slice(0, 24)
}
