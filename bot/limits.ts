/** How much of one person, and of one address, is answered at a time: abuse is slowed, and nobody else feels it. */
import { createHash, randomBytes } from 'node:crypto'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'

export interface Allowance {
  readonly requests: number
  readonly seconds: number
}

export interface Allowances {
  /** Of one person, by all doors together. */
  readonly person: Allowance
  /** Of one address, for what nobody has signed in for: files, open routes, wrong addresses. */
  readonly address: Allowance
  /** Of one address: sign-ins that failed. */
  readonly failure: Allowance
}

export const allowances: Allowances = {
  // While all vote, a window of the tab reads three views every half second. Three windows of a fast reader stay under 20
  // a second; a program that floods takes no more than 30 of the 1,000 votes a second that the service stores.
  person: { requests: 300, seconds: 10 },
  // A kick-off: 60 people in one hall, behind one address, open the tab in the same moment and load 30 files each.
  address: { requests: 2000, seconds: 10 },
  // After a restart of the demo each open window fails once or twice before it signs in anew: a hall of 60 with two windows
  // each. Guessing gets five tries a second.
  failure: { requests: 300, seconds: 60 },
}

/** What to say to who asks for more than that. */
export interface Overdrawn {
  /** Seconds until the next request is answered, 1 or more. */
  readonly wait: number
  /** The first one too many: told where telling costs a post; the others are passed over in silence. */
  readonly first: boolean
  /** Twice as much as allowed: whoever goes on like this is given no more than a word. */
  readonly far: boolean
}

/** Each counts one; undefined: go on. */
export interface Limits {
  /** @param objectId of Entra, whatever the tenant; the member's id of who has no account */
  person(objectId: string): Promise<Overdrawn | undefined>
  address(address: string): Promise<Overdrawn | undefined>
  failure(address: string): Promise<Overdrawn | undefined>
  /** Counts nothing: whether an address has failed too often by now. */
  hasFailed(address: string): Promise<Overdrawn | undefined>
}

/**
 * Counts in the memory of the process: with several processes on one database a person, and an address, has the allowance at
 * each. That is meant.
 * - What is protected is the process: its loop and its memory. As many of them answer as many times as much.
 * - A count in the database (`RateLimiterPostgres`) is a write for each request: a vote costs one commit for a hundred of them
 *   (`polls/ballot-box.ts`), and would cost one each.
 * - Failed sign-ins alone would be few; but whoever fails is a stranger, and each attempt would be a write of theirs in the
 *   database that all share: the very thing that is to be kept from them.
 * - Nothing that could be guessed is short enough for the number of processes to matter: a set-up code has 59 bits and a week
 *   (`groups/set-up.ts`), METRICS_TOKEN 16 characters at least, and tokens are signed.
 * Divided by the number of processes, the allowance would be too small for who stays with one of them: a load balancer that
 * keeps connections does just that.
 */
export function openLimits(allowed: Allowances = allowances): Limits {
  const of = ({ requests, seconds }: Allowance) =>
    new RateLimiterMemory({ points: requests, duration: seconds })
  const [persons, addresses, failures] = [of(allowed.person), of(allowed.address), of(allowed.failure)]
  const bucketOf = buckets()
  return {
    person: (objectId) => count(persons, objectId.toLowerCase()),
    address: (address) => count(addresses, bucketOf(address)),
    failure: (address) => count(failures, bucketOf(address)),
    hasFailed: async (address) => {
      const now = await failures.get(bucketOf(address))
      return now && now.consumedPoints > failures.points ? overdrawn(failures, now) : undefined
    },
  }
}

async function count(limiter: RateLimiterMemory, key: string): Promise<Overdrawn | undefined> {
  try {
    await limiter.consume(key)
    return undefined
  } catch (refused) {
    if (refused instanceof RateLimiterRes) return overdrawn(limiter, refused)
    throw refused
  }
}

function overdrawn({ points }: RateLimiterMemory, now: RateLimiterRes): Overdrawn {
  return {
    wait: Math.max(1, Math.ceil(now.msBeforeNext / 1000)),
    first: now.consumedPoints === points + 1,
    far: now.consumedPoints > 2 * points,
  }
}

/** 6 MB of counters when all are in use at once. */
const places = 16_384

/**
 * Addresses can be made up in any number, people cannot. So addresses share places, which bounds what is remembered of
 * them; with a secret of the process nobody finds out with whom.
 */
function buckets(): (address: string) => string {
  const secret = randomBytes(16)
  return (address) => {
    const hash = createHash('sha256').update(secret).update(address).digest()
    return `${hash.readUInt32BE(0) % places}`
  }
}
