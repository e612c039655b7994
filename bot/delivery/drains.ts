/** Works the conversations of this process: each by one drain, many at a time, what is urgent first. */
import { DatabaseGone } from '../database/database'
import type { Delivery } from './delivery'
import { storeSurely } from './delivery'
import { noteUnchanged } from './edit-store'
import { editCard } from './editing'
import { letGo } from './lane-store'
import { nextStep, type Step } from './line'
import { briefly, openMark, type Settle, sendPost } from './sending'
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
  let settle: Settle = async () => undefined
  for (;;) {
    const step = await storeSurely(delivery, network, briefly, async (tx): Promise<Step> => {
      await settle(tx)
      if (!stopped()) return nextStep(tx, conversation, by)
      await letGo(tx, conversation, by)
      return { is: 'idle' }
    })
    if (step.is === 'idle') return null
    if (step.is === 'later') return step.inMs
    const done = await carryOut(delivery, mark, network, step).catch((error) => fault(delivery, step, error))
    if (done) {
      settle = async (tx) => {
        await done(tx)
        delivery.tell(network, step.post.groupId)
      }
    } else {
      await storeSurely(delivery, network, briefly, (tx) => letGo(tx, conversation, by))
      return Math.round(comeBackMs * (0.5 + delivery.random()))
    }
  }
}

/** A card that cannot be drawn must not hold up what stands behind it. Without a database nothing is decided. */
function fault(
  delivery: Delivery,
  { is, post }: Step & { is: 'post' | 'edit' },
  error: unknown,
): Settle | undefined {
  if (error instanceof DatabaseGone) return undefined
  const reference = delivery.ids.reference()
  delivery.log.error({ err: error, post: post.id, reference }, 'a post could not be drawn')
  if (is === 'edit') return (tx) => noteUnchanged(tx, post)
  return (tx) => changePost(tx, post.id, { state: 'failed', cause: 'fault', cause_detail: reference })
}

function carryOut(
  delivery: Delivery,
  mark: ReturnType<typeof openMark>,
  network: string,
  step: Step & { is: 'post' | 'edit' },
): Promise<Settle | undefined> {
  return step.is === 'post'
    ? sendPost(delivery, mark, network, step.post)
    : editCard(delivery, network, step.post)
}
