/** Options and choices as all kinds that choose from a list read them. */
import { isRefusal, type Refusal, refuse } from '../../refusal'
import type { Option, Poll } from '../poll'
import type { Marks } from './kind'

/** Below two there is nothing to choose; beyond twenty a card is no longer a card. */
export const fewestOptions = 2
export const mostOptions = 20

export function optionsFrom(lines: readonly string[]): readonly Option[] | Refusal {
  if (lines.length < fewestOptions) return refuse('polls:too-few-options', { fewest: fewestOptions }, 422)
  if (lines.length > mostOptions) return refuse('polls:too-many-options', { most: mostOptions }, 422)
  const twice = lines.find((line, i) => lines.findIndex((other) => sameLabel(other, line)) < i)
  if (twice !== undefined) return refuse('polls:option-twice', { label: twice }, 422)
  return lines.map((label, i) => ({ id: `o${i + 1}`, label, first: label }))
}

/** "KI im Büro" and "ki  im büro" are one answer to a reader. */
export function sameLabel(a: string, b: string): boolean {
  const plain = (label: string) => label.normalize('NFKC').toLocaleLowerCase('de').replace(/\s+/g, ' ').trim()
  return plain(a) === plain(b)
}

/** Each chosen option marked with 1, or why not. */
export function chooseFrom(chosen: readonly string[], poll: Pick<Poll, 'options' | 'most'>): Marks | Refusal {
  if (chosen.length === 0) return refuse('polls:nothing-chosen', {}, 422)
  const known = new Set(poll.options.map((option) => option.id))
  if (chosen.some((id) => !known.has(id))) return refuse('polls:unknown-option', {}, 422)
  if (chosen.length > poll.most)
    return refuse('polls:too-many-choices', { most: poll.most, chosen: chosen.length }, 422)
  return Object.fromEntries(chosen.map((id) => [id, 1]))
}

export function prepareList(lines: readonly string[], most: (options: number) => number) {
  const options = optionsFrom(lines)
  return isRefusal(options) ? options : { options, most: most(options.length) }
}
