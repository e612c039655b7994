/** Proposes a candidate, who is then asked in person. */
import { type Card, execute, open, text } from '../../card/elements'
import { frame } from '../../card/frame'
import type { ElectionPageView } from '../view'
import type { ElectionCardContext } from './election-card'

/** A card holds 80 KB: of a large electorate the rest is proposed in the tab. */
const mostChoices = 150

export function proposeCard(page: ElectionPageView, { words, pageUrl }: ElectionCardContext): Card {
  const { t } = words
  const { election, proposable } = page
  const shown = proposable.slice(0, mostChoices)
  const more = proposable.length - shown.length
  const choices = shown.map(({ id, name, organisation }) => ({
    title: `${name}, ${organisation}`,
    value: id,
  }))
  const eyebrow = t('elections:card.eyebrow', { group: election.group.name })
  if (choices.length === 0)
    return frame(words, {
      ...{ eyebrow, title: t('elections:propose.title') },
      body: [text(t('elections:propose.nobody'))],
      actions: [open(t('house:open'), pageUrl)],
    })
  return frame(words, {
    ...{ eyebrow, title: t('elections:propose.title'), rules: t('elections:propose.rules') },
    body: [
      {
        type: 'Input.ChoiceSet',
        id: 'member',
        label: t('elections:propose.who'),
        style: 'compact',
        isRequired: true,
        errorMessage: t('elections:propose.missing'),
        choices,
      },
      ...(more > 0 ? [text(t('elections:propose.more', { count: more }), { subtle: true })] : []),
    ],
    actions: [
      execute(
        t('elections:propose.send'),
        'election.propose',
        { election: election.id },
        {
          inputs: true,
          primary: true,
        },
      ),
      execute(t('elections:propose.back'), 'election.card', { election: election.id }),
      open(t('house:open'), pageUrl),
    ],
  })
}
