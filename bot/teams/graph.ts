/**
 * Reads a channel's messages by Microsoft Graph, to find a post whose answer was lost.
 *
 * `GET /teams/{id}/channels/{id}/messages` (Microsoft: channel-list-messages) gives root messages and takes `$top`, but
 * neither filter nor order. Microsoft names no order; users of it report the thread with the latest activity first, so
 * an old message with a new reply can stand before newer ones, and the first old one is not the end of the new.
 */
import { z } from 'zod'
import { type ChannelReader, type Found, type Looked, look } from '../delivery/mark'

export interface GraphSettings {
  /** `https://graph.microsoft.com`, or that of a national cloud. */
  readonly url: string
  /** The bot's token; empty where nobody asks for one (tests). */
  readonly token: () => Promise<string>
  /** Of each page. */
  readonly timeoutMs?: number
}

/** The most that Graph puts on a page is 50. */
const pageSize = 50
const mostPages = 10

/** Clocks differ, ours and Microsoft's. */
const slackMs = 2 * 60_000

/**
 * So many messages that are older than the post, and unchanged since, prove that the listing has passed it. A smaller
 * number could be old threads that were answered after the post. In vain read are two pages.
 */
const quietIsPast = 100

export function openGraph(settings: GraphSettings): ChannelReader {
  return {
    find: async ({ teamGroupId, channelId }, mark, since) => {
      // Both go into the address of the request: nothing but ids may.
      if (!/^[\w-]+$/.test(teamGroupId)) return unreadable('not the id of a team')
      if (!/^19:[\w:.-]+@thread\.(tacv2|skype)$/.test(channelId)) return unreadable('not a channel')
      const place = `teams/${teamGroupId}/channels/${encodeURIComponent(channelId)}`
      const first = `${settings.url.replace(/\/$/, '')}/v1.0/${place}/messages?$top=${pageSize}`
      let bearer: string
      try {
        bearer = await settings.token()
      } catch (error) {
        return unreadable(`no token: ${messageOf(error)}`)
      }
      return search({ ...settings, bearer, first }, mark, since.getTime() - slackMs)
    },
  }
}

interface Reading extends GraphSettings {
  readonly bearer: string
  /** The address of the first page. */
  readonly first: string
}

type Unreadable = Extract<Found, { is: 'unreadable' }>

/** @param from milliseconds since 1970: the post was made no earlier. */
async function search(reading: Reading, mark: string, from: number): Promise<Found> {
  let next: string | undefined = reading.first
  let quiet = 0
  let unclear = false
  for (let pages = 0; next !== undefined && quiet < quietIsPast; pages += 1) {
    if (pages === mostPages) return unreadable(`more than ${mostPages} pages`)
    const page: Page | Unreadable = await read(reading, next)
    if ('is' in page) return page
    for (const message of page.value) {
      const looked = lookAt(message, mark)
      if (looked === 'ours') return { is: 'found', messageId: message.id }
      if (touchedAt(message) < from) quiet += 1
      else if (looked === 'unclear') unclear = true
    }
    next = page['@odata.nextLink'] ?? undefined
    // The token goes to nobody but Graph.
    if (next !== undefined && !isOf(next, reading.url)) return unreadable('the next page is elsewhere')
  }
  return unclear ? unreadable('a card there cannot be read') : { is: 'absent' }
}

const instant = z.iso.datetime({ offset: true }).nullish()

/** Of a chatMessage, what is needed. Whatever is of another shape makes the page unreadable, not the post absent. */
const message = z.object({
  id: z.string().min(1).max(100),
  createdDateTime: instant,
  lastModifiedDateTime: instant,
  deletedDateTime: instant,
  attachments: z
    .array(z.object({ contentType: z.string().nullish(), content: z.string().nullish() }))
    .nullish(),
})

const page = z.object({ value: z.array(message), '@odata.nextLink': z.string().nullish() })

type Message = z.output<typeof message>
type Page = z.output<typeof page>

const adaptiveCard = 'application/vnd.microsoft.card.adaptive'

function lookAt({ attachments, deletedDateTime }: Message, mark: string): Looked {
  if (deletedDateTime) return 'other'
  const looked = (attachments ?? [])
    .filter(({ contentType }) => contentType?.toLowerCase() === adaptiveCard)
    .map(({ content }) => lookInto(content ?? '', mark))
  return looked.find((one) => one === 'ours') ?? looked.find((one) => one === 'unclear') ?? 'other'
}

/** @param content the card as JSON in a string. */
function lookInto(content: string, mark: string): Looked {
  const card = parse(content)
  return card === undefined ? 'unclear' : look(card, mark)
}

/** @returns undefined for what is no JSON. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Milliseconds since 1970. A message that does not say when it was made counts as new. */
function touchedAt({ createdDateTime, lastModifiedDateTime }: Message): number {
  if (!createdDateTime) return Number.POSITIVE_INFINITY
  return Math.max(Date.parse(createdDateTime), Date.parse(lastModifiedDateTime ?? createdDateTime))
}

function isOf(link: string, url: string): boolean {
  return URL.canParse(link) && new URL(link).origin === new URL(url).origin
}

/** One attempt: whether and when to come again is the caller's. */
async function read({ bearer, timeoutMs = 15_000 }: Reading, url: string): Promise<Page | Unreadable> {
  const signal = AbortSignal.timeout(timeoutMs)
  try {
    const headers = { accept: 'application/json', ...(bearer && { authorization: `Bearer ${bearer}` }) }
    const response = await fetch(url, { headers, signal, redirect: 'error' })
    const body = parse(await response.text())
    if (!response.ok) return refused(response, body)
    const read = page.safeParse(body)
    return read.success ? read.data : unreadable('not a list of messages')
  } catch (error) {
    // Whoever does not answer one question does not answer the next one either.
    return signal.aborted
      ? { ...unreadable('no answer in time'), afterMs: 60_000 }
      : unreadable(messageOf(error))
  }
}

const graphError = z.object({ error: z.object({ code: z.string() }) })

/** `HTTP 403 Forbidden`: the status and Graph's own code. */
function refused({ status, headers }: Response, body: unknown): Unreadable {
  const code = graphError.safeParse(body).data?.error.code.slice(0, 80)
  const cause = code ? `HTTP ${status} ${code}` : `HTTP ${status}`
  // Graph gives seconds (Microsoft: throttling). More than a day of them is no pause but a mistake.
  const seconds = /^\d{1,5}$/.exec(headers.get('retry-after') ?? '')?.[0]
  return seconds ? { ...unreadable(cause), afterMs: Number(seconds) * 1000 } : unreadable(cause)
}

function unreadable(cause: string): Unreadable {
  return { is: 'unreadable', cause }
}

/** fetch says only that it failed; why stands beneath. */
function messageOf(error: unknown): string {
  const beneath = error instanceof Error && error.cause instanceof Error ? error.cause : error
  if (!(beneath instanceof Error)) return String(beneath).slice(0, 200)
  return 'code' in beneath ? String(beneath.code) : beneath.message.slice(0, 200)
}
