/** One reader's stream of changes: what may concern the reader, gathered; it ends when the reader's rights change. */
import type { Response } from 'restify'
import { elapsed } from '../clock'
import type { News, NewsItem } from '../database/news'
import type { IsElector } from '../groups/electors'
import type { Member } from '../groups/member'
import { may } from '../groups/rights'

/** Votes of half a second are told at once; more often nobody could look. */
const gatherMs = 500
const pingMs = 20_000

export interface Listener {
  readonly member: Member
  /** Whether the member may still do what was allowed when the stream was opened. */
  readonly isSame: () => Promise<boolean>
  readonly isElector: IsElector
}

type PollNews = Extract<NewsItem, { poll: string }>
type OfferNews = Extract<NewsItem, { offer: string }>

/** @returns what ends it */
export function openStream(response: Response, listener: Listener, news: News): () => void {
  const { member } = listener
  response.writeHead(200, {
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  })
  response.write(': open\n\n')
  const told = gatherer(response)
  const mayHear = pollEar(listener)
  const look = afterwards(async () => {
    if (!(await listener.isSame())) stop()
  })
  const unsubscribe = news.subscribe((item) => {
    // E1, and the groups one may see: not even an id leaves for others.
    if (item.network !== member.networkId) return
    if ('people' in item) look().catch(stop)
    else if ('offer' in item) told.offer(item)
    else if ('answer' in item) {
      if (item.organisation === member.organisationId || runsRounds(member, item.group))
        told.round(item.answer)
    } else if ('round' in item) {
      if (item.group === null || may(member, 'see-group', item.group)) told.round(item.round)
    } else if ('ledger' in item) {
      if (mayConcern(member, item.group)) told.ledger()
    } else
      mayHear(item).then((hears) => {
        if (hears) told.poll(item)
      }, stop)
  })
  const ping = setInterval(() => response.write(': ping\n\n'), pingMs)
  // Whoever cannot be looked up comes back, and is let in or not.
  const stop = () => {
    unsubscribe()
    clearInterval(ping)
    told.stop()
    response.end()
  }
  // The rights may have changed between being read and being listened for.
  look().catch(stop)
  return stop
}

/** The news of a ledger says nothing of what stands in it. */
function mayConcern(member: Member, group: string | null): boolean {
  return member.chair || may(member, 'see-deliveries', group ?? undefined)
}

/** Who runs a group's polls runs its rounds, the office the network's. */
function runsRounds(member: Member, group: string | null): boolean {
  return group === null ? may(member, 'administer') : may(member, 'run-polls', group)
}

/** A voter who is added to a poll that runs (P1) hears of it a minute later at the latest. */
const againMs = 60_000

/** Whoever does not see the group may vote in it all the same: asked once, and where it was not so, once more in time. */
function pollEar({ member, isElector }: Listener): (item: PollNews) => Promise<boolean> {
  const { networkId, id: memberId } = member
  const known = new Map<string, { readonly votes: Promise<boolean>; readonly until: number }>()
  return async ({ poll, group }) => {
    if (may(member, 'see-group', group)) return true
    const before = known.get(poll)
    if (before && (before.until > elapsed() || (await before.votes))) return before.votes
    const votes = isElector({ networkId, memberId, matter: poll })
    known.set(poll, { votes, until: elapsed() + againMs })
    return votes
  }
}

function gatherer(response: Response) {
  const waiting = new Map<string, number>()
  const offers = new Map<string, number>()
  const rounds = new Set<string>()
  let ledger = false
  let timer: NodeJS.Timeout | undefined
  let stopped = false
  const flush = () => {
    timer = undefined
    for (const [poll, revision] of waiting)
      response.write(`event: change\ndata: ${JSON.stringify({ poll, revision })}\n\n`)
    waiting.clear()
    for (const [offer, revision] of offers)
      response.write(`event: offer\ndata: ${JSON.stringify({ offer, revision })}\n\n`)
    offers.clear()
    for (const round of rounds) response.write(`event: round\ndata: ${JSON.stringify({ round })}\n\n`)
    rounds.clear()
    if (ledger) response.write('event: ledger\ndata: {}\n\n')
    ledger = false
  }
  const soon = () => {
    if (!stopped) timer ??= setTimeout(flush, gatherMs)
  }
  return {
    poll: ({ poll, revision }: PollNews) => {
      waiting.set(poll, revision)
      soon()
    },
    offer: ({ offer, revision }: OfferNews) => {
      offers.set(offer, revision)
      soon()
    },
    round: (round: string) => {
      rounds.add(round)
      soon()
    },
    ledger: () => {
      ledger = true
      soon()
    },
    stop: () => {
      stopped = true
      clearTimeout(timer)
    },
  }
}

/** Never twice at a time: what is asked for meanwhile is one more look after it. */
function afterwards(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined
  let again = false
  return async () => {
    if (running) {
      again = true
      return running
    }
    do {
      again = false
      running = work()
      await running
    } while (again)
    running = undefined
  }
}
