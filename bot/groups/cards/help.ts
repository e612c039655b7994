/** What I can do here, and in which language: the cards of `hilfe` and `sprache`. */
import { type Card, type Element, execute, text } from '../../card/elements'
import { frame } from '../../card/frame'
import type { Wording } from '../../texts'
import type { MeView, NetworkLine } from '../view'

/** @param nobodys the reader may say whose the channel is, and nobody has so far */
export function helpCard(words: Wording, me: MeView, nobodys = false): Card {
  const { t } = words
  const runs = me.groups.some((group) => group.mayOpenPolls)
  return frame(words, {
    eyebrow: t('house:name'),
    title: t('groups:help.title'),
    rules: t('groups:help.who', { name: me.name, organisation: me.organisation, network: me.network.name }),
    body: [
      text(t(runs ? 'groups:help.coordinator' : 'groups:help.member')),
      text(t('groups:help.commands'), { subtle: true, small: true }),
    ],
    actions: [
      ...(nobodys ? [execute(t('groups:help.bind'), 'channel.bind-form', {})] : []),
      ...(runs ? [execute(t('groups:help.poll'), 'poll.form', {})] : []),
      execute(t('groups:help.open'), 'inbox.show', {}),
      ...(nobodys && runs ? [] : [setting(me, words)]),
    ],
  })
}

const setting = ({ networks }: MeView, { t }: Wording) =>
  networks.length > 1
    ? execute(t('groups:networks.switch'), 'member.networks', {})
    : execute(t('groups:help.language'), 'member.language-form', {})

/** For which network this chat stands: asked once of who belongs to several, and whenever somebody wants to switch. */
export function networkCard(words: Wording, networks: readonly NetworkLine[]): Card {
  const { t } = words
  const choice: Element = {
    type: 'Input.ChoiceSet',
    id: 'network',
    label: t('groups:networks.label'),
    style: 'expanded',
    wrap: true,
    isRequired: true,
    errorMessage: t('groups:networks.missing'),
    choices: networks.map(({ id, name }) => ({ title: name, value: id })),
  }
  return frame(words, {
    eyebrow: t('house:name'),
    title: t('groups:networks.title'),
    rules: t('groups:networks.rule'),
    body: [choice],
    actions: [
      execute(t('groups:networks.choose'), 'member.choose-network', {}, { inputs: true, primary: true }),
    ],
  })
}

/** How I am written to: in which language, and how often. */
export function languageCard(words: Wording, me: Pick<MeView, 'language' | 'digest'>): Card {
  const other = me.digest === 'daily' ? 'weekly' : 'daily'
  return frame(words, {
    eyebrow: words.t('house:name'),
    title: words.t('groups:language.title'),
    rules: words.t('groups:language.rule'),
    body: [
      text(words.t(`groups:language.now-${me.language}`)),
      text(words.t(`groups:language.digest-${me.digest}`)),
    ],
    actions: [
      execute('Deutsch', 'member.set-language', { language: 'de' }, { id: 'member.set-language.de' }),
      execute('English', 'member.set-language', { language: 'en' }, { id: 'member.set-language.en' }),
      execute(words.t(`groups:language.to-${other}`), 'member.set-digest', { digest: other }),
    ],
  })
}
