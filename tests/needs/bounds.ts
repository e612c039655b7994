/**
 * An attacker with a linear program. It belongs to one organisation and has read all that any role can read: every figure of
 * every round, free of order, since what is stored never changes. It knows what its own family has said in each round, and
 * more than it could by its role: of every other organisation whether it has said anything in a round (coordinators see who
 * is missing), and whether that is the same as in an earlier round (many tap "as last time").
 *
 * Unknown are the heads of all others in each atom, which is one category in each dimension at once, or hidden from
 * providers. Each fresh figure is one equation over atoms; a frozen one speaks of its own round alone, where it stands
 * already. Heads are never negative. Others than the target that have changed in the same rounds are one unknown: figures are
 * sums over all of them, so nothing is lost.
 *
 * The target's figure is closed when the most it can be is at least p % above what it is: the sense of the p % rule. Then
 * it is not bounded within p % either, for the interval reaches beyond that at its upper end.
 */
import { solve } from 'yalps'
import type { TopicDemand } from '../../bot/needs/demand'
import { type Dimension, unsaid } from '../../bot/needs/need'
import type { Contribution } from '../../bot/needs/pooling'
import type { Closed } from './series'

/** What is aimed at: all that providers may know of a family, what they may not, or one cell. */
export type Aim = 'total' | 'hidden' | { readonly dimension: Dimension; readonly category: string }

export interface Attack {
  readonly rounds: readonly Closed[]
  readonly topic: string
  /** An organisation that knows what its family says. */
  readonly attacker: string
  /** The round in which, and an organisation of the family at which it aims. */
  readonly round: number
  readonly target: string
  readonly aim: Aim
  /** Dimensions in which anything is said; all others say what the total says. */
  readonly dimensions: readonly Dimension[]
}

export interface Bound {
  readonly truth: number
  /** Infinite where nothing bounds it. */
  readonly most: number
}

type Atom = string
const separator = '|'
const beyond: Atom = 'hidden'

export function bound(attack: Attack): Bound {
  const { rounds, topic, round, aim, dimensions } = attack
  const said = rounds.map(({ contributions }) => contributions.filter((one) => one.topic === topic))
  const families = rounds.map(({ contributions }) => familiesIn(contributions))
  const familyOf = (at: number, organisation: string) => families[at]?.get(organisation) ?? organisation
  const isOwn = (at: number, one: string) => familyOf(at, one) === familyOf(at, attack.attacker)
  const isTarget = (one: string) => familyOf(round, one) === familyOf(round, attack.target)
  const atomOf = ({ visible, cells }: Contribution): Atom =>
    visible ? dimensions.map((dimension) => cells[dimension] ?? unsaid).join(separator) : beyond
  const isIn = (atom: Atom, within: Aim): boolean => {
    if (atom === beyond || within === 'hidden') return atom === beyond && within === 'hidden'
    if (within === 'total') return true
    return atom.split(separator)[dimensions.indexOf(within.dimension)] === within.category
  }
  const atoms = [...product(dimensions.map((dimension) => [...categoriesOf(rounds, dimension)])), beyond]

  const equations = said.flatMap((all, at) => {
    const demand = rounds[at]?.demand.topics.find((one) => one.topic === topic)
    const own = (within: Aim) =>
      headsIn(all, (one) => isOwn(at, one.organisation) && isIn(atomOf(one), within))
    return figuresOf(demand, dimensions).map((figure, i) => ({
      ...figure,
      at,
      name: `${at} ${i}`,
      left: figure.heads - own(figure.within),
    }))
  })

  const groups = new Map<string, readonly string[]>()
  for (const organisation of new Set(said.flat().map((one) => one.organisation))) {
    const texts = said.map((all, at) =>
      isOwn(at, organisation)
        ? 'own'
        : all
            .filter((one) => one.organisation === organisation)
            .map((one) => `${atomOf(one)} ${one.heads}`)
            .sort()
            .join(),
    )
    const pattern = texts.map((text) => (text === '' || text === 'own' ? '' : texts.indexOf(text)))
    groups.set(
      `${isTarget(organisation) ? 'target' : 'other'} ${pattern.join(separator)}`,
      pattern.map(String),
    )
  }
  const variables = [...groups].flatMap(([name, pattern]) =>
    [...new Set(pattern)]
      .filter((version) => version !== '')
      .flatMap((version) =>
        atoms.map((atom) => {
          const coefficients: [string, number][] = equations
            .filter(({ at, within }) => pattern[at] === version && isIn(atom, within))
            .map((equation) => [equation.name, 1])
          const counts = name.startsWith('target') && pattern[round] === version && isIn(atom, aim)
          return [
            `${name} ${version} ${atom}`,
            counts ? [...coefficients, ['aim', 1]] : coefficients,
          ] as const
        }),
      ),
  )
  const solution = solve({
    direction: 'maximize',
    objective: 'aim',
    constraints: equations.map(({ name, left }) => [name, { equal: left }] as const),
    variables: variables as (readonly [string, [string, number][]])[],
  })
  if (!['optimal', 'unbounded'].includes(solution.status))
    throw new Error(`the linear program is ${solution.status}: what is shown would contradict itself`)
  const truth = headsIn(said[round] ?? [], (one) => isTarget(one.organisation) && isIn(atomOf(one), aim))
  return { truth, most: solution.status === 'optimal' ? solution.result : Number.POSITIVE_INFINITY }
}

function figuresOf(demand: TopicDemand | undefined, dimensions: readonly Dimension[]) {
  if (!demand || demand.asOf !== null) return []
  const figures: { readonly within: Aim; readonly heads: number }[] = [
    { within: 'total', heads: demand.heads },
  ]
  if (demand.hidden?.asOf === null) figures.push({ within: 'hidden', heads: demand.hidden.heads })
  for (const dimension of dimensions) {
    const table = demand.tables[dimension]
    if (table?.asOf === null)
      for (const [category, heads] of Object.entries(table.cells))
        figures.push({ within: { dimension, category }, heads })
  }
  return figures
}

export function familiesIn(contributions: readonly Contribution[]): ReadonlyMap<string, string> {
  return new Map(contributions.map(({ organisation, family }) => [organisation, family]))
}

export function categoriesOf(rounds: readonly Closed[], dimension: Dimension): ReadonlySet<string> {
  const said = rounds.flatMap(({ contributions }) =>
    contributions.map(({ cells }) => cells[dimension] ?? unsaid),
  )
  return new Set([...said, unsaid])
}

function product(lists: readonly (readonly string[])[]): readonly Atom[] {
  return lists.reduce<readonly string[]>(
    (all, list) =>
      all.flatMap((one) => list.map((name) => (one === '' ? name : `${one}${separator}${name}`))),
    [''],
  )
}

function headsIn(all: readonly Contribution[], counts: (one: Contribution) => boolean): number {
  return all.filter(counts).reduce((sum, { heads }) => sum + heads, 0)
}
