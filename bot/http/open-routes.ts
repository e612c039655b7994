/** What may be asked without a sign-in: how to sign in, and in the demo as whom. */
import type { Request, Response } from 'restify'
import { z } from 'zod'
import type { DemoNetwork } from '../demo/people'
import { id } from '../inputs'
import type { World } from '../world'
import { bodyStatus, readBody } from './body'
import { sendFault, sendJson, sendProblem } from './problems'
import type { Door } from './server'
import type { SignIn } from './sign-in'

export interface OpenSettings {
  readonly clientId: string | null
  readonly version: string
}

export function openOpenRoutes(
  door: Door,
  world: World,
  signIn: SignIn,
  demo: DemoNetwork | undefined,
  settings: OpenSettings,
): void {
  const on = demo !== undefined && signIn.demo !== undefined
  door.server.get('/api/session.settings', async (_request: Request, response: Response) =>
    sendJson(response, 200, { demo: on, ...settings }),
  )
  if (!demo || !signIn.demo) return
  const mint = signIn.demo
  door.server.get('/api/demo.people', async (request: Request, response: Response) => {
    try {
      sendJson(response, 200, { people: await demo.people() })
    } catch (error) {
      sendFault(world, request, response, 'demo.people', error)
    }
  })
  door.server.post('/api/demo.sign-in', async (request: Request, response: Response) => {
    try {
      const body = await readBody(request)
      if (body.is !== 'json') return sendProblem(world, request, response, bodyStatus[body.is], body.is)
      const read = z.object({ person: id }).safeParse(body.value)
      const identity = read.success ? await demo.identityOf(read.data.person) : undefined
      if (!identity) return sendProblem(world, request, response, 422, 'bad-json')
      sendJson(response, 200, { token: await mint(identity) })
    } catch (error) {
      sendFault(world, request, response, 'demo.sign-in', error)
    }
  })
}
