/**
 * Posts and edits in Teams: the connector's REST calls, one attempt each.
 *
 * botbuilder's own connector is not used for sending: it repeats a create after 500-504, 408 and cut connections, so
 * that a post may stand twice (PLATFORM trap 2), and throws the id of a new channel post away (trap 3). What may be
 * repeated is decided in `delivery/outcome.ts`, and nowhere else.
 */
import type { Card } from '../card/elements'
import { marked, markOf } from '../delivery/mark'
import type { WireAnswer } from '../delivery/outcome'
import type { Outlet, Target } from '../delivery/outlet'
import { isServiceHost } from './gate'

export interface ConnectorSettings {
  readonly hosts: readonly string[]
  /** The bot's token; undefined where nobody asks for one (Playground, tests). */
  readonly token: () => Promise<string | undefined>
  /** Teams answers within seconds; later than this its answer is not waited for. */
  readonly timeoutMs?: number
}

export function openConnector({ hosts, token, timeoutMs = 10_000 }: ConnectorSettings): Outlet {
  const call = async (
    method: 'POST' | 'PUT',
    target: Target,
    path: string,
    body: unknown,
  ): Promise<Reply> => {
    // Checked again here: a stored address may be older than the list.
    if (!isServiceHost(target.serviceUrl, hosts)) return final('the address is not one of Teams')
    let bearer: string | undefined
    try {
      bearer = await token()
    } catch (error) {
      return { answer: { kind: 'never-connected', cause: `no token: ${messageOf(error)}` } }
    }
    return send(
      method,
      `${target.serviceUrl.replace(/\/$/, '')}/v3/conversations${path}`,
      body,
      bearer,
      timeoutMs,
    )
  }
  return {
    create: async (target, { card }, postId) => {
      const inChannel = target.replyTo === null && /@thread\.(tacv2|skype)$/.test(target.conversationId)
      const message = messageWith(marked(card, markOf(postId)))
      const { answer, body } = inChannel
        ? await call('POST', target, '', {
            isGroup: true,
            channelData: { channel: { id: target.conversationId } },
            activity: message,
          })
        : await call('POST', target, `/${encodeURIComponent(threadOf(target))}/activities`, message)
      const messageId = body?.activityId ?? body?.id
      return messageId ? { answer, messageId } : { answer }
    },
    edit: async (target, messageId, { card }, postId) => {
      const path = `/${encodeURIComponent(threadOf(target))}/activities/${encodeURIComponent(messageId)}`
      return (
        await call('PUT', target, path, {
          ...messageWith(marked(card, markOf(postId))),
          id: messageId,
        })
      ).answer
    },
  }
}

/** What the connector says: ids of what was created, or Microsoft's shape of an error. */
interface ReplyBody {
  readonly id?: string
  readonly activityId?: string
  readonly error?: { readonly code?: string }
}

interface Reply {
  readonly answer: WireAnswer
  readonly body?: ReplyBody | undefined
}

function threadOf({ conversationId, replyTo }: Target): string {
  return replyTo && conversationId.includes('@thread.')
    ? `${conversationId};messageid=${replyTo}`
    : conversationId
}

function messageWith(card: Card) {
  return {
    type: 'message',
    summary: card.fallbackText,
    attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: card }],
  }
}

async function send(
  method: string,
  url: string,
  body: unknown,
  bearer: string | undefined,
  timeoutMs: number,
): Promise<Reply> {
  try {
    const response = await fetch(url, {
      method,
      headers: { 'content-type': 'application/json', ...(bearer && { authorization: `Bearer ${bearer}` }) },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(timeoutMs),
      redirect: 'error',
    })
    const answered = (await response.json().catch(() => undefined)) as ReplyBody | undefined
    return { answer: answerOf(response, answered), body: response.ok ? answered : undefined }
  } catch (error) {
    return { answer: brokenOff(error) }
  }
}

function answerOf(response: Response, body: ReplyBody | undefined): WireAnswer {
  const { headers } = response
  const afterMs = retryAfterMs(headers.get('retry-after'), headers.get('date'))
  // A person who blocked the bot is told by a sub-code, which stands now beside the error, now in its message as JSON.
  const blocked = JSON.stringify(body ?? '').includes(blockedCode)
  const said = response.status === 403 && blocked ? blockedCode : body?.error?.code
  return {
    kind: 'answered',
    status: response.status,
    ...(afterMs !== undefined && { retryAfterMs: afterMs }),
    ...(typeof said === 'string' && { code: said.slice(0, 80) }),
  }
}

const blockedCode = 'MessageWritesBlocked'

/** Nobody is asked to wait for longer in earnest; and a day later the post is given up anyway. */
const longestRetryAfterMs = 86_400_000

/**
 * Seconds, or a date (RFC 9110, 10.2.3), which is read by the clock of the server that sent it.
 * @returns undefined where there is none; 0 for one that nobody can read: it says to come again all the same
 */
export function retryAfterMs(value: string | null, date: string | null): number | undefined {
  const said = value?.trim() ?? ''
  if (said === '') return undefined
  const ms = /^\d+(\.\d+)?$/.test(said) ? Number(said) * 1000 : Date.parse(said) - Date.parse(date ?? '')
  return Number.isNaN(ms) ? 0 : Math.min(longestRetryAfterMs, Math.max(0, ms))
}

/** Codes with which a connection fails before a byte of the request has left. */
const neverOpened = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
])

function brokenOff(error: unknown): WireAnswer {
  const cause = error instanceof Error ? error.cause : undefined
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : messageOf(error)
  return { kind: neverOpened.has(code) ? 'never-connected' : 'cut', cause: code }
}

function final(cause: string): Reply {
  return { answer: { kind: 'answered', status: 400, code: cause } }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message.slice(0, 200) : String(error).slice(0, 200)
}
