/** The third gate: a personal link, for people without Teams. It lets in to the one matter that the link is for. */
import type { Request, Response } from 'restify'
import { wordRefusal } from '../card/frame'
import { type Member, mintMember } from '../groups/member'
import type { LinkDesk } from '../links/desk'
import type { Bearer } from '../links/store'
import { browserOf, findLink, passFor } from '../links/use-cases/open-link'
import { isRefusal, type Refusal, refuse } from '../refusal'
import type { Wording } from '../texts'
import type { Guard } from './guard'
import { sendJson, strangerWords } from './problems'

/** Carries the key of the browser in which the link was opened; the token stands in `authorization: Link …`. */
export const browserHeader = 'x-link-browser'

export interface LinkPass {
  readonly bearer: Bearer
  readonly member: Member
  readonly routes: readonly string[]
  /** Whether a request names the one matter of the link. */
  names(typed: unknown): boolean
}

export interface LinkGate {
  /** Whose link a request carries, whatever may be done with it; undefined: it has been answered. */
  bearer(request: Request, response: Response): Promise<Bearer | undefined>
  /** Lets in to one route, in the browser in which the link was opened; undefined: it has been answered. */
  pass(request: Request, response: Response, route: string): Promise<LinkPass | undefined>
  refuse(request: Request, response: Response, refusal: Refusal, bearer?: Bearer): void
}

/** '' for one that cannot be one; undefined for who comes with something else. */
export function linkTokenOf({ headers: { authorization = '' } }: Request): string | undefined {
  if (!/^Link( |$)/i.test(authorization)) return undefined
  return /^Link (\S{1,2000})$/i.exec(authorization)?.[1] ?? ''
}

export function browserIn({ headers }: Request): string | null {
  const key = headers[browserHeader]
  // 128 bits at least: nobody finds a shorter one by trying.
  return typeof key === 'string' && /^[\w-]{22,100}$/.test(key) ? browserOf(key) : null
}

export function openLinkGate(desk: LinkDesk, guard: Guard): LinkGate {
  const { texts } = desk.world
  const wordsOf = (request: Request, bearer?: Bearer): Wording =>
    bearer ? texts.for(bearer.facts.language, bearer.facts.network.zone) : strangerWords(desk.world, request)
  /** Never as a card: the page of the link says it in place of one. */
  const tell = (request: Request, response: Response, refusal: Refusal, bearer?: Bearer) => {
    const problem = wordRefusal(wordsOf(request, bearer), refusal)
    sendJson(response, refusal.status, { refusal: { code: refusal.code, ...problem } })
  }
  /** Tokens cannot be guessed. What fails is counted nevertheless, so that trying costs the one who tries, and nobody else. */
  const fail = async (request: Request, response: Response, refusal: Refusal, bearer?: Bearer) => {
    if (!(await guard.fails(request, response))) tell(request, response, refusal, bearer)
  }
  const bearer = async (request: Request, response: Response) => {
    const found = await findLink(desk, linkTokenOf(request) ?? '')
    if (!found) {
      await fail(request, response, refuse('links:unreadable', {}, 401))
      return undefined
    }
    // By all doors the same person is the same.
    const counted = found.account ?? found.facts.id
    return (await guard.counts(counted, request, response)) ? undefined : found
  }
  return {
    bearer,
    refuse: tell,
    pass: async (request, response, route) => {
      const found = await bearer(request, response)
      if (!found) return undefined
      const passed = passFor(desk, found, browserIn(request), route)
      if (isRefusal(passed)) {
        await fail(request, response, passed, found)
        return undefined
      }
      const { purpose } = passed
      return {
        bearer: found,
        member: mintMember(found.facts, 'link'),
        routes: purpose.routes,
        names: (typed) =>
          typeof typed === 'object' &&
          typed !== null &&
          (typed as Readonly<Record<string, unknown>>)[purpose.field] === found.link.matterId,
      }
    },
  }
}
