/** `POST /api/messages`: what Teams and the Playground send. */
import type { Request, Response } from 'restify'
import { activitySchema } from '../teams/activity'
import type { Desk } from '../teams/desk'
import type { Gate } from '../teams/gate'
import { answerActivity } from '../teams/messages'
import { bodyStatus, readBody } from './body'
import { sendFault, sendJson, sendProblem } from './problems'
import type { Door } from './server'

export function openTeamsDoor(door: Door, desk: Desk, gate: Gate): void {
  const { world } = desk
  const handle = async (request: Request, response: Response): Promise<void> => {
    // Before anything is waited for: the rest of its body, and the keys that its token is checked with (P3).
    const arrivedAt = world.clock.now()
    const body = await readBody(request)
    if (body.is !== 'json') return sendProblem(world, request, response, bodyStatus[body.is], body.is)
    const activity = activitySchema.safeParse(body.value)
    if (!activity.success) return sendProblem(world, request, response, 400, 'bad-json')
    const answer = await gate(activity.data, request.headers.authorization ?? '')
    if (answer.is !== 'open') {
      const status = answer.is.startsWith('strange') ? 403 : 401
      return sendProblem(world, request, response, status, 'sign-in', { why: answer.why })
    }
    const { status, body: answered } = await answerActivity(desk, activity.data, arrivedAt)
    sendJson(response, status, answered ?? {})
  }
  door.server.post('/api/messages', async (request: Request, response: Response) => {
    try {
      await handle(request, response)
    } catch (error) {
      sendFault(world, request, response, 'an activity', error)
    }
  })
}
