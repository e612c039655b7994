/** A place in a list that is ordered by time: the next page begins after it. */
import { z } from 'zod'

/** The id tells apart what happened in the same millisecond. */
export interface Place {
  readonly at: Date
  readonly id: string
}

/** `<instant>_<id>`, as `placeAfter` writes it. */
export const place = z
  .string({ error: 'not-a-place' })
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z_[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, 'not-a-place')
  .transform((value): Place => ({ at: new Date(value.slice(0, 24)), id: value.slice(25) }))
  .refine(({ at }) => !Number.isNaN(at.getTime()), 'not-a-place')

export function placeAfter({ at, id }: Place): string {
  return `${at.toISOString()}_${id}`
}
