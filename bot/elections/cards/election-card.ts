/** An election on its card before people vote: who stands, until when, and how to stand oneself. */
import { type Action, type Card, type Element, execute, open, text } from '../../card/elements'
import { frame } from '../../card/frame'
import type { Wording } from '../../texts'
import type { ElectionView, PersonView } from '../view'

export interface ElectionCardContext {
  readonly words: Wording
  /** Opens its page in the tab: the election's, or its poll's once people vote. */
  readonly pageUrl: string
}

/** What the card says at the top after an act. */
export type Said = 'stands' | 'declined' | 'withdrew' | 'proposed'

/** FACE: lists end after ten rows and say how to go on. */
const mostNames = 10

/** For one reader, or for everyone in a channel (then nothing personal is in the view). */
export function electionCard(election: ElectionView, context: ElectionCardContext, said?: Said): Card {
  const { words } = context
  const { t } = words
  return frame(words, {
    eyebrow: t('elections:card.eyebrow', { group: election.group.name }),
    aside: aside(election, words),
    title: election.title,
    rules: rules(election, words),
    body: [
      ...(said ? [text(t(`elections:said.${said}`), { bold: true, spacing: 'Medium' })] : []),
      text(t(`elections:state.${election.state}`, times(election, words)), { spacing: 'Medium' }),
      ...candidateList(election.candidates, words),
      ...own(election, words),
    ],
    foot: text(foot(election, words), { subtle: true, small: true }),
    actions: actions(election, context),
  })
}

/** Asks the person whom somebody has proposed; nobody else sees it. */
export function askedCard(election: ElectionView, context: ElectionCardContext): Card {
  const { words, pageUrl } = context
  const { t } = words
  return frame(words, {
    eyebrow: t('elections:card.eyebrow', { group: election.group.name }),
    aside: aside(election, words),
    title: t('elections:asked.title', { title: election.title }),
    rules: rules(election, words),
    body: [text(t('elections:asked.why', times(election, words)), { spacing: 'Medium' })],
    foot: text(foot(election, words), { subtle: true, small: true }),
    actions: [...answers(election, words), open(t('house:open'), pageUrl)],
  })
}

/** Tells whoever has called it that too few stand, and what can be done. */
export function shortCard(election: ElectionView, context: ElectionCardContext): Card {
  const { words, pageUrl } = context
  const { t } = words
  const enough = election.candidates.length > 0
  return frame(words, {
    eyebrow: t('elections:card.eyebrow', { group: election.group.name }),
    title: t('elections:short.title', { title: election.title }),
    body: [
      text(t('elections:short.why', { count: election.candidates.length, seats: seats(election, words) })),
      text(t(enough ? 'elections:short.instead' : 'elections:short.instead-nobody')),
      ...candidateList(election.candidates, words),
    ],
    foot: text(foot(election, words), { subtle: true, small: true }),
    actions: [
      ...(enough ? [execute(t('elections:action.go-on'), 'election.go-on', { election: election.id })] : []),
      open(t('elections:action.extend'), pageUrl),
    ],
  })
}

function aside({ state, opensAt, deadline, zone }: ElectionView, words: Wording): string {
  if (state === 'voting' || state === 'closed')
    return words.t('elections:card.votes-until', { at: words.instant(deadline, zone) })
  return words.t('elections:card.until', { at: words.instant(opensAt, zone) })
}

export function times({ opensAt, deadline, zone }: ElectionView, words: Wording) {
  return { opens: words.instant(opensAt, zone), closes: words.instant(deadline, zone) }
}

export function seats({ places }: Pick<ElectionView, 'places'>, { t }: Wording): string {
  return t('elections:card.seats', { count: places })
}

function rules({ places, from, to }: ElectionView, words: Wording): string {
  const { t } = words
  return [
    seats({ places }, words),
    t('elections:card.term', { from: words.day(from), to: words.day(to) }),
    t('elections:card.secret'),
  ].join(' · ')
}

export function candidateList(people: readonly PersonView[], { t }: Wording): readonly Element[] {
  if (people.length === 0) return [text(t('elections:card.nobody'), { spacing: 'Medium' })]
  const more = people.length - mostNames
  return [
    text(t('elections:card.stand', { count: people.length }), { bold: true, spacing: 'Medium' }),
    ...people
      .slice(0, mostNames)
      .map(({ name, organisation }) =>
        text([{ text: name, bold: true }, { text: `, ${organisation}` }], { spacing: 'Small' }),
      ),
    ...(more > 0 ? [text(t('elections:card.more', { count: more }), { subtle: true })] : []),
  ]
}

function own({ mine, over }: ElectionView, { t }: Wording): readonly Element[] {
  if (mine === null || mine === 'none' || (over && mine === 'asked')) return []
  return [text(t(`elections:mine.${mine}`), { bold: true, spacing: 'Medium', separator: true })]
}

function foot({ voters, asked, electorate }: ElectionView, { t }: Wording): string {
  const who = t(`elections:card.electorate-${electorate}`, { count: voters })
  return asked ? `${who} · ${t('elections:card.asked', { count: asked })}` : who
}

function actions(election: ElectionView, { words, pageUrl }: ElectionCardContext): readonly Action[] {
  const { t } = words
  const page = open(t('house:open'), pageUrl)
  const data = { election: election.id }
  if (election.over) return election.mine === 'accepted' ? [...stepBack(election, words), page] : [page]
  if (election.mine === 'asked') return [...answers(election, words), page]
  const accepted = election.mine === 'accepted'
  const standing = accepted
    ? stepBack(election, words)
    : // Null: on a card for everyone, where whoever presses is told if they may not.
      [execute(t('elections:action.stand'), 'election.stand', data, { primary: true })]
  const proposing = execute(t('elections:action.propose'), 'election.propose-form', data)
  return [...standing, ...(election.mayPropose || election.mine === null ? [proposing] : []), page]
}

function answers({ id }: ElectionView, { t }: Wording): readonly Action[] {
  return [
    execute(t('elections:action.accept'), 'election.stand', { election: id }, { primary: true }),
    execute(t('elections:action.decline'), 'election.decline', { election: id }),
  ]
}

function stepBack(election: ElectionView, { t }: Wording): readonly Action[] {
  if (election.state !== 'voting' && election.over) return []
  return [execute(t('elections:action.step-back'), 'election.decline', { election: election.id })]
}
