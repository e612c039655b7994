/** One surface: a route is at once a card's verb, an action's id and a path under /api. */
import type { z } from 'zod'
import type { Card } from './card/elements'
import { type Problem, problemBox, problemCard, withNotice, wordRefusal } from './card/frame'
import type { OwnDirectory } from './groups/directory'
import type { Member } from './groups/member'
import { isRefusal, type Refusal, refuse } from './refusal'
import type { Wording } from './texts'

/** Where in Teams a request comes from; absent in the tab. */
export interface Place {
  readonly conversationId: string
  readonly serviceUrl: string
  readonly kind: 'channel' | 'group-chat' | 'personal'
  /** The message whose card was used. */
  readonly messageId: string | null
}

/** One request of one person, with all that is known when it starts. */
export interface Turn {
  readonly member: Member
  readonly words: Wording
  readonly arrivedAt: Date
  readonly place: Place | null
  /** The person's own directory, from the gate of the tab alone; absent where it cannot be asked (cards, the demo). */
  readonly directory?: OwnDirectory | undefined
}

/** A written command is answered by a post, which all in the place read; a button only towards who pressed it. */
export function isReadByAll({ place }: Turn): boolean {
  return place !== null && place.kind !== 'personal' && place.messageId === null
}

export interface RouteParts<I extends z.ZodType, V> {
  readonly name: `${string}.${string}`
  /** A read changes nothing and is a GET in the tab. */
  readonly kind: 'read' | 'act'
  /** One sentence for the API's description. */
  readonly does: string
  readonly input: I
  /**
   * The tab's request is a file instead of JSON: up to 10 MB, read as `file` beside what stands in the query. Says who may
   * not, before anything of it is read.
   */
  upload?(member: Member): Refusal | undefined
  /** Id of the network that the act chooses: the gate lets the person in as the member there, if there is one. */
  networkNamed?(input: z.output<I>): string
  run(turn: Turn, input: z.output<I>): Promise<V | Refusal>
  /** What of it the tab gets, where that is not all. */
  json?(view: V): unknown
  /** Its answer is a file to be kept. */
  file?(view: V, turn: Turn): KeptFile | Promise<KeptFile>
  /** How its answer looks as a card. */
  card?(view: V, turn: Turn, input: z.output<I>): Card | Promise<Card>
  /** The card that stays under a refusal, with what was typed. `typed` is what came in, unchecked. */
  beneath?(turn: Turn, typed: Readonly<Record<string, unknown>>): Promise<Card | undefined>
}

export interface KeptFile {
  readonly name: string
  readonly type: string
  readonly bytes: Uint8Array
}

export type Answer =
  | {
      readonly is: 'view'
      readonly view: unknown
      card(): Promise<Card>
      file?: (() => Promise<KeptFile>) | undefined
    }
  | { readonly is: 'refusal'; readonly refusal: Refusal; readonly problem: Problem; card(): Promise<Card> }

/** A route whose types have been checked where it was written. */
export interface Route {
  readonly name: string
  readonly kind: 'read' | 'act'
  readonly does: string
  readonly input: z.ZodType
  readonly hasCard: boolean
  readonly upload: boolean
  /** Refuses a file that has not been read yet; undefined: it may come. */
  refuseUpload(turn: Turn): Answer | undefined
  readonly hasFile: boolean
  networkNamed(typed: unknown): string | undefined
  answer(turn: Turn, typed: unknown): Promise<Answer>
  /** Refuses before anything is tried; what was typed stays on the card. */
  refuse(turn: Turn, typed: unknown, refusal: Refusal): Answer
}

export function route<I extends z.ZodType, V>(parts: RouteParts<I, V>): Route {
  const { name, kind, does, input } = parts
  return {
    name,
    kind,
    does,
    input,
    hasCard: parts.card !== undefined,
    upload: parts.upload !== undefined,
    refuseUpload: (turn) => {
      const refusal = parts.upload?.(turn.member)
      return refusal && refused(parts, turn, {}, refusal)
    },
    hasFile: parts.file !== undefined,
    networkNamed: (typed) => {
      const read = parts.networkNamed && input.safeParse(typed)
      return read?.success ? parts.networkNamed?.(read.data) : undefined
    },
    answer: (turn, typed) => answer(parts, turn, typed),
    refuse: (turn, typed, refusal) => refused(parts, turn, typed, refusal),
  }
}

async function answer<I extends z.ZodType, V>(
  parts: RouteParts<I, V>,
  turn: Turn,
  typed: unknown,
): Promise<Answer> {
  const read = parts.input.safeParse(typed ?? {})
  if (!read.success) return refused(parts, turn, typed, unreadable(read.error))
  const result = await parts.run(turn, read.data)
  if (isRefusal(result)) return refused(parts, turn, typed, result)
  return {
    is: 'view',
    view: parts.json ? parts.json(result) : result,
    file: parts.file && (async () => parts.file?.(result, turn) as KeptFile | Promise<KeptFile>),
    card: async () => {
      if (!parts.card) throw new Error(`${parts.name} has no card`)
      return parts.card(result, turn, read.data)
    },
  }
}

function refused<I extends z.ZodType, V>(
  parts: RouteParts<I, V>,
  turn: Turn,
  typed: unknown,
  refusal: Refusal,
): Answer {
  const problem = wordRefusal(turn.words, refusal)
  return {
    is: 'refusal',
    refusal,
    problem,
    card: async () => {
      const kept =
        typeof typed === 'object' && typed !== null ? (typed as Readonly<Record<string, unknown>>) : {}
      const beneath = await parts.beneath?.(turn, kept)
      return beneath ? withNotice(beneath, problemBox(problem)) : problemCard(turn.words, problem)
    },
  }
}

/** The first thing that cannot be read, in words: which field, and what is wrong with it. */
export function unreadable(error: z.ZodError): Refusal {
  const issue = error.issues[0]
  const field = String(issue?.path[0] ?? '')
  const known = ['empty', 'too-long', 'unprintable', 'not-a-choice', 'no-date', 'no-time', 'no-mail']
  const code = issue && known.includes(issue.message) ? issue.message : 'unreadable'
  const given =
    issue && 'params' in issue ? (issue.params as { maximum?: number } | undefined)?.maximum : undefined
  const most = issue && 'maximum' in issue ? Number(issue.maximum) : (given ?? 0)
  return refuse(`house:${code}`, { field, ...(most > 0 && { most }) }, 422)
}
