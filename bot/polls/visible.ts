/** A poll as one reader, or everyone at a card, may see it (P5, P6). */
import { kindOf } from './kinds'
import type { Marks } from './kinds/kind'
import { outcomeOf } from './outcome'
import { isOver, type Poll, resultHidden } from './poll'
import { resultOf } from './tally'
import type { OwnPart, PollView } from './view'

export interface ReaderOfPoll {
  readonly inElectorate: boolean
  readonly tookPart: boolean
  /** The own ballot; null when there is none or when nothing joins it to its voter any more (P5). */
  readonly marks: Marks | null
  readonly mayManage: boolean
}

/**
 * @param reader null: what a card in a channel shows to everyone
 * @param now from the deadline on nothing asks for an answer (P3)
 */
export function visiblePoll(poll: Poll, groupName: string, reader: ReaderOfPoll | null, now: Date): PollView {
  const over = isOver(poll, now)
  const hidden = resultHidden(poll, reader?.tookPart ?? false)
  const kind = kindOf(poll)
  return {
    id: poll.id,
    group: { id: poll.groupId, name: groupName },
    kind: poll.kind as PollView['kind'],
    question: poll.question,
    state: poll.state,
    openedAt: poll.openedAt.toISOString(),
    deadline: poll.deadline.toISOString(),
    closedAt: poll.closedAt?.toISOString() ?? null,
    over,
    zone: poll.zone,
    anonymous: poll.anonymous,
    results: poll.results,
    options: poll.options.map(({ id, label, first, withdrawn }) => ({
      ...{ id, label },
      ...(label !== first && { formerly: first }),
      ...(withdrawn && { withdrawn }),
    })),
    most: poll.most,
    voters: poll.voters,
    answered: poll.answered,
    mine: reader && ownPart(reader, over),
    result: hidden ? null : resultOf(kind, poll.options, poll.tally, poll.answered),
    hidden,
    places: poll.places,
    outcome: hidden || poll.state === 'open' || poll.places === null ? null : outcomeView(poll, poll.places),
    revision: poll.revision,
    mayManage: reader?.mayManage ?? false,
  }
}

function outcomeView(poll: Poll, places: number): PollView['outcome'] {
  const { elected, vacant } = outcomeOf(poll.options, poll.tally, places, poll.draw)
  return { elected, vacant, draw: poll.draw }
}

function ownPart(reader: ReaderOfPoll, over: boolean): OwnPart {
  return {
    mayVote: reader.inElectorate && !over,
    answered: reader.tookPart,
    choices: reader.marks && Object.keys(reader.marks),
  }
}
