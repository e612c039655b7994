/** Needs as a network would say them, round after round: what the bench and the figures of usefulness are measured with. */
import { type Dimension, dimensions, partChoices } from '../../bot/needs/need'
import type { Contribution } from '../../bot/needs/pooling'

export interface Shape {
  readonly organisations: number
  readonly needs: number
  readonly topics: number
  readonly rounds: number
  /** Share of the answers that are as last time. */
  readonly same?: number
  readonly seed?: number
}

/** The last one is the one that closes. */
export function demandRounds(shape: Shape): readonly (readonly Contribution[])[] {
  const dice = diceOf(shape.seed ?? 1)
  const perOrganisation = shape.needs / shape.organisations
  const sizes = Array.from({ length: shape.organisations }, () => Math.exp(dice() * 4))
  const families = sizes.map((_, i) => (dice() < 0.1 ? `f${Math.floor(dice() * i)}` : `f${i}`))
  const answer = (i: number) =>
    Array.from({ length: Math.max(1, Math.round(perOrganisation * (0.5 + dice()))) }, () =>
      needOf({ i, family: families[i] ?? '', size: sizes[i] ?? 1, topics: shape.topics, dice }),
    )
  let answers = sizes.map((_, i) => answer(i))
  const rounds = [answers.flat()]
  while (rounds.length < shape.rounds) {
    answers = answers.map((needs, i) => {
      const roll = dice()
      if (roll < (shape.same ?? 0.5)) return needs
      if (roll > 0.9) return answer(i)
      return needs.map((need) =>
        dice() < 0.3 ? { ...need, heads: Math.max(1, Math.round(need.heads * (0.7 + 0.7 * dice()))) } : need,
      )
    })
    rounds.push(answers.filter(() => dice() < 0.95).flat())
  }
  return rounds
}

interface Asked {
  readonly i: number
  readonly family: string
  readonly size: number
  readonly topics: number
  readonly dice: () => number
}

function needOf({ i, family, size, topics, dice }: Asked): Contribution {
  const cells: Partial<Record<Dimension, string>> = {}
  // Two of three fields stay open.
  for (const dimension of dimensions) if (dice() < 0.35) cells[dimension] = chosen(choicesOf(dimension), dice)
  cells.joint = dice() < 0.8 ? 'yes' : 'no'
  return {
    organisation: `o${i}`,
    family,
    topic: `t${Math.floor(dice() ** 2 * topics)}`,
    heads: Math.max(1, Math.round(size * dice())),
    visible: dice() < 0.9,
    cells,
  }
}

function choicesOf(dimension: Dimension): readonly string[] {
  if (dimension === 'region') return Array.from({ length: 10 }, (_, i) => `region ${i}`)
  if (dimension === 'quarter') return ['2027-1', '2027-2', '2027-3', '2027-4', '2028-1', '2028-2']
  if (dimension === 'joint') return ['yes', 'no']
  return partChoices[dimension]
}

/** The first are chosen more often. */
const chosen = (list: readonly string[], dice: () => number) =>
  list[Math.floor(dice() ** 1.5 * list.length)] ?? ''

/** Numbers that look random and are the same each time (mulberry32). */
function diceOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
