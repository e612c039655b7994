/** How the stand-ins for Microsoft Graph answer, and what may go wrong with it. */
import type { ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Json } from './teams-stand-in/call'

export type GraphMishap =
  /** Answers this status in Graph's shape of an error. */
  | { readonly status: number; readonly code?: string; readonly retryAfter?: number | string }
  /** Answers this, whatever it is, with status 200. */
  | { readonly body: string }
  /** The right page, changed. */
  | { readonly change: (page: Json) => unknown }
  /** The right page, late. */
  | { readonly slowMs: number }
  /** Sends the client elsewhere. */
  | { readonly redirect: string }
  /** The connection breaks … */
  | 'cut'
  /** … or does so in the middle of the page. */
  | 'cut-within'

export async function answer(
  response: ServerResponse,
  mishap: GraphMishap | null,
  page: Json,
): Promise<void> {
  if (mishap === 'cut') return void response.socket?.destroy()
  if (mishap === 'cut-within') {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': 1_000_000 })
    return void response.write('{"value":[', () => response.socket?.destroy())
  }
  if (mishap && 'status' in mishap) return fail(response, mishap.status, mishap.code, mishap.retryAfter)
  if (mishap && 'redirect' in mishap) {
    response.writeHead(302, { location: mishap.redirect })
    return void response.end()
  }
  // Holds no process open that has ended otherwise.
  if (mishap && 'slowMs' in mishap) await sleep(mishap.slowMs, undefined, { ref: false })
  const said = mishap && 'change' in mishap ? mishap.change(page) : page
  response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' })
  response.end(mishap && 'body' in mishap ? mishap.body : JSON.stringify(said))
}

/** `{ error: { code, message } }`, Graph's shape. */
export function fail(
  response: ServerResponse,
  status: number,
  code = 'UnknownError',
  retryAfter?: number | string,
) {
  const pause = retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }
  response.writeHead(status, { 'content-type': 'application/json', ...pause })
  response.end(JSON.stringify({ error: { code, message: code } }))
}
