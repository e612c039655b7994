/** What is brought as a proof of who one is: right tokens, broken ones, foreign ones, and what is none at all. */
import fc from 'fast-check'
import type { JWTPayload } from 'jose'
import type { KeyRing } from '../../support/key-ring'
import { junk, junkText } from './junk'

export interface Brought {
  /** The header; undefined: none. */
  readonly authorization: string | undefined
  /** Whether the gate has any reason to open. */
  readonly good: boolean
}

/** One gate's own: who signs for it, what stands in its tokens, and which claims it must not do without. */
export interface TokenMaker {
  readonly ring: KeyRing
  readonly needs: readonly string[]
}

/** Makes the token when the case runs, since signing takes its time. */
export type Bring = (claims: JWTPayload) => Promise<Brought>

const good = (token: string): Brought => ({ authorization: `Bearer ${token}`, good: true })
const bad = (authorization: string | undefined): Brought => ({ authorization, good: false })

/** The last character of a signature holds bits that mean nothing, so it is left alone. */
const broken = (ring: KeyRing): fc.Arbitrary<Bring> =>
  fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), by: fc.stringMatching(/^[A-Za-z0-9]$/) }).map(
    ({ at, by }): Bring =>
      async (claims) => {
        const token = await ring.sign(claims)
        const i = Math.floor(at * (token.length - 2))
        const other = token[i] === by ? (by === 'A' ? 'B' : 'A') : by
        return bad(`Bearer ${token.slice(0, i)}${other}${token.slice(i + 1)}`)
      },
  )

const cut = (ring: KeyRing): fc.Arbitrary<Bring> =>
  fc.integer({ min: 1, max: 400 }).map(
    (less): Bring =>
      async (claims) =>
        bad(`Bearer ${(await ring.sign(claims)).slice(0, -less)}`),
  )

/** Signed as it should be, and says something else. */
const otherClaims = ({ ring, needs }: TokenMaker): fc.Arbitrary<Bring> =>
  fc.record({ claim: fc.constantFrom(...needs), value: fc.oneof(junk, fc.constant(undefined)) }).map(
    ({ claim, value }): Bring =>
      async (claims) =>
        bad(`Bearer ${await ring.sign({ ...claims, [claim]: value } as JWTPayload)}`),
  )

const otherHeader = (ring: KeyRing): fc.Arbitrary<Bring> =>
  fc
    .record({
      alg: fc.constantFrom('none', 'HS256', 'RS512', 'ES256', 'NONE', '', 7, null),
      kid: fc.oneof(junk, fc.constant(undefined)),
    })
    .map(
      (header): Bring =>
        async (claims) => {
          const [, payload, signature] = (await ring.sign(claims)).split('.')
          const head = Buffer.from(JSON.stringify({ typ: 'JWT', ...header })).toString('base64url')
          return bad(`Bearer ${head}.${payload}.${header.alg === 'none' ? '' : signature}`)
        },
    )

/** Headers hold Latin letters and no line ends: whatever else is junk arrives as its escape. */
const nothing: fc.Arbitrary<Bring> = fc
  .oneof(
    fc.constantFrom(
      undefined,
      '',
      'Bearer',
      'Bearer ',
      'Basic YTpi',
      'Bearer null',
      'Bearer undefined',
      'Bearer ..',
    ),
    junkText.map((text) => `Bearer ${encodeURIComponent(text.toWellFormed()).slice(0, 12_000)}`),
    fc.base64String({ maxLength: 200 }).map((text) => `Bearer ${text}.${text}.${text}`),
  )
  .map(
    (authorization): Bring =>
      async () =>
        bad(authorization),
  )

export function tokens(maker: TokenMaker): fc.Arbitrary<Bring> {
  const right: Bring = async (claims) => good(await maker.ring.sign(claims))
  return fc.oneof(
    { weight: 6, arbitrary: fc.constant(right) },
    { weight: 2, arbitrary: broken(maker.ring) },
    { weight: 1, arbitrary: cut(maker.ring) },
    { weight: 3, arbitrary: otherClaims(maker) },
    { weight: 1, arbitrary: otherHeader(maker.ring) },
    { weight: 2, arbitrary: nothing },
  )
}
