/** The greeting of a channel: whose it is and what happens there; as long as nobody has said, the question. */
import { type Action, type Card, type Element, execute, text } from '../../card/elements'
import { frame } from '../../card/frame'
import type { Wording } from '../../texts'
import type { ChannelView } from '../view'

export function channelCard({ group, groups }: ChannelView, words: Wording): Card {
  const { t } = words
  return frame(words, {
    eyebrow: t('house:name'),
    title: t(group ? 'groups:greeting.title' : 'groups:greeting.whose'),
    rules: t(group ? 'groups:greeting.rules' : 'groups:greeting.who-may'),
    body: group
      ? [text(t('groups:greeting.asks', { group: group.name }), { spacing: 'Medium' })]
      : [text(t('groups:greeting.nobodys'), { spacing: 'Medium' }), choice(groups, words)],
    actions: group ? [] : [bind(words)],
  })
}

function choice(groups: ChannelView['groups'], { t }: Wording): Element {
  return {
    type: 'Input.ChoiceSet',
    id: 'group',
    label: t('house:field.group'),
    style: 'compact',
    isRequired: true,
    errorMessage: t('groups:greeting.missing'),
    choices: groups.map(({ id, name }) => ({ title: name, value: id })),
    ...(groups.length === 1 && { value: groups[0]?.id }),
  }
}

const bind = ({ t }: Wording): Action =>
  execute(t('groups:greeting.bind'), 'channel.bind-here', {}, { inputs: true, primary: true })
