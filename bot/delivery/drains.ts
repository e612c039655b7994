/** Works the conversations of this process: each by one drain, many at a time, what is urgent first. */
import type { Delivery } from './delivery'
import { mayPass, storeSurely } from './delivery'
import { noteUnchanged } from './edit-store'
import { editCard } from './editing'
import { nextStep, type Step, stopHere } from './line'
import { briefly, type Carried, openMark, sendPost } from './sending'
import { changePost } from './store'

export interface Lead {
  readonly network: string
  readonly conversation: string
}

export interface Drains {
  wake(lead: Lead, urgent: boolean): void
  /** Lets what is on its way end, and begins nothing more. */
  stop(): Promise<void>
}

/** At 46 requests a second and half a second for each, half of them wait for Teams and half for their turn. */
const atOnce = 48

/** After a fault (no database, most often) or a line that was too long. */
const comeBackMs = 1_000

interface Slot {
  readonly lead: Lead
  running: boolean
  /** Woken while it ran: it looks once more. */
  again: boolean
  timer: NodeJS.Timeout | undefined
}

export function openDrains(delivery: Delivery): Drains {
  const mark = openMark(delivery)
  const slots = new Map<string, Slot>()
  const urgentLine: Slot[] = []
  const line: Slot[] = []
  const running = new Set<Promise<void>>()
  let stopped = false

  const begin = (): void => {
    while (running.size < atOnce && !stopped) {
      const slot = urgentLine.shift() ?? line.shift()
      if (!slot) return
      // It may stand in both lines.
      if (slot.running) continue
      slot.running = true
      const run = drain(delivery, mark, slot.lead, () => stopped)
        .catch((error) => {
          delivery.log.warn({ err: error }, 'a conversation could not be worked')
          return comeBackMs
        })
        .then((inMs) => ended(slot, inMs))
        .finally(() => {
          running.delete(run)
          begin()
        })
      running.add(run)
    }
  }

  const ended = (slot: Slot, inMs: number | null): void => {
    slot.running = false
    if (stopped) return
    if (slot.again) {
      slot.again = false
      line.push(slot)
    } else if (inMs === null) slots.delete(keyOf(slot.lead))
    else {
      clearTimeout(slot.timer)
      slot.timer = setTimeout(() => wake(slot.lead, false), inMs)
    }
  }

  const wake = (lead: Lead, urgent: boolean): void => {
    if (stopped) return
    const slot = slots.get(keyOf(lead)) ?? { lead, running: false, again: false, timer: undefined }
    slots.set(keyOf(lead), slot)
    if (slot.running) {
      slot.again = true
      return
    }
    clearTimeout(slot.timer)
    const into = urgent ? urgentLine : line
    if (!into.includes(slot)) into.push(slot)
    begin()
  }

  return {
    wake,
    stop: async () => {
      stopped = true
      for (const slot of slots.values()) clearTimeout(slot.timer)
      await Promise.all(running)
    },
  }
}

const keyOf = ({ network, conversation }: Lead) => `${network} ${conversation}`

/** @returns after how many ms to look again; null: when somebody wakes it */
async function drain(
  delivery: Delivery,
  mark: ReturnType<typeof openMark>,
  { network, conversation }: Lead,
  stopped: () => boolean,
): Promise<number | null> {
  const by = delivery.ids.id()
  let before: Done = nothingDone
  for (;;) {
    const { settle, left } = before
    const step = await storeSurely(delivery, network, briefly, async (tx): Promise<Step> => {
      await settle(tx)
      if (!stopped()) return nextStep(tx, conversation, by, left)
      await stopHere(tx, conversation, by, left)
      return { is: 'idle' }
    })
    if (before !== nothingDone) delivery.tell(network, before.groupId)
    if (step.is === 'idle') return null
    if (step.is === 'later') return step.inMs
    const done = await carryOut(delivery, mark, network, step).catch((error) => fault(delivery, step, error))
    if (!done) {
      await storeSurely(delivery, network, briefly, (tx) => stopHere(tx, conversation, by, false))
      return Math.round(comeBackMs * (0.5 + delivery.random()))
    }
    before = { ...done, groupId: step.post.groupId }
  }
}

interface Done extends Carried {
  readonly groupId: string | null
}

const nothingDone: Done = { settle: async () => undefined, left: false, groupId: null }

/** A card that cannot be drawn must not hold up what stands behind it. What may pass by itself (no database, say) decides nothing. */
function fault(
  delivery: Delivery,
  { is, post }: Step & { is: 'post' | 'edit' },
  error: unknown,
): Carried | undefined {
  if (mayPass(error)) return undefined
  const reference = delivery.ids.reference()
  delivery.log.error({ err: error, post: post.id, reference }, 'a post could not be drawn')
  if (is === 'edit') return { left: false, settle: (tx) => noteUnchanged(tx, post) }
  const failed = { state: 'failed', cause: 'fault', cause_detail: reference } as const
  return { left: false, settle: (tx) => changePost(tx, post.id, failed) }
}

function carryOut(
  delivery: Delivery,
  mark: ReturnType<typeof openMark>,
  network: string,
  step: Step & { is: 'post' | 'edit' },
): Promise<Carried | undefined> {
  return step.is === 'post'
    ? sendPost(delivery, mark, network, step.post)
    : editCard(delivery, network, step.post)
}
