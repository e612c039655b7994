/** The tab's only door to the service: every request goes out here and every trouble comes back as one kind. */
import { cardType, readVerbs } from './card-verbs'
import { type Answered, Trouble, troubleOf } from './trouble'

/** Where the token comes from: Teams, or the demo. */
export interface Bearer {
  readonly token: () => Promise<string | null>
  /** Called once after a 401; true when asking again is worth it. */
  readonly renew: () => Promise<boolean>
  /** Of a personal link: the key of this browser, which goes along. Never in an address. */
  readonly browser?: string
}

export type Fields = Readonly<Record<string, unknown>>

/** The card that answers, and whether it says no: a refusal is a card, too. */
export interface CardAnswer {
  readonly card: unknown
  readonly refused: boolean
}

// A commit with everything around it takes milliseconds; who waits 20 s is better told so.
const patienceMs = 20_000
// A file of 10,000 rows, or as many accounts that Graph is asked for.
const longPatienceMs = 90_000
// Asked before anybody is known; a token would be asked for in order to get one.
const withoutToken = /^(demo|session)\./
const noBearer: Bearer = { token: async () => null, renew: async () => false }
let bearer: Bearer = noBearer
let language = 'de'
let placeTenant: string | null = null

export function askAs(next: Bearer): void {
  bearer = next
}

export function askIn(next: string): void {
  language = next
}

/** Whose channel the tab stands in, by the tenant that owns it; null outside channels. There its network counts. */
export function standAt(tenant: string | null): void {
  placeTenant = tenant
}

/** Answers a view of the service as plain data. */
export async function read<T>(name: string, input: Fields = {}): Promise<T> {
  return (await json(await send(`${name}${query(input)}`, { method: 'GET' }))) as T
}

/** Does something in the service. */
export async function act<T>(name: string, body: Fields): Promise<T> {
  return (await json(await send(name, post(body)))) as T
}

/** Does something that takes its time. */
export async function actPatiently<T>(name: string, body: Fields): Promise<T> {
  return (await json(await send(name, { ...post(body), ...patiently() }))) as T
}

/** Sends a file. What is typed beside it stands in the address, so it is nothing secret. */
export async function upload<T>(name: string, input: Fields, file: File): Promise<T> {
  const init = { method: 'POST', body: file, ...patiently() }
  return (await json(
    await send(`${name}${query(input)}`, init, { 'content-type': 'application/octet-stream' }),
  )) as T
}

/** Fetches a file and gives it to the browser to keep: a plain link could not carry the bearer token. */
export async function keep(name: string, input: Fields): Promise<void> {
  const answer = await send(`${name}${query(input)}`, { method: 'GET', ...patiently() }, { accept: '*/*' })
  if (!answer.ok) throw troubleOf(await bodyOf(answer), answer.status)
  const named = /filename\*=UTF-8''([^;]+)/.exec(answer.headers.get('content-disposition') ?? '')?.[1]
  saveFile(await answer.blob(), decodeURIComponent(named ?? name))
}

/** Hands something to the browser's downloads. */
export function saveFile(content: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(content)
  link.download = name
  link.click()
  // The browser has begun to read it by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}

/** Runs a card's verb and answers the next card. */
export async function askCard(verb: string, data: Fields): Promise<CardAnswer> {
  const reads = readVerbs.has(verb)
  const path = reads ? `${verb}${query(data)}` : verb
  const answer = await send(path, reads ? { method: 'GET' } : post(data), { accept: cardType })
  const isCard = (answer.headers.get('content-type') ?? '').includes(cardType)
  if (!isCard || answer.status >= 500) throw troubleOf(await bodyOf(answer), answer.status)
  return { card: await answer.json(), refused: !answer.ok }
}

/** Opens the stream of changes. EventSource cannot carry the bearer token, and no token goes into a URL. */
export async function openStream(signal: AbortSignal): Promise<Response> {
  const answer = await send('changes', { method: 'GET', signal }, { accept: 'text/event-stream' })
  if (!answer.ok || answer.body === null) throw troubleOf(await bodyOf(answer), answer.status)
  return answer
}

async function send(
  path: string,
  init: RequestInit,
  headers: Record<string, string> = {},
): Promise<Response> {
  if (withoutToken.test(path)) return sendOnce(path, init, headers, null)
  const first = await sendOnce(path, init, headers, await bearer.token())
  if (first.status !== 401 || !(await bearer.renew())) return first
  return sendOnce(path, init, headers, await bearer.token())
}

async function sendOnce(
  path: string,
  init: RequestInit,
  headers: Record<string, string>,
  token: string | null,
): Promise<Response> {
  const all = new Headers({ accept: 'application/json', 'accept-language': language, ...headers })
  if (init.body && !all.has('content-type')) all.set('content-type', 'application/json')
  if (token !== null) all.set('authorization', `${bearer.browser ? 'Link' : 'Bearer'} ${token}`)
  if (bearer.browser) all.set('x-link-browser', bearer.browser)
  if (token !== null && placeTenant !== null) all.set('x-place-tenant', placeTenant)
  try {
    return await fetch(`/api/${path}`, {
      ...init,
      headers: all,
      signal: init.signal ?? AbortSignal.timeout(patienceMs),
    })
  } catch {
    // Whatever it was (no network, no service, no patience): nothing came back.
    throw new Trouble('unreachable', null, null, null)
  }
}

const patiently = () => ({ signal: AbortSignal.timeout(longPatienceMs) })

function post(body: Fields): RequestInit {
  return { method: 'POST', body: JSON.stringify(body) }
}

function query(input: Fields): string {
  const pairs = new URLSearchParams()
  for (const [key, value] of Object.entries(input)) {
    if (value !== undefined && value !== null && value !== '') pairs.set(key, String(value))
  }
  return pairs.size === 0 ? '' : `?${pairs}`
}

async function json(answer: Response): Promise<unknown> {
  const body = await bodyOf(answer)
  if (!answer.ok) throw troubleOf(body, answer.status)
  return body
}

async function bodyOf(answer: Response): Promise<Answered> {
  try {
    return (await answer.json()) as Answered
  } catch {
    return {}
  }
}
