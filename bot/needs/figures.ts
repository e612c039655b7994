/** What is shown of demand, as it is stored with its round. */
import type { Dimension } from './need'

/** A figure, and the round whose it is; null: this one's. */
export interface Figure {
  readonly heads: number
  readonly asOf: string | null
}

export interface Table {
  readonly asOf: string | null
  /** Category -> heads. What is not in it is hidden or empty, and nobody can tell which. */
  readonly cells: Readonly<Record<string, number>>
}

export interface TopicDemand extends Figure {
  /** Topic id. */
  readonly topic: string
  /** Heads of which providers are not to know: for everybody else. */
  readonly hidden: Figure | null
  readonly tables: Readonly<Partial<Record<Dimension, Table>>>
}

/** All that is ever shown of a round. */
export interface Demand {
  /** Those with a figure that may be shown, most heads first. */
  readonly topics: readonly TopicDemand[]
}
