/** Where ids come from: random here, counted in tests. */
import { randomBytes, randomInt, randomUUID } from 'node:crypto'

export interface Ids {
  /** A UUID. Version 4, so that an id tells no time: an anonymous ballot must not carry one (P5). */
  id(): string
  /** Names one rendering of a card or form (P2). 16 characters, 96 random bits. */
  nonce(): string
  /** What a user reads to the administrator: `K7Q2-M4X9`, without letters that look like digits (E3). */
  reference(): string
  /** A whole number from 0 to below `most`, each as likely: for codes and lots. */
  below(most: number): number
}

const readable = '23456789ABCDEFGHJKMNPQRSTVWXYZ'

export const randomIds: Ids = {
  id: randomUUID,
  below: (most) => randomInt(most),
  nonce: () => randomBytes(12).toString('base64url'),
  reference: () => {
    const letters = Array.from({ length: 8 }, () => readable[randomInt(readable.length)]).join('')
    return `${letters.slice(0, 4)}-${letters.slice(4)}`
  },
}
