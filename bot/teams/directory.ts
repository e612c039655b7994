/**
 * Asks Microsoft Graph whether people's accounts are in their tenant's directory.
 *
 * `GET /users/{id}` for each, 20 to a `$batch`. `directoryObjects/getByIds` would take 1,000 ids at once, but wants
 * Directory.Read.All, gives no `accountEnabled`, and leaves out whom it does not find: half an answer would look like people
 * who have left. Here each has an answer of its own, and only "there is no such resource" says that somebody is gone.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { elapsed } from '../clock'
import type { Config } from '../config'
import type {
  AccountStanding,
  DirectoryAnswer,
  DirectoryFailure,
  DirectoryFor,
  ReadDirectory,
} from '../groups/directory'
import type { Log } from '../log'
import { retryAfterMs } from './connector'
import { onBehalfOf, ownToken, type TokenAnswer } from './directory-tokens'

export interface DirectorySettings {
  /** `https://graph.microsoft.com`, or that of a national cloud. */
  readonly url: string
  readonly token: () => Promise<TokenAnswer>
  /** What is read of an account. A person's right to read basic profiles does not reach `accountEnabled`. */
  readonly fields: 'id' | 'id,accountEnabled'
  /** How long the whole reading may take. */
  readonly patienceMs: number
  readonly log: Log
  /** Of each request. */
  readonly timeoutMs?: number
}

/** Who has pressed a button sits before the page, which waits for 90 s (tab/ask.ts); a last request takes 10 of them. */
const personsPatienceMs = 75_000
/** At night nobody does; but a job that waits is one that does nothing else. */
const nightsPatienceMs = 600_000

/** On behalf of who acts; undefined where the tab's registration has no secret. */
export function personalDirectory(config: Config, log: Log): DirectoryFor | undefined {
  const exchange = onBehalfOf(config)
  if (!exchange) return undefined
  const shared = { url: config.graphUrl, fields: 'id', patienceMs: personsPatienceMs, log } as const
  return (token, tenantId) => openDirectory({ ...shared, token: exchange(token, tenantId) })
}

/** With the service's own rights, by tenant. */
export function nightlyDirectory(
  config: Config,
  log: Log,
  patienceMs = nightsPatienceMs,
): (tenantId: string) => ReadDirectory {
  const token = ownToken(config)
  const shared = { url: config.graphUrl, fields: 'id,accountEnabled', patienceMs, log } as const
  return (tenantId) => openDirectory({ ...shared, token: token(tenantId) })
}

/** Graph takes 20 requests in a batch. */
const batchSize = 20
/** Batches on their way at once; Graph answers those of one in any order, too. */
const lanes = 4
const mostTries = 4

export function openDirectory(settings: DirectorySettings): ReadDirectory {
  return async (objectIds) => {
    const until = elapsed() + settings.patienceMs
    const got = await settings.token()
    if (got.is === 'none') {
      settings.log.warn({ why: got.why, code: got.code }, 'no token for the directory')
      return { is: 'unread', why: got.why }
    }
    const answer = await readAll({ ...settings, bearer: got.token, until }, objectIds)
    if (answer.is === 'unread') settings.log.warn({ why: answer.why }, 'the directory could not be read')
    return answer
  }
}

type Reading = DirectorySettings & { readonly bearer: string; readonly until: number }

async function readAll(reading: Reading, objectIds: readonly string[]): Promise<DirectoryAnswer> {
  const standings = new Map<string, AccountStanding>()
  const batches = inBatches(objectIds)
  let why: DirectoryFailure | undefined
  const lane = async () => {
    for (let batch = batches.shift(); batch && !why; batch = batches.shift())
      // Not `why ??= await …`: what another lane has found meanwhile would be lost.
      why = (await readBatch(reading, batch, standings)) ?? why
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  return why ? { is: 'unread', why } : { is: 'read', standings }
}

function inBatches(ids: readonly string[]): (readonly string[])[] {
  return Array.from({ length: Math.ceil(ids.length / batchSize) }, (_, i) =>
    ids.slice(i * batchSize, (i + 1) * batchSize),
  )
}

/** @returns why it could not be read; undefined: each of its ids stands in `standings` */
async function readBatch(
  reading: Reading,
  ids: readonly string[],
  standings: Map<string, AccountStanding>,
): Promise<DirectoryFailure | undefined> {
  let open = ids
  for (let tries = 1; tries <= mostTries; tries += 1) {
    if (elapsed() > reading.until) return 'busy'
    const asked = await ask(reading, open)
    if (asked.why) return asked.why
    for (const [id, standing] of asked.standings) standings.set(id, standing)
    open = open.filter((id) => !standings.has(id))
    if (open.length === 0) return undefined
    const ms = asked.afterMs ?? 2 ** tries * 250
    // Microsoft may have itself waited for as long as it likes; a later comparison asks again.
    if (elapsed() + ms > reading.until) return 'busy'
    await sleep(ms)
  }
  return 'busy'
}

interface Asked {
  /** Asking again would bring the same. */
  readonly why?: DirectoryFailure
  /** Of some: who is missing is asked for again. */
  readonly standings: ReadonlyMap<string, AccountStanding>
  /** Graph's own pause before the next time. */
  readonly afterMs?: number | undefined
}

const failed = (why: DirectoryFailure): Asked => ({ why, standings: new Map() })

async function ask(reading: Reading, ids: readonly string[]): Promise<Asked> {
  const { url, bearer, fields, timeoutMs = 10_000 } = reading
  const requests = ids.map((id, i) => ({ id: `${i}`, method: 'GET', url: `/users/${id}?$select=${fields}` }))
  try {
    const response = await fetch(`${url}/v1.0/$batch`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(bearer && { authorization: `Bearer ${bearer}` }),
      },
      body: JSON.stringify({ requests }),
      signal: AbortSignal.timeout(timeoutMs),
      // The token goes to nobody but Graph.
      redirect: 'error',
    })
    const { status, headers } = response
    const body = parse(await response.text())
    if (status === 200) return readAnswers(body, ids)
    const afterMs = retryAfterMs(headers.get('retry-after'), headers.get('date'))
    return isPassing(status) ? { standings: new Map(), afterMs } : failed(refusalOf(status))
  } catch {
    // Too late, broken off, or never connected: it changes nothing there, so it is asked again.
    return { standings: new Map() }
  }
}

const account = z.object({ id: z.string(), accountEnabled: z.boolean().nullish() })
const missing = z.object({ error: z.object({ code: z.literal('Request_ResourceNotFound') }) })
const answers = z.object({
  responses: z.array(
    z.object({
      id: z.string(),
      status: z.number(),
      headers: z.record(z.string(), z.unknown()).nullish(),
      body: z.unknown(),
    }),
  ),
})

/** A batch that succeeds says nothing of what is in it: each has its own status, and its own pause. */
function readAnswers(body: unknown, ids: readonly string[]): Asked {
  const read = answers.safeParse(body)
  if (!read.success) return failed('unclear')
  const { responses } = read.data
  if (responses.length !== ids.length) return failed('unclear')
  const standings = new Map<string, AccountStanding>()
  let afterMs: number | undefined
  for (const [i, id] of ids.entries()) {
    const one = responses.find((response) => response.id === `${i}`)
    if (!one) return failed('unclear')
    const standing = standingOf(one.status, one.body, id)
    if (standing) standings.set(id, standing)
    else if (!isPassing(one.status)) return failed(refusalOf(one.status))
    else afterMs = longer(afterMs, pauseIn(one.headers))
  }
  return { standings, afterMs }
}

function standingOf(status: number, body: unknown, id: string): AccountStanding | undefined {
  if (status === 404) return missing.safeParse(body).success ? 'gone' : undefined
  const read = status === 200 ? account.safeParse(body).data : undefined
  if (read?.id.toLowerCase() !== id) return undefined
  return read.accountEnabled === false ? 'disabled' : 'there'
}

/** Of a request within a batch: a header of any spelling. */
function pauseIn(headers: Readonly<Record<string, unknown>> | null | undefined): number | undefined {
  const said = Object.entries(headers ?? {}).find(([name]) => name.toLowerCase() === 'retry-after')?.[1]
  return said === undefined ? undefined : retryAfterMs(String(said), null)
}

const longer = (one: number | undefined, other: number | undefined) =>
  one === undefined || other === undefined ? (one ?? other) : Math.max(one, other)

const isPassing = (status: number) => status === 408 || status === 429 || status >= 500

const refusalOf = (status: number): DirectoryFailure =>
  status === 401 || status === 403 ? 'forbidden' : 'unclear'

/** @returns undefined for what is no JSON */
function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
