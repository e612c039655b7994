/** What can be chosen from when a network is set up and its organisations are described. */
import type { Bench, SizeBand } from '../../../bot/groups/view'

export const benches: readonly Bench[] = ['employers', 'employees', 'agencies', 'training']
export const sizeBands: readonly SizeBand[] = ['1-9', '10-49', '50-249', '250+']

export const languages = ['de', 'en'] as const

/** ISO 3166-2. */
export const germanStates = [
  ...['DE-BW', 'DE-BY', 'DE-BE', 'DE-BB', 'DE-HB', 'DE-HH', 'DE-HE', 'DE-MV'],
  ...['DE-NI', 'DE-NW', 'DE-RP', 'DE-SL', 'DE-SN', 'DE-ST', 'DE-SH', 'DE-TH'],
] as const

/** Europe's first: the others are for whoever works from elsewhere. */
export function zones(): readonly string[] {
  const all = Intl.supportedValuesOf('timeZone')
  const near = all.filter((zone) => zone.startsWith('Europe/'))
  return [...near, ...all.filter((zone) => !zone.startsWith('Europe/'))]
}
