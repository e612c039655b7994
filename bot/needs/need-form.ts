/** What stands in the fields of a need's form, step by step. Pure. */
import type { Refusal } from '../refusal'
import { parts, unsaid } from './need'
import type { NeedField, NeedView, StepOfNeed } from './view'

/** Three steps: what, how far and how urgent, when and how. What a step does not show travels with its buttons. */
export const fieldsOfStep: Readonly<Record<StepOfNeed, readonly NeedField[]>> = {
  1: ['topic', 'topicName', 'heads', 'occupation'],
  2: ['levelNow', 'level', 'reason', 'urgency', 'impact'],
  3: [
    ...(['from', 'to', 'format', 'region', 'travel', 'release', 'funding'] as const),
    ...(['joint', 'visible', 'note'] as const),
  ],
}

export const needFields: readonly NeedField[] = [1, 2, 3].flatMap((step) => fieldsOfStep[step as StepOfNeed])

type Values = Readonly<Record<NeedField, string>>

const texts: ReadonlySet<NeedField> = new Set(['topic', 'topicName', 'heads', 'occupation', 'note'])

export function proposedValues(): Values {
  const open = needFields.map((field) => [field, texts.has(field) ? '' : unsaid])
  return { ...(Object.fromEntries(open) as Values), joint: 'true', visible: 'true' }
}

export function valuesOfNeed(need: NeedView): Values {
  const said = parts.map((part) => [part, need.parts[part] ?? unsaid])
  return {
    ...proposedValues(),
    ...Object.fromEntries(said),
    ...{ topic: need.topic.id, heads: String(need.heads), occupation: need.occupation, note: need.note },
    ...{ from: need.from ?? unsaid, to: need.to ?? unsaid, region: need.region?.id ?? unsaid },
    ...{ joint: String(need.joint), visible: String(need.visible) },
  }
}

/** Enough of a text that was too long to find one's way in it. */
const mostKept = 700

/** What was typed, as far as it is text at all; where a field did not come, what is proposed. */
export function valuesOf(typed: Readonly<Record<string, unknown>>, proposed: Values): Values {
  const kept = needFields.map((field) => {
    const value = typed[field]
    const isText = ['string', 'number', 'boolean'].includes(typeof value)
    return [field, isText ? clean(String(value)) : proposed[field]]
  })
  return Object.fromEntries(kept) as Values
}

function clean(value: string): string {
  return value
    .slice(0, mostKept)
    .toWellFormed()
    .replace(/[^\P{Cc}\n]/gu, '')
}

export const longestOccupation = 120
export const longestNote = 500

/** The step of a text that the door has refused before anything else was read; the first, where all fit. */
export function stepTooLong({ note, occupation }: Values): StepOfNeed {
  return note.length > longestNote && occupation.length <= longestOccupation ? 3 : 1
}

const onStep2 = ['needs:level-not-above']
const onStep3 = ['needs:window-past', 'needs:window-order', 'needs:window-far', 'needs:region-gone']

/** On which step a refusal can be mended. */
export function stepOfProblem({ code, data }: Refusal): StepOfNeed {
  if (onStep2.includes(code)) return 2
  if (onStep3.includes(code)) return 3
  return ([2, 3] as const).find((step) => fieldsOfStep[step].some((field) => field === data.field)) ?? 1
}
