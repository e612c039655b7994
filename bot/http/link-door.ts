/** What the page of a personal link asks before there is a card: whose it is, "Öffnen", and a fresh one by mail. */
import type { Request, Response } from 'restify'
import type { LinkDesk } from '../links/desk'
import type { Bearer } from '../links/store'
import { openLink, showLink } from '../links/use-cases/open-link'
import { renewLink } from '../links/use-cases/renew-link'
import { isRefusal, type Refusal } from '../refusal'
import { browserIn, type LinkGate } from './link-gate'
import { sendFault, sendJson } from './problems'
import type { Door } from './server'

export function openLinkDoor(door: Door, desk: LinkDesk, gate: LinkGate): void {
  type Answer = (bearer: Bearer, request: Request) => Promise<object | Refusal>
  const handle = (name: string, answer: Answer) => async (request: Request, response: Response) => {
    try {
      // Nothing of it is read: all that these take stands in the headers.
      request.resume()
      const bearer = await gate.bearer(request, response)
      if (!bearer) return
      const answered = await answer(bearer, request)
      if (isRefusal(answered)) gate.refuse(request, response, answered, bearer)
      else sendJson(response, 200, answered)
    } catch (error) {
      sendFault(desk.world, request, response, name, error)
    }
  }
  door.server.get(
    '/api/link.show',
    handle('link.show', (bearer, request) => showLink(desk, bearer, browserIn(request))),
  )
  door.server.post(
    '/api/link.open',
    handle('link.open', (bearer, request) => openLink(desk, bearer, browserIn(request))),
  )
  door.server.post(
    '/api/link.renew',
    handle('link.renew', async (bearer) => {
      await renewLink(desk, bearer)
      // The same whatever is the case: nobody learns here whether there is an address.
      return { asked: true }
    }),
  )
}
