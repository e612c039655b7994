/** The ledger as people see it: plain data. */

export type DeliveryState =
  | 'waiting'
  | 'sending'
  | 'sent'
  /** Sent, and its card edited since. */
  | 'updated'
  | 'failed'
  | 'unknown'
  | 'given-up'
  /** The message was deleted, or there was nothing to show any more. */
  | 'gone'

export interface DeliveryLine {
  readonly id: string
  /** "Umfrage", "Ergebnis", … in the reader's language. */
  readonly what: string
  /** The question, say; null for answers to a single person's words. */
  readonly title: string | null
  readonly where: string
  readonly state: DeliveryState
  /** Why it is not there yet, or not at all: a sentence in the reader's language. */
  readonly cause: string | null
  readonly tries: number
  /** Instants as ISO text; so are all of these. */
  readonly requestedAt: string
  readonly tryAt: string | null
  readonly sentAt: string | null
  readonly editedAt: string | null
  /** Opens the message in Teams; of an unknown one the channel. */
  readonly message: string | null
  readonly maySendAgain: boolean
  readonly mayDecide: boolean
}

/** One matter that goes to several conversations. */
export interface RunLine {
  readonly key: string
  readonly what: string
  readonly title: string | null
  readonly total: number
  readonly sent: number
  readonly waiting: number
  readonly unknown: number
  /** Failed or given up. */
  readonly failed: number
  readonly requestedAt: string
}

export interface LedgerView {
  /** Whose ledgers I may see; the network's own has no id. */
  readonly ledgers: readonly { readonly id: string | null; readonly name: string }[]
  readonly counts: Readonly<Record<'waiting' | 'sent' | 'trouble', number>>
  /** Seconds that the oldest waiting post has waited; null when none waits. */
  readonly oldestSeconds: number | null
  /** It waits for longer than a minute: a sentence that says why and what helps. */
  readonly warning: string | null
  /** Members whom neither Teams nor mail reaches, by name; at most a hundred. */
  readonly unreachable: readonly string[]
  readonly runs: readonly RunLine[]
  readonly deliveries: readonly DeliveryLine[]
  /** Where older ones begin. */
  readonly older: string | null
}
