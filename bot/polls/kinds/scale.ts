/** Scale: one value from 1 to 5 or from 0 to 10, with names for its two ends if wanted. */
import { refuse } from '../../refusal'
import type { Kind } from './kind'
import { chooseFrom } from './options'

const ranges: Readonly<Record<string, readonly [number, number]>> = { 'scale-5': [1, 5], 'scale-10': [0, 10] }

const idOf = (value: number) => `s${value}`
const numberOf = (id: string) => Number(id.slice(1))

export const scale: Kind = {
  offers: Object.keys(ranges),
  // Its values are the scale: to add or drop one would change what the others mean.
  editable: false,
  right: 'run-polls',
  prepare: (offer, lines) => {
    const [low, high] = ranges[offer] ?? [1, 5]
    if (lines.length !== 0 && lines.length !== 2)
      return refuse('polls:scale-ends', { lines: lines.length }, 422)
    const values = Array.from({ length: high - low + 1 }, (_, i) => low + i)
    const names: Readonly<Record<number, string | undefined>> = { [low]: lines[0], [high]: lines[1] }
    const label = (value: number) => (names[value] ? `${value} – ${names[value]}` : `${value}`)
    return { options: values.map((v) => ({ id: idOf(v), label: label(v), first: label(v) })), most: 1 }
  },
  readBallot: chooseFrom,
  count: (marks) => marks,
  mean: (tally) => {
    const entries = Object.entries(tally)
    const ballots = entries.reduce((sum, [, votes]) => sum + votes, 0)
    if (ballots === 0) return undefined
    return entries.reduce((sum, [id, votes]) => sum + numberOf(id) * votes, 0) / ballots
  },
}
