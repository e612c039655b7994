/** `GET /api/changes`: tells whoever looks at polls or the ledger that there is something new, as an event stream. */
import type { Request, Response } from 'restify'
import type { News } from '../database/news'
import type { IsElector } from '../groups/electors'
import type { Member } from '../groups/member'
import type { World } from '../world'
import { openStream } from './change-stream'
import type { Guard } from './guard'
import { keepNewest } from './newest'
import { sendFault, sendProblem } from './problems'
import type { Door } from './server'
import { type SignIn, standingOf } from './sign-in'

export interface Streams {
  /** Ends all streams, for shutting down; browsers come back by themselves. */
  end(): void
}

export interface ChangesDesk {
  readonly world: World
  readonly signIn: SignIn
  readonly guard: Guard
  readonly isElector: IsElector
}

export function openChanges(door: Door, desk: ChangesDesk, news: News): Streams {
  const { world, signIn, guard, isElector } = desk
  const open = new Set<() => void>()
  const newest = keepNewest()
  door.server.get('/api/changes', async (request: Request, response: Response) => {
    try {
      const person = await guard.person(request, response)
      if (!person) return
      const standing = standingOf(request.headers)
      const member = await signIn.memberOf(person, standing)
      if (member === 'stranger' || 'networks' in member)
        return sendProblem(world, request, response, 401, 'sign-in')
      const isSame = async () => hasSameRights(member, await signIn.memberOf(person, standing))
      const stop = openStream(response, { member, isSame, isElector }, news)
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

/** Whether what the stream was opened with still holds. */
function hasSameRights(before: Member, now: Awaited<ReturnType<SignIn['memberOf']>>): boolean {
  return now !== 'stranger' && 'id' in now && rightsOf(now) === rightsOf(before)
}

function rightsOf({ networkId, id, memberships, office, seat, chair }: Member): string {
  return JSON.stringify([networkId, id, Object.entries(memberships).sort(), office, seat, chair])
}
