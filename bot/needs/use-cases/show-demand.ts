/** Shows demand: what was computed when a round closed, beside the earlier rounds of the same scope (N2, P7). */
import type { Transaction } from '../../database/database'
import type { Member } from '../../groups/member'
import { organisationById } from '../../groups/organisation-store'
import { isRefusal, type Refusal } from '../../refusal'
import type { Turn } from '../../route'
import type { Wording } from '../../texts'
import type { World } from '../../world'
import type { Demand, Figure, Table, TopicDemand } from '../demand'
import { demandOf } from '../demand-store'
import { categoryWords, inOrderOf } from '../demand-words'
import { writtenIn } from '../free-text-store'
import { textsToRead } from '../free-texts'
import type { Dimension } from '../need'
import { participationOf } from '../round'
import { type ClosedLine, closedRounds, roundTitles } from '../round-list-store'
import { loadRound, type StoredRound } from '../round-store'
import { listedTopics, regionNames, topicNames } from '../topic-store'
import type {
  ClosedRoundView,
  DemandView,
  FigureView,
  FreeTextsView,
  RoundTitle,
  TableView,
  TopicDemandView,
} from '../view'
import { titleOf } from '../visible'
import { runs, unknownRound } from './show-round'

/** Six years of a round a quarter in one group. */
const mostRounds = 200
const mostEarlier = 4

export interface DemandWish {
  readonly round?: string | undefined
  /** A group's id, or `network`: its latest closed round. */
  readonly scope?: string | undefined
}

/** Demand is for everybody in the network, providers among them: that is what it is pooled for. */
export async function showDemand(
  world: World,
  { member, words }: Pick<Turn, 'member' | 'words'>,
  wish: DemandWish,
): Promise<DemandView | Refusal> {
  return world.database.inNetwork(member.networkId, async (tx) => {
    const rounds = await closedRounds(tx, mostRounds)
    const chosen = choose(rounds, wish)
    if (isRefusal(chosen)) return chosen
    const titles = rounds.map(({ closedAt: _, ...title }) => title)
    if (!chosen) return { rounds: titles, round: null, earlier: [], topics: [], texts: [] }
    const stored = await loadRound(tx, chosen)
    const demand = await demandOf(tx, chosen)
    if (!stored || !demand) return unknownRound()
    const read = await reading(tx, stored, demand, { rounds, words, provider: await isProvider(tx, member) })
    const texts = runs(member, stored) ? await freeTexts(tx, stored, demand, read.name) : []
    return { rounds: titles, round: closedView(stored), earlier: read.earlier, topics: read.topics, texts }
  })
}

/** The round asked for; else the latest of the scope; else of the network; else of any. */
function choose(rounds: readonly ClosedLine[], { round, scope }: DemandWish): string | undefined | Refusal {
  if (round !== undefined) return rounds.some(({ id }) => id === round) ? round : unknownRound()
  const latest = (of: string) => rounds.find(({ group }) => (group?.id ?? 'network') === of)?.id
  return scope === undefined ? (latest('network') ?? rounds[0]?.id) : latest(scope)
}

async function isProvider(tx: Transaction, member: Member): Promise<boolean> {
  return (await organisationById(tx, member.organisationId))?.bench === 'training'
}

function closedView(stored: StoredRound): ClosedRoundView {
  const { round } = stored
  return {
    ...titleOf(stored),
    closedAt: (round.closedAt ?? round.deadline).toISOString(),
    zone: round.zone,
    participation: participationOf(round),
    ...round.rules,
  }
}

interface Reader {
  readonly rounds: readonly ClosedLine[]
  readonly words: Wording
  readonly provider: boolean
}

async function reading(tx: Transaction, { round, group }: StoredRound, demand: Demand, reader: Reader) {
  const { words, provider } = reader
  const earlier = earlierThan(reader.rounds, round.id, group?.id ?? null)
  const before: readonly (Demand | undefined)[] = await Promise.all(earlier.map(({ id }) => demandOf(tx, id)))
  const listed = await listedTopics(tx)
  const names = await topicNames(
    tx,
    demand.topics.map(({ topic }) => topic),
  )
  const regions = await regionNames(
    tx,
    demand.topics.flatMap(({ tables }) => Object.keys(tables.region?.cells ?? {})),
  )
  const asOf = await roundTitles(tx, demand.topics.flatMap(roundsIn))
  const name = (topic: string) => names.get(topic) ?? ''
  const beforeOf = (topic: string) =>
    before.map((one) => one?.topics.find((was) => was.topic === topic)?.heads ?? null)
  const shown = demand.topics.map(
    (one): TopicDemandView => ({
      ...{ topic: one.topic, name: name(one.topic), figure: figureView(one, asOf) },
      hidden: provider || !one.hidden ? null : figureView(one.hidden, asOf),
      tables: tablesView(one, asOf, { words, regions }),
      earlier: beforeOf(one.topic),
    }),
  )
  const rest = listed
    .filter(({ id }) => !demand.topics.some(({ topic }) => topic === id))
    .map(
      (topic): TopicDemandView => ({
        ...{ topic: topic.id, name: topic.name, figure: null, hidden: null, tables: {} },
        earlier: beforeOf(topic.id),
      }),
    )
  return { earlier, topics: [...shown, ...rest], name }
}

/** Of the same scope, the newest first. */
function earlierThan(
  rounds: readonly ClosedLine[],
  id: string,
  groupId: string | null,
): readonly RoundTitle[] {
  const same = rounds.filter(({ group }) => (group?.id ?? null) === groupId)
  const at = same.findIndex((one) => one.id === id)
  return same.slice(at + 1, at + 1 + mostEarlier).map(({ closedAt: _, ...title }) => title)
}

function roundsIn({ asOf, hidden, tables }: TopicDemand): readonly string[] {
  const all = [asOf, hidden?.asOf, ...Object.values(tables).map((table) => table.asOf)]
  return all.flatMap((one) => one ?? [])
}

type Titles = ReadonlyMap<string, RoundTitle>

const titled = (asOf: string | null, titles: Titles) => (asOf === null ? null : (titles.get(asOf) ?? null))

function figureView({ heads, asOf }: Figure, titles: Titles): FigureView {
  return { heads, asOf: titled(asOf, titles) }
}

interface Worded {
  readonly words: Wording
  readonly regions: ReadonlyMap<string, string>
}

function tablesView(
  { tables }: TopicDemand,
  titles: Titles,
  worded: Worded,
): Readonly<Partial<Record<Dimension, TableView>>> {
  const all = Object.entries(tables) as [Dimension, Table][]
  return Object.fromEntries(
    all.map(([dimension, table]) => [dimension, tableView(dimension, table, titles, worded)]),
  )
}

function tableView(
  dimension: Dimension,
  { asOf, cells }: Table,
  titles: Titles,
  { words, regions }: Worded,
): TableView {
  const label = (category: string) => categoryWords(dimension, category, regions, words)
  const order = inOrderOf(dimension, Object.keys(cells), label)
  return {
    asOf: titled(asOf, titles),
    cells: order.map((category) => ({ category, label: label(category), heads: cells[category] ?? 0 })),
  }
}

async function freeTexts(
  tx: Transaction,
  { round }: StoredRound,
  demand: Demand,
  name: (topic: string) => string,
): Promise<readonly FreeTextsView[]> {
  const texts = textsToRead(await writtenIn(tx, round.id), demand, round.rules.leastFamilies)
  return texts.map((one) => ({ ...one, name: name(one.topic) }))
}
