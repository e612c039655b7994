/** The form of an answer: one choice, or several. */
import type { Element } from '../../card/elements'
import type { Wording } from '../../texts'
import type { PollView } from '../view'

export function answerInput(poll: PollView, words: Wording, ticked = poll.mine?.choices ?? []): Element {
  const several = poll.most > 1
  // Whoever has stepped back is no choice any more; what was ticked for them is to be given to others.
  const choices = poll.options.filter((option) => !option.withdrawn)
  const kept = ticked.filter((id) => choices.some((option) => option.id === id))
  return {
    type: 'Input.ChoiceSet',
    id: 'choice',
    label: labelOf(poll, words),
    style: 'expanded',
    isMultiSelect: several,
    wrap: true,
    isRequired: true,
    errorMessage: words.t(poll.places === null ? 'polls:input.missing' : 'polls:election.input-missing'),
    // Plain: Teams' own renderer reads no Markdown in choices, so an escape would be seen.
    choices: choices.map((option) => ({ title: option.label, value: option.id })),
    ...(kept.length > 0 && { value: kept.join(',') }),
  }
}

function labelOf(poll: PollView, { t }: Wording): string {
  const several = poll.most > 1
  if (poll.places === null) return t(several ? 'polls:input.several' : 'polls:input.one')
  return t(several ? 'polls:election.input-several' : 'polls:election.input-one', { most: poll.most })
}
