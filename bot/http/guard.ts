/** What stands before every request but Teams' own: how much comes from one address, and who signs in how often in vain. */
import type { Request, Response } from 'restify'
import type { Identity } from '../groups/identity-store'
import type { Limits, Overdrawn } from '../limits'
import type { Route } from '../route'
import type { World } from '../world'
import { addressReader } from './address'
import { sendProblem } from './problems'
import type { Door } from './server'
import type { SignIn } from './sign-in'

export interface Guard {
  /** The person behind the request's token; undefined: it has been answered, with 401 or 429. */
  person(request: Request, response: Response): Promise<Identity | undefined>
  /** Refuses a sign-in of any kind: 401, or 429 to an address that has failed too often. */
  refuse(request: Request, response: Response, why?: string): Promise<void>
  /** Counts a request of somebody who has come in by another way than `person`. true: too many, it has been answered. */
  counts(person: string, request: Request, response: Response): Promise<boolean>
  /** Counts a sign-in that is refused in words of its own. true: too many, it has been answered. */
  fails(request: Request, response: Response): Promise<boolean>
  /** For what can be guessed: an address that has failed too often is not even looked at. true: it has been answered. */
  stops(request: Request, response: Response): Promise<boolean>
}

export interface GuardParts {
  readonly world: World
  readonly limits: Limits
  readonly signIn: SignIn
  readonly trustedProxies: readonly string[]
  /** Whose requests are counted by person. */
  readonly routes: Iterable<Route>
}

export function openGuard(door: Door, parts: GuardParts): Guard {
  const { world, limits, signIn, trustedProxies } = parts
  const addresses = addressReader(trustedProxies)
  const warnOnce = hiddenWarning(world)
  const tooMany = (request: Request, response: Response, { wait }: Overdrawn) => {
    response.setHeader('retry-after', `${wait}`)
    sendProblem(world, request, response, 429, 'too-many', { data: { seconds: wait } })
  }
  const counts = async (person: string, request: Request, response: Response) => {
    const over = await limits.person(person)
    if (over) tooMany(request, response, over)
    return over !== undefined
  }
  const fails = async (request: Request, response: Response) => {
    const over = await limits.failure(addresses.of(request))
    if (over) tooMany(request, response, over)
    return over !== undefined
  }
  const refuse = async (request: Request, response: Response, why?: string) => {
    if (!(await fails(request, response))) sendProblem(world, request, response, 401, 'sign-in', { why })
  }
  const isFree = freeOf(parts.routes)
  door.server.pre((request: Request, response: Response, next: (stop?: false) => void) => {
    if (isFree(request)) return next()
    if (addresses.hidden(request)) warnOnce(addresses.of(request))
    limits.address(addresses.of(request)).then(
      (over) => {
        if (over) tooMany(request, response, over)
        next(over && false)
      },
      () => next(),
    )
  })
  return {
    person: async (request, response) => {
      const person = await signIn.identity(request.headers.authorization)
      if (!person) {
        await refuse(request, response)
        return undefined
      }
      return (await counts(person.objectId, request, response)) ? undefined : person
    },
    counts,
    fails,
    refuse,
    stops: async (request, response) => {
      const over = await limits.hasFailed(addresses.of(request))
      if (over) tooMany(request, response, over)
      return over !== undefined
    },
  }
}

/** Microsoft's addresses are shared by all of Teams; and whoever signs in is counted as a person, not by the address. */
function freeOf(routes: Iterable<Route>): (request: Request) => boolean {
  const asked = [...routes].map(({ name, kind }) => `${kind === 'read' ? 'GET' : 'POST'} /api/${name}`)
  const signed = new Set([...asked, 'GET /api/changes'])
  return ({ url = '', method, headers }) =>
    url === '/api/messages' ||
    (headers.authorization !== undefined && signed.has(`${method} ${url.split('?')[0]}`))
}

/** Whoever runs the service must hear it: everybody behind that proxy shares one allowance. */
function hiddenWarning({ log }: World): (address: string) => void {
  let warned = false
  return (address) => {
    if (warned) return
    warned = true
    log.warn(
      { proxy: address },
      'X-Forwarded-For is not believed: if this is your own proxy, name it in TRUSTED_PROXIES',
    )
  }
}
