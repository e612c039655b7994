/** The form of an answer: one choice, or several. */
import type { Element } from '../../card/elements'
import type { Wording } from '../../texts'
import type { PollView } from '../view'

export function answerInput(poll: PollView, words: Wording, ticked = poll.mine?.choices ?? []): Element {
  const several = poll.kind === 'several'
  return {
    type: 'Input.ChoiceSet',
    id: 'choice',
    label: words.t(several ? 'polls:input.several' : 'polls:input.one'),
    style: 'expanded',
    isMultiSelect: several,
    wrap: true,
    isRequired: true,
    errorMessage: words.t('polls:input.missing'),
    // Plain: Teams' own renderer reads no Markdown in choices, so an escape would be seen.
    choices: poll.options.map((option) => ({ title: option.label, value: option.id })),
    ...(ticked.length > 0 && { value: ticked.join(',') }),
  }
}
