/** Follows the service's stream of changes, comes back when it breaks, and tells who listens. */
import { createParser } from 'eventsource-parser'
import { openStream } from './ask'

export interface Change {
  readonly poll: string
  readonly revision: number
}

export interface Follower {
  readonly onChange: (change: Change) => void
  /** An offer, or who has booked in it. */
  readonly onOffer: (offer: string) => void
  /** A round, or the answer of the reader's organisation in it. */
  readonly onRound: () => void
  /** A ledger that the reader may see has changed; which and how, the stream does not say. */
  readonly onLedger: () => void
  /** The stream stands again after a break: anything may have changed meanwhile. */
  readonly onReturn: () => void
  readonly onState: (live: boolean) => void
}

// The service says `: ping` every 20 s; two missed ones mean that nobody is there any more.
const silenceMs = 45_000
const firstWaitMs = 1_000
const longestWaitMs = 30_000

/** Answers the function that ends it. */
export function followChanges(follower: Follower): () => void {
  const end = new AbortController()
  void follow(follower, end.signal)
  return () => end.abort()
}

async function follow(follower: Follower, end: AbortSignal): Promise<void> {
  let failures = 0
  let before = false
  while (!end.aborted) {
    try {
      await readOnce(end, follower, () => {
        failures = 0
        follower.onState(true)
        if (before) follower.onReturn()
        before = true
      })
    } catch {
      // A broken stream is not worth a word of its own: it is opened again below.
    }
    if (end.aborted) return
    follower.onState(false)
    await pause(waitMs(failures), end)
    failures += 1
  }
}

async function readOnce(end: AbortSignal, follower: Follower, onOpen: () => void): Promise<void> {
  const quiet = new AbortController()
  let alarm = setTimeout(() => quiet.abort(), silenceMs)
  try {
    const answer = await openStream(AbortSignal.any([end, quiet.signal]))
    onOpen()
    const parser = createParser({ onEvent: (event) => heard(event, follower) })
    const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader()
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
      clearTimeout(alarm)
      alarm = setTimeout(() => quiet.abort(), silenceMs)
      parser.feed(part.value)
    }
  } finally {
    clearTimeout(alarm)
  }
}

function heard(
  event: { event?: string | undefined; data: string },
  { onChange, onOffer, onRound, onLedger }: Follower,
): void {
  if (event.event === 'ledger') onLedger()
  if (event.event === 'offer') onOffer(String(JSON.parse(event.data).offer))
  if (event.event === 'round') onRound()
  if (event.event !== 'change') return
  const change = JSON.parse(event.data) as Partial<Change>
  if (typeof change.poll === 'string') onChange({ poll: change.poll, revision: Number(change.revision) || 0 })
}

/** Doubles up to the longest wait; spread, so that after a restart not everybody knocks at once. */
function waitMs(failures: number): number {
  return Math.min(longestWaitMs, firstWaitMs * 2 ** failures) * (0.5 + Math.random() / 2)
}

/** Waits, but no longer than until the network is back. */
function pause(ms: number, end: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(alarm)
      window.removeEventListener('online', done)
      end.removeEventListener('abort', done)
      resolve()
    }
    const alarm = setTimeout(done, ms)
    window.addEventListener('online', done)
    end.addEventListener('abort', done)
  })
}
