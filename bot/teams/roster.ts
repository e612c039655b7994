/** The roster of a conversation: paged members, within the limits, patient when Teams asks for it. */
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import type { Reading } from '../delivery/reading'
import type { ReadRoster, RosterPerson } from '../groups/roster'
import type { Log } from '../log'
import { retryAfterMs } from './connector'
import { isServiceHost } from './gate'

export interface RosterSettings {
  readonly hosts: readonly string[]
  readonly token: () => Promise<string | undefined>
  /** Roster calls count like posts, in their conversation's budget and in the tenant's (PLATFORM.md 1). */
  readonly reading: Reading
  readonly log: Log
}

/** Teams' greatest page. */
const pageSize = 500
/** Teams' own limit of people in a team is 25,000: no roster is longer than this. */
const mostPages = 60

interface Patience {
  readonly tries: number
  /** Of one call. */
  readonly timeoutMs: number
  /** For room in the budgets. After half a minute's worth of pages (30) there is none for 16 s. */
  readonly patienceMs: number
}

/** Somebody sits before a page, or nobody waits at all. */
const patient: Patience = { tries: 4, timeoutMs: 10_000, patienceMs: 20_000 }
/** Somebody has written, and Teams sends that again when it is not answered in 15 s. */
const prompt: Patience = { tries: 1, timeoutMs: 4_000, patienceMs: 3_000 }

const person = z.object({
  id: z.string().max(300),
  name: z.string().max(500).nullish(),
  aadObjectId: z.string().max(100).nullish(),
  objectId: z.string().max(100).nullish(),
  tenantId: z.string().max(100).nullish(),
  email: z.string().max(320).nullish(),
  userPrincipalName: z.string().max(320).nullish(),
})

const pageOfMembers = z.object({
  members: z.array(person),
  continuationToken: z.string().max(4000).nullish(),
})

/** One person as the conversation's roster has them. null: nobody, or Teams did not answer. */
export type ReadPerson = (
  networkId: string,
  place: { readonly serviceUrl: string; readonly conversationId: string },
  teamsUserId: string,
) => Promise<RosterPerson | null>

export function personReader({ hosts, ...settings }: RosterSettings): ReadPerson {
  return async (networkId, { serviceUrl, conversationId }, teamsUserId) => {
    if (!isServiceHost(serviceUrl, hosts)) return null
    const url = `${placeOf(serviceUrl, conversationId)}/members/${encodeURIComponent(teamsUserId)}`
    const found = await readAnswer(settings, { networkId, conversationId, url, ...prompt }, person)
    return found ? (personOf(found)[0] ?? null) : null
  }
}

const placeOf = (serviceUrl: string, conversationId: string) =>
  `${serviceUrl.replace(/\/$/, '')}/v3/conversations/${encodeURIComponent(conversationId)}`

export function rosterReader({ hosts, ...settings }: RosterSettings): ReadRoster {
  return async (networkId, { serviceUrl, conversationId }) => {
    if (!isServiceHost(serviceUrl, hosts)) return null
    const people: RosterPerson[] = []
    let next: string | null = null
    for (let pages = 0; pages < mostPages; pages += 1) {
      const query = new URLSearchParams({ pageSize: `${pageSize}`, ...(next && { continuationToken: next }) })
      const url = `${placeOf(serviceUrl, conversationId)}/pagedmembers?${query}`
      const page = await readAnswer(settings, { networkId, conversationId, url, ...patient }, pageOfMembers)
      if (!page) return null
      people.push(...page.members.flatMap(personOf))
      next = page.continuationToken ?? null
      if (!next) return people
    }
    return people
  }
}

interface Question extends Patience {
  readonly networkId: string
  readonly conversationId: string
  readonly url: string
}

/** @returns null when Teams refuses it, or there was no answer in time */
async function readAnswer<T>(
  { token, reading, log }: Omit<RosterSettings, 'hosts'>,
  question: Question,
  shape: z.ZodType<T>,
): Promise<T | null> {
  const { networkId, conversationId } = question
  for (let tries = 1; tries <= question.tries; tries += 1) {
    if (!(await reading.leave(networkId, conversationId, question.patienceMs))) return null
    const got = await ask(question, token, shape)
    if (got.read) return got.read
    // What Teams asks for holds for whatever else goes there, by whichever process.
    if (got.afterMs !== undefined) await reading.pause(networkId, conversationId, got.afterMs)
    if (got.final || tries === question.tries) {
      log.warn({ status: got.status }, 'a roster could not be read')
      return null
    }
    if (got.afterMs === undefined) await sleep(2 ** tries * 250)
  }
  return null
}

interface Asked<T> {
  readonly read?: T
  /** Asking again would bring the same. */
  readonly final?: boolean
  readonly status?: number
  readonly afterMs?: number | undefined
}

/** Reading is repeated at will: it changes nothing. Without a token it is as if Teams had not answered. */
async function ask<T>(
  { url, timeoutMs }: Question,
  token: RosterSettings['token'],
  shape: z.ZodType<T>,
): Promise<Asked<T>> {
  try {
    const bearer = await token()
    const response = await fetch(url, {
      headers: bearer ? { authorization: `Bearer ${bearer}` } : {},
      signal: AbortSignal.timeout(timeoutMs),
      redirect: 'error',
    })
    const { status, headers } = response
    if (status !== 200) {
      await response.body?.cancel()
      const again = status === 412 || status === 429 || status >= 500
      return { status, final: !again, afterMs: retryAfterMs(headers.get('retry-after'), headers.get('date')) }
    }
    const read = shape.safeParse(await response.json())
    return read.success ? { read: read.data } : { status, final: true }
  } catch {
    return {}
  }
}

/** Bots and what has no account in a directory stand in rosters, too. */
function personOf(member: z.output<typeof person>): readonly RosterPerson[] {
  const objectId = member.aadObjectId ?? member.objectId
  if (!objectId) return []
  return [
    {
      teamsUserId: member.id,
      objectId: objectId.toLowerCase(),
      tenantId: member.tenantId?.toLowerCase() ?? null,
      name: member.name ?? '',
      mail: member.email || member.userPrincipalName || null,
    },
  ]
}
