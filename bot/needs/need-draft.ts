/** What a need must hold (N1): reads what was typed, on a card or in the tab, and says what is wrong with it. Pure. */
import { isRefusal, type Refusal, refuse } from '../refusal'
import { mostHeads, type Part, partChoices, parts, unsaid } from './need'
import { nextQuarter } from './quarter'
import type { NeedField } from './view'

/** How a topic is named: one of the list by its id, or any by its name. */
export type TopicWish = { readonly id: string } | { readonly name: string }

export interface NeedDraft {
  readonly topic: TopicWish
  readonly heads: number
  /** What was not said is no key. */
  readonly parts: Readonly<Partial<Record<Part, string>>>
  /** First and last quarter that suit; null: open. */
  readonly from: string | null
  readonly to: string | null
  readonly region: string | null
  readonly occupation: string
  readonly note: string
  readonly joint: boolean
  readonly visible: boolean
}

/** Texts have been cleaned by the route; everything else is as it came, on cards mostly as text. */
export type TypedNeed = Readonly<Partial<Record<NeedField, string | number | boolean | null | undefined>>>

export const mostNeeds = 60
/** A need two years ahead is a plan; beyond that nobody could offer anything. */
const mostAhead = 8
const shortestName = 2
const longestName = 80

/** @param now the quarter in which it is typed, `2027-1` */
export function readNeed(typed: TypedNeed, now: string): NeedDraft | Refusal {
  const topic = readTopic(typed)
  if (isRefusal(topic)) return topic
  const heads = readHeads(typed.heads)
  if (isRefusal(heads)) return heads
  const said = readParts(typed)
  if (isRefusal(said)) return said
  const window = readWindow(typed, now)
  if (isRefusal(window)) return window
  const region = textOf(typed.region) || null
  if (region !== null && !uuid.test(region)) return refuse('needs:region-gone', {}, 422)
  return {
    ...{ topic, heads, parts: said, ...window, region },
    occupation: textOf(typed.occupation).replace(/\s+/g, ' '),
    note: textOf(typed.note),
    joint: isYes(typed.joint),
    visible: isYes(typed.visible),
  }
}

function textOf(value: TypedNeed[NeedField]): string {
  const text = value === null || value === undefined ? '' : String(value).trim()
  return text === unsaid ? '' : text
}

/** Both are yes unless somebody says no: only so a need becomes part of the demand. */
function isYes(value: TypedNeed[NeedField]): boolean {
  return !(value === false || textOf(value) === 'false')
}

/** What was written counts for more than what was chosen: writing takes more doing. */
export function readTopic(typed: TypedNeed): TopicWish | Refusal {
  const name = textOf(typed.topicName).replace(/\s+/g, ' ')
  const id = textOf(typed.topic)
  if (name !== '') {
    const length = [...name].length
    return length < shortestName || length > longestName
      ? refuse('needs:topic-name', { least: shortestName, most: longestName }, 422)
      : { name }
  }
  if (id === '') return refuse('needs:no-topic', {}, 422)
  return uuid.test(id) ? { id } : refuse('needs:topic-gone', {}, 422)
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** A text that counts people in figures: `12`, ` 12 `, a number from JSON. No signs, no fractions, no exponents. */
export function readHeads(typed: TypedNeed['heads']): number | Refusal {
  const text = textOf(typed)
  if (text === '') return refuse('needs:no-heads', {}, 422)
  const heads = Number(text)
  if (!Number.isFinite(heads) || !/^[-+]?\d/.test(text))
    return refuse('needs:heads-no-number', { typed: shortened(text) }, 422)
  if (!Number.isInteger(heads)) return refuse('needs:heads-not-whole', { typed: shortened(text) }, 422)
  if (heads < 1) return refuse('needs:heads-too-few', { typed: shortened(text) }, 422)
  if (heads > mostHeads) return refuse('needs:heads-too-many', { most: mostHeads }, 422)
  return heads
}

function shortened(text: string): string {
  return text.length > 20 ? `${[...text].slice(0, 20).join('')}…` : text
}

function readParts(typed: TypedNeed): NeedDraft['parts'] | Refusal {
  const said: Partial<Record<Part, string>> = {}
  for (const part of parts) {
    const value = textOf(typed[part])
    if (value === '') continue
    if (!(partChoices[part] as readonly string[]).includes(value))
      return refuse('house:not-a-choice', { field: part }, 422)
    said[part] = value
  }
  return levelRefusal(said) ?? said
}

/** A course leads somewhere: the level wanted is above the one there is. */
function levelRefusal({ levelNow, level }: NeedDraft['parts']): Refusal | undefined {
  if (levelNow === undefined || level === undefined) return undefined
  const rank = (one: string) => (partChoices.levelNow as readonly string[]).indexOf(one)
  return rank(level) > rank(levelNow) ? undefined : refuse('needs:level-not-above', {}, 422)
}

function readWindow(typed: TypedNeed, now: string): Pick<NeedDraft, 'from' | 'to'> | Refusal {
  const [from, to] = [textOf(typed.from) || null, textOf(typed.to) || null]
  const named = [from, to].filter((one) => one !== null)
  if (!named.every((one) => /^\d{4}-[1-4]$/.test(one)))
    return refuse('house:not-a-choice', { field: 'from' }, 422)
  if (named.some((one) => one < now)) return refuse('needs:window-past', { first: said(now) }, 422)
  if (from !== null && to !== null && to < from) return refuse('needs:window-order', {}, 422)
  const last = nextQuarter(now, mostAhead)
  if (named.some((one) => one > last)) return refuse('needs:window-far', { last: said(last) }, 422)
  return { from, to }
}

/** `2027-1` is said `1/2027`. */
const said = (quarter: string) => quarter.split('-').reverse().join('/')

/** The quarters that a window may name, the present one first. */
export function quartersFrom(now: string): readonly string[] {
  return Array.from({ length: mostAhead + 1 }, (_, i) => nextQuarter(now, i))
}
