/** What goes wrong at the door, in the asker's language, as JSON, with a reference. */
import type { Request, Response } from 'restify'
import { wordRefusal } from '../card/frame'
import { type RefusalData, refuse } from '../refusal'
import type { Wording } from '../texts'
import { faultOf } from '../turn'
import type { World } from '../world'

/** Carries the reference of a request that was refused or failed: what the user reads and what the log says are one. */
export const referenceHeader = 'x-reference'

/** The language of who is not known yet: as the browser says, German otherwise. */
export function strangerWords(world: World, request: Request): Wording {
  const english = /^\s*en\b/i.test(request.headers['accept-language'] ?? '')
  return world.texts.for(english ? 'en' : 'de', 'Europe/Berlin')
}

export function sendJson(response: Response, status: number, body: unknown, type = 'application/json'): void {
  const text = JSON.stringify(body)
  // restify's own way: after an error it would send another answer on top of one that it does not know of.
  response.sendRaw(status, text, {
    'content-type': `${type}; charset=utf-8`,
    'content-length': `${Buffer.byteLength(text)}`,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  })
}

export type DoorProblem =
  | 'unknown-route'
  | 'bad-json'
  | 'bad-type'
  | 'too-big'
  | 'file-too-big'
  | 'no-file'
  | 'sign-in'
  | 'not-here'
  | 'too-many'

/** @param more.why for the log alone: never a token, never what was typed */
export function sendProblem(
  world: World,
  request: Request,
  response: Response,
  status: number,
  code: DoorProblem,
  { why, data }: { readonly why?: string | undefined; readonly data?: RefusalData } = {},
): void {
  const reference = world.ids.reference()
  // `npm start` writes from warn on: what a user reads of must stand there (E3). Who asks for what is not here is a
  // program that tries doors (the Playground does at each start), and would fill it. So would a flood.
  const level = code === 'unknown-route' || code === 'too-many' ? 'info' : 'warn'
  world.log[level]({ reference, status, code, why }, 'a request was refused at the door')
  const refusal = {
    code: `house:${code}`,
    ...wordRefusal(strangerWords(world, request), refuse(`house:${code}`, data)),
  }
  response.setHeader(referenceHeader, reference)
  sendJson(response, status, { refusal, reference })
}

export function sendFault(
  world: World,
  request: Request,
  response: Response,
  what: string,
  error: unknown,
): void {
  const { status, problem, reference } = faultOf(world, what, strangerWords(world, request), error)
  response.setHeader(referenceHeader, reference)
  sendJson(response, status, { fault: problem, reference })
}
