/** What a change in the service means for the pages: stale views are read again, cards are told. */
import type { QueryClient } from '@tanstack/react-query'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { type Change, followChanges } from './changes'

// Many answers in one moment are one reading: a page that reads more often helps nobody.
const gatherMs = 400
// While something goes to thousands the ledger changes all the time; who watches needs no more than one look a second.
const ledgerMs = 1_000
// A stream that is back within this time was never missed by anybody.
const graceMs = 4_000

const cards = new Set<(change: Change | null) => void>()

/** Calls back with each change, and with null when anything may have changed. */
export function onAnyChange(listener: (change: Change | null) => void): () => void {
  cards.add(listener)
  return () => cards.delete(listener)
}

/** Tells the cards of a poll that the reader has changed it from outside them. */
export function announcePoll(poll: string): void {
  for (const tell of cards) tell({ poll, revision: 0 })
}

/** Keeps all that is shown in step with the service as long as `who` is the reader; answers whether it does. */
export function useLive(client: QueryClient, who: string | null): boolean {
  const [live, setLive] = useState(true)
  useEffect(() => {
    if (who === null) return
    const gather = gatherer(client)
    let grace: ReturnType<typeof setTimeout> | undefined
    const end = followChanges({
      onChange: (change) => {
        gather(change.poll)
        for (const tell of cards) tell(change)
      },
      onOffer: gatherOffers(client),
      onRound: gatherRounds(client),
      onLedger: gatherLedger(client),
      onReturn: () => {
        void client.invalidateQueries()
        for (const tell of cards) tell(null)
      },
      onState: (now) => {
        if (!now) {
          grace ??= setTimeout(() => setLive(false), graceMs)
          return
        }
        clearTimeout(grace)
        grace = undefined
        setLive(true)
      },
    })
    return () => {
      clearTimeout(grace)
      end()
    }
  }, [client, who])
  return useOnline() && live
}

function useOnline(): boolean {
  return useSyncExternalStore(
    (listener) => {
      window.addEventListener('online', listener)
      window.addEventListener('offline', listener)
      return () => {
        window.removeEventListener('online', listener)
        window.removeEventListener('offline', listener)
      }
    },
    () => navigator.onLine,
  )
}

function gatherer(client: QueryClient): (poll: string) => void {
  const polls = new Set<string>()
  return (poll) => {
    polls.add(poll)
    if (polls.size > 1) return
    setTimeout(() => {
      for (const id of polls) void client.invalidateQueries({ queryKey: ['poll.show', { poll: id }] })
      polls.clear()
      // What changed may be an election, or the poll of one.
      for (const list of ['poll.list', 'election.show', 'election.list', 'inbox.show'])
        void client.invalidateQueries({ queryKey: [list] })
    }, gatherMs)
  }
}

function gatherOffers(client: QueryClient): (offer: string) => void {
  const offers = new Set<string>()
  return (offer) => {
    offers.add(offer)
    if (offers.size > 1) return
    setTimeout(() => {
      for (const one of offers)
        for (const view of ['offer.show', 'booking.form'])
          void client.invalidateQueries({ queryKey: [view, { offer: one }] })
      offers.clear()
      for (const list of ['offer.list', 'inbox.show']) void client.invalidateQueries({ queryKey: [list] })
    }, gatherMs)
  }
}

const ofRounds = ['round.show', 'round.list', 'need.show', 'demand.show', 'inbox.show']

/** Which of them it was is not asked: at most a handful run at a time. */
function gatherRounds(client: QueryClient): () => void {
  let waiting = false
  return () => {
    if (waiting) return
    waiting = true
    setTimeout(() => {
      waiting = false
      for (const view of ofRounds) void client.invalidateQueries({ queryKey: [view] })
    }, gatherMs)
  }
}

/** One look at a time; however much is told meanwhile, one more follows it. */
function gatherLedger(client: QueryClient): () => void {
  let looking = false
  let told = false
  const look = async () => {
    looking = true
    told = false
    await pause(gatherMs)
    told = false
    await Promise.all([client.invalidateQueries({ queryKey: ['ledger.show'] }), pause(ledgerMs - gatherMs)])
    looking = false
    if (told) void look()
  }
  return () => {
    told = true
    if (!looking) void look()
  }
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))
