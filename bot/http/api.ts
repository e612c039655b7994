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
import type { Uploads } from './uploads'

const cardType = 'application/vnd.microsoft.card.adaptive'

export interface ApiDesk {
  readonly world: World
  readonly signIn: SignIn
  readonly guard: Guard
  readonly links: LinkGate
  readonly uploads: Uploads
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
  const exchange = { desk, route, request, response, person, arrivedAt }
  if (route.upload) return answerUpload(exchange)
  const typed = await typedOf(route, request)
  if (typed.is !== 'json') return sendProblem(world, request, response, bodyStatus[typed.is], typed.is)
  const turn = await turnOf(exchange, route.networkNamed(typed.value))
  if (!turn) return
  const answered = await takeTurn(world, route, turn, typed.value)
  await (isCardAsked(request) ? sendAsCard(response, turn, answered) : sendAsJson(response, answered))
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
  const turn = { member: pass.member, words: wordsFor(world, pass.member), arrivedAt, place: null }
  const answered = await takeTurn(world, route, turn, typed.value)
  if (!isCardAsked(request)) return sendAsJson(response, answered)
  await sendAsCard(response, turn, answered, (card) => cut(card, pass.routes))
}

async function typedOf({ kind }: Route, request: Request) {
  return kind === 'read' ? ({ is: 'json', value: request.query ?? {} } as const) : readBody(request)
}

interface Exchange {
  readonly desk: ApiDesk
  readonly route: Route
  readonly request: Request
  readonly response: Response
  readonly person: Identity
  readonly arrivedAt: Date
}

/** Seconds; a file of 10 MB is on its way for about as long. */
const uploadWait = 5

/** Nothing of a file is read before it is known who sends it, whether they may, and that not too many are on their way. */
async function answerUpload(exchange: Exchange): Promise<void> {
  const { desk, route, request, response, person } = exchange
  const turn = await turnOf(exchange)
  const refused = turn && route.refuseUpload(turn)
  const end = turn && !refused ? desk.uploads.begin(person.objectId) : undefined
  if (!turn || !end) {
    // What is still coming is thrown away, so that the answer can be read.
    request.resume()
    if (refused) return sendAsJson(response, refused)
    if (!turn) return
    response.setHeader('retry-after', `${uploadWait}`)
    return sendProblem(desk.world, request, response, 429, 'too-many', { data: { seconds: uploadWait } })
  }
  try {
    const file = await readFileBody(request)
    if (file.is !== 'json') return sendProblem(desk.world, request, response, bodyStatus[file.is], file.is)
    const typed = { ...request.query, ...(file.value as object) }
    await sendAsJson(response, await takeTurn(desk.world, route, turn, typed))
  } finally {
    end()
  }
}

const isCardAsked = ({ headers }: Request) => (headers.accept ?? '').includes(cardType)

/** The turn of the member who asks; undefined: it has been answered, since there is none, or no card. */
async function turnOf(
  { desk, route, request, response, person, arrivedAt }: Exchange,
  wanted?: string,
): Promise<Turn | undefined> {
  const { world } = desk
  const member = await desk.signIn.memberOf(person, standingOf(request.headers, wanted))
  const asCard = isCardAsked(request)
  if (member === 'stranger') await sendStranger(desk, person, request, response, asCard)
  else if ('networks' in member) sendUndecided(world, request, response, member)
  else if (asCard && !route.hasCard) sendProblem(world, request, response, 406, 'not-here')
  else {
    const directory = desk.signIn.directoryOf(request.headers.authorization, person)
    return { member, words: wordsFor(world, member), arrivedAt, place: null, directory }
  }
  return undefined
}

const wordsFor = ({ texts }: World, { language, network }: Member) => texts.for(language, network.zone)

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
