/** The messages as the people in a conversation see them, with their earlier versions. */
import { type Json, threadless } from './call'

export interface TeamsMessage {
  readonly id: string
  /** Without `;messageid=`. */
  readonly conversation: string
  /** The root message of its thread; null for a root message and in chats. */
  readonly thread: string | null
  /** As it stands now. */
  readonly activity: Json
  /** All versions, oldest first, the present one included. */
  readonly versions: readonly Json[]
  /** How often it was edited. */
  readonly edits: number
  readonly deleted: boolean
  /** Milliseconds since 1970. */
  readonly postedAt: number
  readonly changedAt: number
}

export class Messages {
  readonly #byKey = new Map<string, TeamsMessage>()
  #last = 0

  /** Message ids are milliseconds since 1970: unique and rising, however many come in one. */
  newId(now: number): string {
    this.#last = Math.max(this.#last + 1, Math.trunc(now))
    return String(this.#last)
  }

  post(conversation: string, thread: string | null, activity: Json, now: number): string {
    const id = this.newId(now)
    this.#put({
      id,
      conversation: threadless(conversation),
      thread,
      activity,
      versions: [activity],
      edits: 0,
      deleted: false,
      postedAt: now,
      changedAt: now,
    })
    return id
  }

  /** @returns false when there is no such message. */
  edit(conversation: string, id: string, activity: Json, now: number): boolean {
    const message = this.find(conversation, id)
    if (!message || message.deleted) return false
    const versions = [...message.versions, activity]
    this.#put({ ...message, activity, versions, edits: message.edits + 1, changedAt: now })
    return true
  }

  /** @returns false when there is no such message. */
  delete(conversation: string, id: string, now: number): boolean {
    const message = this.find(conversation, id)
    if (!message || message.deleted) return false
    this.#put({ ...message, deleted: true, changedAt: now })
    return true
  }

  find(conversation: string, id: string): TeamsMessage | undefined {
    return this.#byKey.get(`${threadless(conversation)} ${id}`)
  }

  /** In the order of posting, deleted ones included. */
  all(conversation?: string): readonly TeamsMessage[] {
    const every = [...this.#byKey.values()]
    if (conversation === undefined) return every
    return every.filter((message) => message.conversation === threadless(conversation))
  }

  clear(): void {
    this.#byKey.clear()
  }

  #put(message: TeamsMessage): void {
    this.#byKey.set(`${message.conversation} ${message.id}`, message)
  }
}
