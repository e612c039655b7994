/**
 * P5: while an anonymous poll is open, what a ballot says is enciphered with the poll's key.
 *
 * So neither the order of rows, nor a transaction's id, nor PostgreSQL's log, nor a backup made meanwhile joins voter and
 * answer without the key; and once the key is destroyed, nothing does. At closing the ballots are read, counted, and
 * stored anew, in clear and in random order.
 */
import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto'
import type { Marks } from './kinds/kind'

/** What stands in a ballot's row. */
export type BallotContent = Marks | { readonly sealed: string }

const cipher = 'aes-256-gcm'
const ivBytes = 12
const tagBytes = 16
/** Padded to one length, or a longer answer would show through. Twenty options of a later kind fit. */
const paddedTo = 512

/** Another key than the one that hides voters, so that neither use weakens the other. */
const keyFor = (key: Buffer) => createHmac('sha256', key).update('content').digest()

export function sealMarks(marks: Marks, key: Buffer | undefined): BallotContent {
  if (!key) return marks
  const iv = randomBytes(ivBytes)
  const work = createCipheriv(cipher, keyFor(key), iv)
  const text = JSON.stringify(marks).padEnd(paddedTo)
  const body = Buffer.concat([work.update(text, 'utf8'), work.final()])
  return { sealed: Buffer.concat([iv, work.getAuthTag(), body]).toString('base64') }
}

/** null: nothing stands there, or nothing opens it any more. */
export function openMarks(content: BallotContent | null, key: Buffer | undefined): Marks | null {
  if (content === null) return null
  if (!isSealed(content)) return content
  if (!key) return null
  const sealed = Buffer.from(content.sealed, 'base64')
  const work = createDecipheriv(cipher, keyFor(key), sealed.subarray(0, ivBytes))
  work.setAuthTag(sealed.subarray(ivBytes, ivBytes + tagBytes))
  const text = Buffer.concat([work.update(sealed.subarray(ivBytes + tagBytes)), work.final()]).toString(
    'utf8',
  )
  return JSON.parse(text) as Marks
}

function isSealed(content: BallotContent): content is { readonly sealed: string } {
  return 'sealed' in content && typeof content.sealed === 'string'
}
