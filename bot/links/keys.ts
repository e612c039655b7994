/**
 * Signs links and reads them: a JWS (HS256) of id and end, with a secret that lies in KEYS_DIR.
 *
 * So the database and its backups hold no link that works, and a letter that is sent again carries the same one. Without
 * the folder (a restored backup) earlier links are void; the next letter carries one that works.
 */
import { randomBytes } from 'node:crypto'
import { link, mkdir, readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import { errors, type JWTPayload, jwtVerify, SignJWT } from 'jose'
import { syncFolder, writeDurably } from '../durable'
import type { Ids } from '../ids'

export interface Signed {
  readonly id: string
  readonly expiresAt: Date
}

export interface LinkKeys {
  sign(link: Signed): Promise<string>
  /** The id of the link that a token stands for; undefined for whatever is not one of ours, whole and unchanged. */
  read(token: string, now: Date): Promise<{ readonly id: string; readonly late: boolean } | undefined>
}

const audience = 'verbund-link'
const secretName = 'links.secret'
const secretBytes = 32
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

export async function openLinkKeys(folder: string, ids: Ids): Promise<LinkKeys> {
  const secret = await secretIn(folder, ids)
  return {
    sign: ({ id, expiresAt }) =>
      new SignJWT()
        .setProtectedHeader({ alg: 'HS256' })
        .setJti(id)
        .setAudience(audience)
        .setExpirationTime(Math.floor(expiresAt.getTime() / 1000))
        .sign(secret),
    read: async (token, currentDate) => {
      try {
        // Only this algorithm: neither `none` nor whatever else a token may claim of itself.
        const wanted = { algorithms: ['HS256'], audience, requiredClaims: ['exp', 'jti'], currentDate }
        return named((await jwtVerify(token, secret, wanted)).payload, false)
      } catch (error) {
        // Thrown after signature and audience have been found right.
        return error instanceof errors.JWTExpired ? named(error.payload, true) : undefined
      }
    },
  }
}

function named({ jti = '' }: JWTPayload, late: boolean) {
  return uuid.test(jti) ? { id: jti, late } : undefined
}

/** Made once: of several processes that start at the same moment all take what the first has put there. */
async function secretIn(folder: string, ids: Ids): Promise<Buffer> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const file = path.join(folder, secretName)
  if (!(await known(file))) {
    const draft = path.join(folder, `${secretName}.${ids.id()}`)
    await writeDurably(draft, randomBytes(secretBytes), 'wx')
    // A second name for a file that is whole: nobody ever reads half of it, and where there is one it stays.
    await link(draft, file).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error
    })
    await rm(draft, { force: true })
    await syncFolder(folder)
  }
  const secret = await readFile(file)
  if (secret.length < secretBytes)
    throw new Error(`${secretName} in KEYS_DIR is damaged: remove it, and links sent until now are void`)
  return secret
}

const known = (file: string) =>
  readFile(file).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return false
      throw error
    },
  )
