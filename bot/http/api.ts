/** `/api/<route>`: the tab's way, and that of personal links, to the same routes that cards use. */
import type { Request, Response } from 'restify'
import { cut } from '../card/cut'
import type { Card } from '../card/elements'
import { problemCard, wordRefusal } from '../card/frame'
import type { Identity } from '../groups/identity-store'
import type { Member } from '../groups/member'
import { refuse } from '../refusal'
import type { Answer, KeptFile, Route, Turn } from '../route'
import { type Fault, takeTurn } from '../turn'
import type { World } from '../world'
import { bodyStatus, readBody, readFileBody } from './body'
import type { Guard } from './guard'
import { type LinkGate, linkTokenOf } from './link-gate'
import { referenceHeader, sendFault, sendJson, sendProblem, strangerWords } from './problems'
import type { Door } from './server'
import { type SignIn, standingOf, type Undecided } from './sign-in'

const cardType = 'application/vnd.microsoft.card.adaptive'

export interface ApiDesk {
  readonly world: World
  readonly signIn: SignIn
  readonly guard: Guard
  readonly links: LinkGate
}

export function openApi(door: Door, desk: ApiDesk, routes: Iterable<Route>): void {
  for (const route of routes) {
    const handle = async (request: Request, response: Response): Promise<void> => {
      try {
        await answer(desk, route, request, response)
      } catch (error) {
        sendFault(desk.world, request, response, route.name, error)
      }
    }
    if (route.kind === 'read') door.server.get(`/api/${route.name}`, handle)
    else door.server.post(`/api/${route.name}`, handle)
  }
}

async function answer(desk: ApiDesk, route: Route, request: Request, response: Response): Promise<void> {
  if (linkTokenOf(request) !== undefined) return answerByLink(desk, route, request, response)
  const { world } = desk
  const arrivedAt = world.clock.now()
  const person = await desk.guard.person(request, response)
  if (!person) return
  const typed = await typedOf(route, request)
  if (typed.is !== 'json') return sendProblem(world, request, response, bodyStatus[typed.is], typed.is)
  const standing = standingOf(request.headers, route.networkNamed(typed.value))
  const member = await desk.signIn.memberOf(person, standing)
  const asCard = wantsCard(request)
  if (member === 'stranger') return sendStranger(desk, person, request, response, asCard)
  if ('networks' in member) return sendUndecided(world, request, response, member)
  if (asCard && !route.hasCard) return sendProblem(world, request, response, 406, 'not-here')
  const directory = desk.signIn.directoryOf(request.headers.authorization, person)
  const turn = { ...turnOf(world, member, arrivedAt), directory }
  const answered = await takeTurn(world, route, turn, typed.value)
  await (asCard ? sendAsCard(response, turn, answered) : sendAsJson(response, answered))
}

/** The same route, for who may ask it of one matter alone; its card offers no more than that. */
async function answerByLink(
  { world, links }: ApiDesk,
  route: Route,
  request: Request,
  response: Response,
): Promise<void> {
  const arrivedAt = world.clock.now()
  const pass = await links.pass(request, response, route.name)
  if (!pass) return
  const typed = await typedOf(route, request)
  if (typed.is !== 'json') return sendProblem(world, request, response, bodyStatus[typed.is], typed.is)
  if (!pass.names(typed.value))
    return links.refuse(request, response, refuse('links:not-this', {}, 403), pass.bearer)
  const turn = turnOf(world, pass.member, arrivedAt)
  const answered = await takeTurn(world, route, turn, typed.value)
  if (!wantsCard(request)) return sendAsJson(response, answered)
  await sendAsCard(response, turn, answered, (card) => cut(card, pass.routes))
}

const wantsCard = (request: Request) => (request.headers.accept ?? '').includes(cardType)

async function typedOf(route: Route, request: Request) {
  const query = { is: 'json', value: request.query ?? {} } as const
  if (route.kind === 'read') return query
  if (!route.upload) return readBody(request)
  const file = await readFileBody(request)
  return file.is === 'json' ? { ...file, value: { ...query.value, ...(file.value as object) } } : file
}

function turnOf(world: World, member: Member, arrivedAt: Date): Turn {
  const words = world.texts.for(member.language, member.network.zone)
  return { member, words, arrivedAt, place: null }
}

async function sendAsJson(response: Response, answered: Answer | Fault): Promise<void> {
  if (answered.is === 'view')
    return answered.file ? sendFile(response, await answered.file()) : sendJson(response, 200, answered.view)
  if (answered.is === 'fault') return sendFaultOf(response, answered)
  const { refusal, problem } = answered
  sendJson(response, refusal.status, { refusal: { code: refusal.code, ...problem } })
}

/** Never shown by the browser as a page of ours. */
function sendFile(response: Response, { name, type, bytes }: KeptFile): void {
  response.writeHead(200, {
    'content-type': type,
    'content-length': bytes.length,
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  })
  response.end(bytes)
}

function sendFaultOf(response: Response, { status, problem, reference }: Fault): void {
  response.setHeader(referenceHeader, reference)
  sendJson(response, status, { fault: problem, reference })
}

async function sendAsCard(
  response: Response,
  { words }: Turn,
  answered: Answer | Fault,
  trim: (card: Card) => Card = (card) => card,
): Promise<void> {
  const type = `${cardType}+json`
  if (answered.is === 'view') return sendJson(response, 200, trim(await answered.card()), type)
  if (answered.is === 'fault')
    return sendJson(response, answered.status, trim(problemCard(words, answered.problem)), type)
  sendJson(response, answered.refusal.status, trim(await answered.card()), type)
}

/** Nobody's member: of a tenant whose network is still to be set up, or of one that has not taken them in. */
async function sendStranger(
  { world, signIn }: ApiDesk,
  person: Identity,
  request: Request,
  response: Response,
  asCard: boolean,
): Promise<void> {
  const words = strangerWords(world, request)
  const refusal = refuse(
    (await signIn.hasNetwork(person, standingOf(request.headers)))
      ? 'groups:not-a-member'
      : 'groups:no-network',
  )
  const problem = wordRefusal(words, refusal)
  if (asCard) sendJson(response, 403, problemCard(words, problem), `${cardType}+json`)
  else sendJson(response, 403, { refusal: { code: refusal.code, ...problem } })
}

/** Never as a card: the tab asks with a page of its own, once for all that it shows. */
function sendUndecided(world: World, request: Request, response: Response, { networks }: Undecided): void {
  const problem = wordRefusal(strangerWords(world, request), refuse('groups:which-network'))
  sendJson(response, 409, { refusal: { code: 'groups:which-network', ...problem }, networks })
}
