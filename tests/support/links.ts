/** People without Teams who come by their personal links, as their browsers do. */
import { randomBytes } from 'node:crypto'
import { memberId } from './kept'
import { coordinator as office } from './polls'
import type { ApiOptions, HttpAnswer, TestService } from './service'

/** A browser: what it knows of itself, and how it asks with a link. */
export interface LinkBrowser {
  readonly key: string
  ask(token: string, route: string, options?: ApiOptions): Promise<HttpAnswer>
  /** The press on "Öffnen". */
  open(token: string): Promise<HttpAnswer>
  card(token: string, route: string, options?: ApiOptions): Promise<HttpAnswer>
}

export function linkBrowser(test: TestService): LinkBrowser {
  const key = randomBytes(24).toString('base64url')
  const ask = (token: string, route: string, options: ApiOptions = {}) =>
    test.api(null, route, {
      ...options,
      headers: { authorization: `Link ${token}`, 'x-link-browser': key, ...options.headers },
    })
  return {
    key,
    ask,
    open: (token) => ask(token, 'link.open', { body: {} }),
    card: (token, route, options) => ask(token, route, { ...options, asCard: true }),
  }
}

/** From now on this person has no account in Teams. */
export async function withoutTeams(test: TestService, ...people: readonly string[]): Promise<void> {
  for (const name of people)
    await test.database.sql('update member set aad_object_id = null where name = $1', [name])
}

/** The token in an address, as the page reads it. */
export const tokenIn = (text: string): string => /\/tab\/link#([\w.-]+)/.exec(text)?.[1] ?? ''

export interface WantedLink {
  readonly purpose?: 'poll' | 'candidacy'
  readonly by?: string
}

export async function handOver(
  test: TestService,
  who: string,
  matter: string,
  { purpose = 'poll', by = office }: WantedLink = {},
): Promise<HttpAnswer> {
  return test.api(by, 'link.hand-over', { body: { member: await memberId(test, who), purpose, matter } })
}

/** The token of a link that the office has handed over. */
export async function linkOf(
  test: TestService,
  who: string,
  matter: string,
  wanted: WantedLink = {},
): Promise<string> {
  const { status, body } = await handOver(test, who, matter, wanted)
  if (status !== 200) throw new Error(`no link: ${JSON.stringify(body)}`)
  return tokenIn(body.url)
}
