/** The signing keys of one token issuer: the current one, and those it still publishes. */
import { randomUUID } from 'node:crypto'
import {
  exportJWK,
  exportSPKI,
  generateKeyPair,
  type JWK,
  type JWTPayload,
  type KeyLike,
  SignJWT,
  UnsecuredJWT,
} from 'jose'

export interface SigningKey {
  readonly kid: string
  readonly privateKey: KeyLike
  /** As published, kid included. */
  readonly jwk: JWK
  readonly pem: string
}

export interface SignWith {
  readonly key?: SigningKey
  /** The kid in the header, where it shall be another than the key's own. */
  readonly kid?: string
  readonly header?: Readonly<Record<string, unknown>>
}

export async function newKey(): Promise<SigningKey> {
  const { privateKey, publicKey } = await generateKeyPair('RS256')
  const kid = randomUUID()
  const jwk = { ...(await exportJWK(publicKey)), kid, x5t: kid, use: 'sig', alg: 'RS256' }
  return { kid, privateKey, jwk, pem: await exportSPKI(publicKey) }
}

export class KeyRing {
  #current: SigningKey
  #published: readonly SigningKey[]
  /** What this issuer writes beside each key. */
  readonly #extra: Readonly<Record<string, unknown>>

  constructor(first: SigningKey, extra: Readonly<Record<string, unknown>>) {
    this.#current = first
    this.#published = [first]
    this.#extra = extra
  }

  get current(): SigningKey {
    return this.#current
  }

  get jwks(): { readonly keys: readonly JWK[] } {
    return { keys: this.#published.map((key) => ({ ...key.jwk, ...this.#extra })) }
  }

  /** Signs with a new key from now on. Without `keepOld` the tokens of the old one are worth nothing any more. */
  async rotate(keepOld: boolean): Promise<void> {
    this.#current = await newKey()
    this.#published = keepOld ? [...this.#published, this.#current] : [this.#current]
  }

  sign(
    claims: JWTPayload,
    { key = this.#current, kid = key.kid, header = {} }: SignWith = {},
  ): Promise<string> {
    return new SignJWT(claims)
      .setProtectedHeader({ typ: 'JWT', alg: 'RS256', kid, ...header })
      .sign(key.privateKey)
  }

  /** `alg: none`, signed by nobody. */
  unsigned(claims: JWTPayload): string {
    return new UnsecuredJWT(claims).encode()
  }

  /** HS256 with the public key as the secret: passes where the token chooses how it is checked. */
  signWithPublicKey(claims: JWTPayload): Promise<string> {
    const { kid, pem } = this.#current
    return new SignJWT(claims)
      .setProtectedHeader({ typ: 'JWT', alg: 'HS256', kid })
      .sign(new TextEncoder().encode(pem))
  }
}
