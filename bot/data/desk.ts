/** What the use cases of this word share: the world, and what the other words have registered. */
import type { Describers } from '../delivery/describe'
import type { KeptPart } from '../keeping/kept'
import type { RetentionStep } from '../keeping/retention'
import type { World } from '../world'

export interface DataDesk {
  readonly world: World
  /** In the order in which they are shown and erased. */
  readonly parts: readonly KeptPart[]
  readonly steps: readonly RetentionStep[]
  /** What matters of the audit log are called. */
  readonly describers: Describers
}
