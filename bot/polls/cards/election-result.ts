/** How an election ended, in sentences and in bars: seats, turnout, who is elected, and how the lot fell. */
import { bar, columns, type Element, text } from '../../card/elements'
import type { Wording } from '../../texts'
import type { OptionView, OutcomeView, PollView } from '../view'

/** Sentences that let anybody follow the result without counting: none before it may be read. */
export function explained(poll: PollView, words: Wording): readonly string[] {
  const { outcome } = poll
  if (!outcome || !poll.result) return []
  return [
    turnout(poll, words),
    words.t(outcome.elected.length > 0 ? 'polls:election.elected' : 'polls:election.nobody', {
      names: namesOf(poll, outcome.elected),
    }),
    ...(outcome.draw ? [lot(poll, outcome.draw, words)] : []),
    ...withdrawn(poll, words),
    ...(outcome.vacant > 0 ? [words.t('polls:election.vacant', { count: outcome.vacant })] : []),
  ]
}

function turnout(poll: PollView, { t }: Wording): string {
  return t('polls:election.turnout', {
    seats: t('polls:election.seats', { count: poll.places }),
    candidates: t('polls:election.candidates', { count: poll.options.length }),
    answered: poll.answered,
    voters: poll.voters,
  })
}

function lot(poll: PollView, draw: NonNullable<OutcomeView['draw']>, words: Wording): string {
  const votes = poll.result?.rows.find(({ id }) => id === draw.tied[0])?.votes ?? 0
  return words.t('polls:election.lot', {
    count: draw.places,
    votes,
    names: namesOf(poll, draw.tied),
    drawn: namesOf(poll, draw.order.slice(0, draw.places)),
    order: namesOf(poll, draw.order),
    at: words.instant(draw.at, poll.zone),
  })
}

function withdrawn(poll: PollView, words: Wording): readonly string[] {
  const gone = poll.options.filter((option) => option.withdrawn).map(({ id }) => id)
  return gone.length === 0
    ? []
    : [words.t('polls:election.withdrawn', { names: namesOf(poll, gone), count: gone.length })]
}

function namesOf(poll: PollView, ids: readonly string[]): string {
  const labels = new Map(poll.options.map(({ id, label }) => [id, label]))
  return ids.map((id) => labels.get(id) ?? '').join(', ')
}

/** Most votes first, each with what became of it in words beside the figure. */
export function electionBars(poll: PollView, words: Wording): readonly Element[] {
  const rows = new Map(poll.result?.rows.map((row) => [row.id, row]))
  const ranked = [...poll.options].sort((one, other) => votesOf(other) - votesOf(one))
  function votesOf({ id }: OptionView): number {
    return rows.get(id)?.votes ?? 0
  }
  return ranked.flatMap((option) => [
    {
      ...columns(
        {
          width: 'stretch',
          items: [text(labelOf(option, poll, words), { bold: isElected(option, poll) })],
        },
        { width: 'auto', items: [text(words.number(votesOf(option)), { bold: true, right: true })] },
        {
          width: '52px',
          items: [text(words.percent(rows.get(option.id)?.share ?? 0), { subtle: true, right: true })],
        },
      ),
      spacing: 'Medium',
    },
    bar(rows.get(option.id)?.share ?? 0),
  ])
}

function isElected({ id }: OptionView, { outcome }: PollView): boolean {
  return outcome?.elected.includes(id) ?? false
}

function labelOf(option: OptionView, poll: PollView, { t }: Wording): string {
  const { label } = option
  if (option.withdrawn) return t('polls:election.is-withdrawn', { label })
  if (!isElected(option, poll)) return label
  const byLot = poll.outcome?.draw?.tied.includes(option.id)
  return t(byLot ? 'polls:election.is-elected-by-lot' : 'polls:election.is-elected', { label })
}
