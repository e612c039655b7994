/** `POST /api/network.found`: the first person of a tenant founds its network, with the code from the service's log. */
import type { Request, Response } from 'restify'
import { z } from 'zod'
import { wordRefusal } from '../card/frame'
import { benches } from '../groups/bench'
import type { Identity } from '../groups/identity-store'
import { states } from '../groups/set-up'
import { foundWithCode } from '../groups/use-cases/found-network'
import { language, line, zone } from '../inputs'
import { isRefusal } from '../refusal'
import { unreadable } from '../route'
import type { World } from '../world'
import { bodyStatus, readBody } from './body'
import type { Guard } from './guard'
import { sendFault, sendJson, sendProblem, strangerWords } from './problems'
import type { Door } from './server'

const founding = z.object({
  code: z.string({ error: 'not-text' }).max(40, 'too-long'),
  name: line(160),
  state: z.enum(states, { error: 'not-a-choice' }),
  language,
  zone,
  organisation: line(160),
  bench: z.enum(benches, { error: 'not-a-choice' }),
  person: line(120),
  /** How the person reads; `language` is the network's. */
  reads: language.optional(),
})

/** @param local who founds where nobody signs in: on one's own machine, without credentials */
export function openSetUp(door: Door, world: World, guard: Guard, local: Identity | undefined): void {
  const handle = async (request: Request, response: Response): Promise<void> => {
    const identity = local ?? (await guard.person(request, response))
    if (!identity) return
    const body = await readBody(request)
    if (body.is !== 'json') return sendProblem(world, request, response, bodyStatus[body.is], body.is)
    const read = founding.safeParse(body.value)
    const done = read.success ? await found(world, identity, read.data) : unreadable(read.error)
    if (!isRefusal(done)) return sendJson(response, 200, { founded: true })
    const problem = wordRefusal(strangerWords(world, request), done)
    sendJson(response, done.status, { refusal: { code: done.code, ...problem } })
  }
  door.server.post('/api/network.found', async (request: Request, response: Response) => {
    try {
      await handle(request, response)
    } catch (error) {
      sendFault(world, request, response, 'network.found', error)
    }
  })
}

function found(world: World, identity: Identity, read: z.output<typeof founding>) {
  const { code, organisation, bench, person, reads, ...rest } = read
  return foundWithCode(
    world,
    {
      ...rest,
      tenantId: identity.tenantId,
      organisation: { name: organisation, bench, sector: '' },
      person: { name: person, objectId: identity.objectId, ...(reads && { language: reads }) },
    },
    code,
  )
}
