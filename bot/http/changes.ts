/** `GET /api/changes`: tells whoever looks at polls or the ledger that there is something new, as an event stream. */
import type { Request, Response } from 'restify'
import type { News } from '../database/news'
import type { Member } from '../groups/member'
import { may } from '../groups/rights'
import type { World } from '../world'
import type { Guard } from './guard'
import { keepNewest } from './newest'
import { sendFault, sendProblem } from './problems'
import type { Door } from './server'
import { type SignIn, standingOf } from './sign-in'

/** Votes of half a second are told at once; more often nobody could look. */
const gatherMs = 500
const pingMs = 20_000

export interface Streams {
  /** Ends all streams, for shutting down; browsers come back by themselves. */
  end(): void
}

export interface ChangesDesk {
  readonly world: World
  readonly signIn: SignIn
  readonly guard: Guard
}

export function openChanges(door: Door, { world, signIn, guard }: ChangesDesk, news: News): Streams {
  const open = new Set<() => void>()
  const newest = keepNewest()
  door.server.get('/api/changes', async (request: Request, response: Response) => {
    try {
      const person = await guard.person(request, response)
      if (!person) return
      const member = await signIn.memberOf(person, standingOf(request.headers))
      if (member === 'stranger' || 'networks' in member)
        return sendProblem(world, request, response, 401, 'sign-in')
      const stop = stream(response, member, news)
      open.add(stop)
      newest.add(person.objectId, stop)
      response.once('close', () => {
        open.delete(stop)
        newest.remove(person.objectId, stop)
        stop()
      })
    } catch (error) {
      sendFault(world, request, response, 'changes', error)
    }
  })
  const end = () => {
    for (const stop of open) stop()
  }
  // Browsers come back within a second and read all again: nobody knows what they have missed.
  news.onGap(end)
  return { end }
}

/** The news of a ledger says nothing of what stands in it. */
function mayConcern(member: Member, group: string | null): boolean {
  return member.chair || may(member, 'see-deliveries', group ?? undefined)
}

function stream(response: Response, member: Member, news: News): () => void {
  response.writeHead(200, {
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  })
  response.write(': open\n\n')
  const waiting = new Map<string, number>()
  let ledger = false
  let timer: NodeJS.Timeout | undefined
  const flush = () => {
    timer = undefined
    for (const [poll, revision] of waiting)
      response.write(`event: change\ndata: ${JSON.stringify({ poll, revision })}\n\n`)
    waiting.clear()
    if (ledger) response.write('event: ledger\ndata: {}\n\n')
    ledger = false
  }
  const unsubscribe = news.subscribe((item) => {
    // E1, and the groups one may see: not even an id leaves for others.
    if (item.network !== member.networkId) return
    if ('ledger' in item) {
      if (!mayConcern(member, item.group)) return
      ledger = true
    } else {
      if (!may(member, 'see-group', item.group)) return
      waiting.set(item.poll, item.revision)
    }
    timer ??= setTimeout(flush, gatherMs)
  })
  const ping = setInterval(() => response.write(': ping\n\n'), pingMs)
  return () => {
    unsubscribe()
    clearInterval(ping)
    clearTimeout(timer)
    response.end()
  }
}
