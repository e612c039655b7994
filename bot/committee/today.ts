/** Which day it is in a network, as terms count it. */
import { DateTime } from 'luxon'

/** `2027-01-31` in the zone. */
export function dayIn(zone: string, at: Date): string {
  return DateTime.fromJSDate(at, { zone }).toFormat('yyyy-MM-dd')
}
