/** Works the conversations of this process: each by one drain, many at a time, what is urgent first. */
import type { Delivery } from './delivery'
import { mayPass, storeSurely } from './delivery'
import { noteUnchanged } from './edit-store'
import { editCard } from './editing'
import { type Grade, grade } from './grade'
import { holding } from './holding'
import { openLane } from './lane-store'
import { type DueStep, type Later, nextStep, type Step, stopHere } from './line'
import { openLines } from './lines'
import { isMail } from './outlet'
import { briefly, type Carried, openMark, sendPost, stay } from './sending'
import { changePost } from './store'

export interface Lead {
  readonly network: string
  readonly conversation: string
}

export interface Drains {
  wake(lead: Lead, grade: Grade): void
  /** Lets what is on its way end, and begins nothing more. */
  stop(): Promise<void>
}

/** At 46 requests a second and half a second for each, half of them wait for Teams and half for their turn. */
const atOnce = 48

/** A line of its own: a mail server that takes a minute for an answer must keep no post in Teams waiting. */
const mailsAtOnce = 4

/** After a fault (no database, most often) or a line that was too long. */
const comeBackMs = 1_000

/** Turns that a post may miss in a row. */
const mostMissed = 3

interface Slot {
  readonly lead: Lead
  running: boolean
  /** Woken while it ran, by that grade: it looks once more. */
  again: Grade | null
  timer: NodeJS.Timeout | undefined
}

export function openDrains(delivery: Delivery): Drains {
  const mark = openMark(delivery)
  const slots = new Map<string, Slot>()
  let stopped = false

  const work = async (slot: Slot): Promise<void> => {
    slot.running = true
    const later = await drain(delivery, mark, slot.lead, () => stopped).catch((error): Later => {
      delivery.log.warn({ err: error }, 'a conversation could not be worked')
      return { is: 'later', inMs: comeBackMs, grade: grade.many }
    })
    slot.running = false
    if (stopped) return
    if (slot.again !== null) wake(slot.lead, slot.again)
    else if (later) slot.timer = setTimeout(() => wake(slot.lead, later.grade), later.inMs)
    else slots.delete(keyOf(slot.lead))
  }

  const teams = openLines(atOnce, work)
  const mails = openLines(mailsAtOnce, work)

  const wake = (lead: Lead, by: Grade): void => {
    if (stopped) return
    const slot = slots.get(keyOf(lead)) ?? { lead, running: false, again: null, timer: undefined }
    slots.set(keyOf(lead), slot)
    if (slot.running) {
      slot.again = by < (slot.again ?? grade.many) ? by : (slot.again ?? by)
      return
    }
    slot.again = null
    clearTimeout(slot.timer)
    const line = isMail(lead.conversation) ? mails : teams
    line.join(slot, by)
  }

  return {
    wake,
    stop: async () => {
      stopped = true
      for (const slot of slots.values()) clearTimeout(slot.timer)
      await Promise.all([teams.stop(), mails.stop()])
    },
  }
}

const keyOf = ({ network, conversation }: Lead) => `${network} ${conversation}`

/** @returns when to look again; null: when somebody wakes it */
async function drain(
  delivery: Delivery,
  mark: ReturnType<typeof openMark>,
  { network, conversation }: Lead,
  stopped: () => boolean,
): Promise<Later | null> {
  const by = delivery.ids.id()
  let before: Done = nothingDone
  let missed = 0
  for (;;) {
    const { settle, left } = before
    const step = await storeSurely(delivery, network, briefly, async (tx): Promise<Step> => {
      await settle(tx)
      if (!stopped()) return nextStep(tx, conversation, by, left)
      await stopHere(tx, conversation, by, left)
      return { is: 'idle' }
    })
    if (before !== nothingDone && !before.secret) delivery.tell(network, before.groupId)
    if (step.is === 'idle') return null
    if (step.is === 'later') return step
    // On a machine that is always late something must leave all the same; it does not leave in a burst even then.
    const however = missed >= mostMissed ? 'late' : undefined
    const carried = carryOut(delivery, mark, network, step, however).catch((error) =>
      fault(delivery, step, error),
    )
    const done = await holding(delivery, { network, conversation, by }, carried)
    if (!done) {
      await storeSurely(delivery, network, briefly, (tx) => stopHere(tx, conversation, by, false))
      return { is: 'later', inMs: Math.round(comeBackMs * (0.5 + delivery.random())), grade: step.grade }
    }
    missed = done.missed ? missed + 1 : 0
    before = { ...opening(step, done), groupId: step.post.groupId, secret: step.post.secret }
  }
}

/** Teams took what a shut conversation was tried with: it is open. */
function opening({ probing, post }: DueStep, done: Carried): Carried {
  if (!probing || !done.arrived) return done
  return {
    ...done,
    settle: async (tx) => {
      await done.settle(tx)
      await openLane(tx, post.conversationId)
    },
  }
}

interface Done extends Carried {
  readonly groupId: string | null
  readonly secret: boolean
}

const nothingDone: Done = {
  ...{ settle: async () => undefined, left: false, arrived: false },
  ...{ groupId: null, secret: false },
}

/** A card that cannot be drawn must not hold up what stands behind it. What may pass by itself (no database, say) decides nothing. */
function fault(delivery: Delivery, { is, post }: DueStep, error: unknown): Carried | undefined {
  if (mayPass(error)) return undefined
  const reference = delivery.ids.reference()
  delivery.log.error({ err: error, post: post.id, reference }, 'a post could not be drawn')
  delivery.meter.failed('failed', 'fault')
  const why = { cause: 'fault', cause_detail: reference } as const
  return stay(async (tx) => {
    if (is === 'edit') await noteUnchanged(tx, post)
    await changePost(tx, post.id, is === 'edit' ? why : { state: 'failed', ...why })
  })
}

function carryOut(
  delivery: Delivery,
  mark: ReturnType<typeof openMark>,
  network: string,
  step: DueStep,
  however?: 'late',
): Promise<Carried | undefined> {
  return step.is === 'post'
    ? sendPost(delivery, mark, network, step.post, however)
    : editCard(delivery, network, step.post, however)
}
