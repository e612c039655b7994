/** P8: editing an open poll never loses a ballot. */
import { type Refusal, refuse } from '../refusal'
import { kindOf } from './kinds'
import { mostOptions, sameLabel } from './kinds/options'
import { isOver, type Poll } from './poll'
import type { TraceEntry } from './view'

export interface Edited {
  readonly poll: Poll
  readonly trace: { readonly what: TraceEntry['what']; readonly data: TraceEntry['data'] }
}

export function addOption(poll: Poll, label: string, at: Date): Edited | Refusal {
  const no = notEditable(poll, at) ?? taken(poll, label)
  if (no) return no
  if (poll.options.length >= mostOptions) return refuse('polls:too-many-options', { most: mostOptions }, 422)
  const option = { id: `o${poll.nextOption}`, label, first: label }
  return edited(
    poll,
    { options: [...poll.options, option], nextOption: poll.nextOption + 1 },
    'option-added',
    { label },
  )
}

export function renameOption(poll: Poll, optionId: string, label: string, at: Date): Edited | Refusal {
  const before = poll.options.find((option) => option.id === optionId)
  const no =
    notEditable(poll, at) ?? (before ? taken(poll, label, optionId) : refuse('polls:unknown-option', {}, 422))
  if (no || !before) return no ?? refuse('polls:unknown-option', {}, 422)
  const options = poll.options.map((option) => (option.id === optionId ? { ...option, label } : option))
  return edited(poll, { options }, 'option-renamed', { from: before.label, to: label })
}

export function removeOption(poll: Poll, optionId: string, at: Date): Edited | Refusal {
  const before = poll.options.find((option) => option.id === optionId)
  const no = notEditable(poll, at)
  if (no) return no
  if (!before) return refuse('polls:unknown-option', {}, 422)
  // P6: where the result is not open to all, "this one has ballots" would be a piece of it; so any ballot forbids it.
  const blind = poll.anonymous || poll.results !== 'live'
  if (blind && poll.answered > 0) return refuse('polls:remove-blind')
  if (poll.tally[optionId]) return refuse('polls:option-has-ballots', { label: before.label })
  if (poll.options.length <= 2) return refuse('polls:too-few-options', { fewest: 2 }, 422)
  const options = poll.options.filter((option) => option.id !== optionId)
  return edited(poll, { options }, 'option-removed', { label: before.label })
}

function notEditable(poll: Poll, at: Date): Refusal | undefined {
  if (isOver(poll, at)) return refuse('polls:edit-closed')
  if (kindOf(poll).editable) return undefined
  return refuse(poll.places === null ? 'polls:not-editable' : 'polls:candidates-stand')
}

function taken(poll: Poll, label: string, except?: string): Refusal | undefined {
  const twin = poll.options.some((option) => option.id !== except && sameLabel(option.label, label))
  return twin ? refuse('polls:option-twice', { label }, 422) : undefined
}

function edited(
  poll: Poll,
  change: Partial<Poll>,
  what: TraceEntry['what'],
  data: TraceEntry['data'],
): Edited {
  return { poll: { ...poll, ...change, revision: poll.revision + 1 }, trace: { what, data } }
}
