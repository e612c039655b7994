/** The roster of a conversation: paged members, within the tenant's limit, patient when Teams asks for it. */
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import type { Pace } from '../delivery/pace'
import type { ReadRoster, RosterPerson } from '../groups/roster'
import type { Log } from '../log'
import { retryAfterMs } from './connector'
import { isServiceHost } from './gate'

export interface RosterSettings {
  readonly hosts: readonly string[]
  readonly token: () => Promise<string | undefined>
  /** Roster calls count towards the tenant's 50 a second (PLATFORM.md 1); a conversation's own limit for them is far off. */
  readonly pace: Pace
  readonly log: Log
}

/** Teams' greatest page. */
const pageSize = 500
/** Teams' own limit of people in a team is 25,000: no roster is longer than this. */
const mostPages = 60
const mostTries = 4
const timeoutMs = 10_000
/** Whoever waits sits before a page: later than this they are told to come again. */
const longestWaitMs = 15_000

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

export function personReader({ hosts, token, pace, log }: RosterSettings): ReadPerson {
  return async (networkId, { serviceUrl, conversationId }, teamsUserId) => {
    if (!isServiceHost(serviceUrl, hosts)) return null
    const url = `${placeOf(serviceUrl, conversationId)}/members/${encodeURIComponent(teamsUserId)}`
    const found = await readAnswer(url, networkId, { token, pace, log }, person)
    return found ? (personOf(found)[0] ?? null) : null
  }
}

const placeOf = (serviceUrl: string, conversationId: string) =>
  `${serviceUrl.replace(/\/$/, '')}/v3/conversations/${encodeURIComponent(conversationId)}`

export function rosterReader({ hosts, token, pace, log }: RosterSettings): ReadRoster {
  return async (networkId, { serviceUrl, conversationId }) => {
    if (!isServiceHost(serviceUrl, hosts)) return null
    const people: RosterPerson[] = []
    let next: string | null = null
    for (let pages = 0; pages < mostPages; pages += 1) {
      const query = new URLSearchParams({ pageSize: `${pageSize}`, ...(next && { continuationToken: next }) })
      const url = `${placeOf(serviceUrl, conversationId)}/pagedmembers?${query}`
      const page = await readAnswer(url, networkId, { token, pace, log }, pageOfMembers)
      if (!page) return null
      people.push(...page.members.flatMap(personOf))
      next = page.continuationToken ?? null
      if (!next) return people
    }
    return people
  }
}

async function readAnswer<T>(
  url: string,
  networkId: string,
  { token, pace, log }: Omit<RosterSettings, 'hosts'>,
  shape: z.ZodType<T>,
): Promise<T | null> {
  for (let tries = 1; tries <= mostTries; tries += 1) {
    const turn = await pace.turn(networkId)
    if (turn === null || !(await pace.leave(networkId, turn))) {
      await sleep(500)
      continue
    }
    const got = await ask(url, await token(), shape)
    if (got.read) return got.read
    if (got.final || tries === mostTries) {
      log.warn({ status: got.status }, 'a roster could not be read')
      return null
    }
    await sleep(Math.min(longestWaitMs, got.afterMs ?? 2 ** tries * 250))
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

/** Reading is repeated at will: it changes nothing. */
async function ask<T>(url: string, bearer: string | undefined, shape: z.ZodType<T>): Promise<Asked<T>> {
  try {
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
