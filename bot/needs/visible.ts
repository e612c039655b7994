/** A round as one reader, or everyone at a card, may see it (P7: how many have answered only in steps of five). Pure. */
import { isOver, participationOf, type Round } from './round'
import type { OwnPart, RoundTitle, RoundView } from './view'

export interface KnownRound {
  readonly round: Round
  readonly group: { readonly id: string; readonly name: string } | null
}

export interface ReaderOfRound {
  /** null: the reader's organisation is not asked. */
  readonly mine: {
    readonly organisation: string
    readonly answered: boolean
    readonly answers: boolean
  } | null
  readonly mayRun: boolean
}

export function titleOf({ round, group }: KnownRound): RoundTitle {
  return { id: round.id, quarter: round.quarter, group: group && { id: group.id, name: group.name } }
}

/** @param reader null: what a card in a channel shows to everyone */
export function visibleRound(known: KnownRound, reader: ReaderOfRound | null, now: Date): RoundView {
  const { round } = known
  const over = isOver(round, now)
  return {
    ...titleOf(known),
    state: round.state,
    openedAt: round.openedAt.toISOString(),
    deadline: round.deadline.toISOString(),
    closedAt: round.closedAt?.toISOString() ?? null,
    over,
    zone: round.zone,
    participation: participationOf(round),
    leastFamilies: round.rules.leastFamilies,
    leastDistance: round.rules.leastDistance,
    repeats: round.repeats,
    mine: reader?.mine ? ownPart(reader.mine, over) : null,
    mayRun: reader?.mayRun ?? false,
    revision: round.revision,
  }
}

function ownPart(
  { organisation, answered, answers }: NonNullable<ReaderOfRound['mine']>,
  over: boolean,
): OwnPart {
  return { organisation, answered, mayAnswer: answers && !over }
}
