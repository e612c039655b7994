/** What may be asked without a sign-in: how to sign in, and without credentials as whom. */
import type { Request, Response } from 'restify'
import { z } from 'zod'
import type { LocalPeople } from '../demo/people'
import { id } from '../inputs'
import type { World } from '../world'
import { bodyStatus, readBody } from './body'
import { sendFault, sendJson, sendProblem } from './problems'
import type { Door } from './server'
import type { SignIn } from './sign-in'

export interface OpenSettings {
  readonly clientId: string | null
  /** The network is the demo's. */
  readonly demo: boolean
  readonly version: string
}

export function openOpenRoutes(
  door: Door,
  world: World,
  signIn: SignIn,
  local: LocalPeople | undefined,
  settings: OpenSettings,
): void {
  door.server.get('/api/session.settings', async (_request: Request, response: Response) =>
    sendJson(response, 200, { local: local !== undefined, ...settings }),
  )
  if (!local || !signIn.demo) return
  const mint = signIn.demo
  door.server.get('/api/demo.people', async (request: Request, response: Response) => {
    try {
      sendJson(response, 200, { people: await local.people() })
    } catch (error) {
      sendFault(world, request, response, 'demo.people', error)
    }
  })
  door.server.post('/api/demo.sign-in', async (request: Request, response: Response) => {
    try {
      const body = await readBody(request)
      if (body.is !== 'json') return sendProblem(world, request, response, bodyStatus[body.is], body.is)
      const read = z.object({ person: id }).safeParse(body.value)
      const identity = read.success ? await local.identityOf(read.data.person) : undefined
      if (!identity) return sendProblem(world, request, response, 422, 'bad-json')
      sendJson(response, 200, { token: await mint(identity) })
    } catch (error) {
      sendFault(world, request, response, 'demo.sign-in', error)
    }
  })
}
