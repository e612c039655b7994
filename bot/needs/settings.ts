/** What the network has set for its rounds: k, p, and until when it runs. Pure. */
import { type Refusal, refuse } from '../refusal'
import type { Rules } from './protection'

export interface NeedSettings extends Rules {
  /** The network's last day, `2029-12-31`; null: without end. */
  readonly runsUntil: string | null
}

/** P7: the safe floors. Above the ceilings hardly anything could be shown, and it is a slip of the keyboard. */
export const bounds = {
  leastFamilies: { least: 3, most: 20 },
  leastDistance: { least: 10, most: 100 },
} as const

export function settingsRefusal({ leastFamilies, leastDistance }: Rules): Refusal | undefined {
  const within = (value: number, { least, most }: { readonly least: number; readonly most: number }) =>
    Number.isInteger(value) && value >= least && value <= most
  if (!within(leastFamilies, bounds.leastFamilies))
    return refuse('needs:least-families', { ...bounds.leastFamilies }, 422)
  if (!within(leastDistance, bounds.leastDistance))
    return refuse('needs:least-distance', { ...bounds.leastDistance }, 422)
  return undefined
}

/** @param today `2027-01-31` by the network's clock; the last day still counts */
export function isRunOver({ runsUntil }: Pick<NeedSettings, 'runsUntil'>, today: string): boolean {
  return runsUntil !== null && runsUntil < today
}

/** For whatever would open when the network has ended. */
export function endedRefusal(settings: Pick<NeedSettings, 'runsUntil'>, today: string): Refusal | undefined {
  return isRunOver(settings, today)
    ? refuse('needs:network-ended', { day: settings.runsUntil ?? '' })
    : undefined
}
