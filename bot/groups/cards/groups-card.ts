/** `gruppen`: my groups, the others, and the way into and out of each. */
import { type Card, columns, type Element, execute, open, text } from '../../card/elements'
import { frame } from '../../card/frame'
import type { Wording } from '../../texts'
import type { GroupCard } from '../view'

/** FACE: lists end after ten rows and say how to go on. */
const mostRows = 10

/** @param said what has just happened, in words */
export function groupsCard(
  groups: readonly GroupCard[],
  words: Wording,
  listUrl: string,
  said?: string,
): Card {
  const { t } = words
  const mine = groups.filter(({ role }) => role !== null)
  const others = groups.filter(({ role }) => role === null)
  const shown = [...mine, ...others].slice(0, mostRows)
  const more = groups.length - shown.length
  return frame(words, {
    eyebrow: t('house:name'),
    title: t('groups:list.title'),
    rules: t('groups:list.rules'),
    body: [
      ...(said ? [text(said, { bold: true, spacing: 'Medium' })] : []),
      ...part(
        t('groups:list.mine'),
        shown.filter((group) => mine.includes(group)),
        words,
      ),
      ...part(
        t('groups:list.others'),
        shown.filter((group) => others.includes(group)),
        words,
      ),
      ...(groups.length === 0 ? [text(t('groups:list.none'))] : []),
      ...(more > 0 ? [text(t('groups:list.more', { count: more }), { subtle: true })] : []),
    ],
    actions: [open(t('house:open'), listUrl)],
  })
}

function part(title: string, groups: readonly GroupCard[], words: Wording): readonly Element[] {
  if (groups.length === 0) return []
  return [
    text(title, { bold: true, subtle: true, small: true, spacing: 'Medium' }),
    ...groups.map((group) => row(group, words)),
  ]
}

function row(group: GroupCard, words: Wording): Element {
  const { t } = words
  const action = actionOf(group, words)
  const state = group.asked ? t('groups:list.asked') : standing(group, words)
  return {
    ...columns(
      {
        width: 'stretch',
        items: [
          text(group.name, { bold: true }),
          ...(group.topic ? [text(group.topic, { spacing: 'None' })] : []),
          text(`${t('groups:list.people', { count: group.people })} · ${state}`, {
            subtle: true,
            small: true,
            spacing: 'None',
          }),
        ],
      },
      ...(action ? [{ width: 'auto', items: [{ type: 'ActionSet', actions: [action] }] }] : []),
    ),
    separator: true,
  }
}

/** In the committee one is by a seat, and is called so. */
function standing(group: GroupCard, words: Wording): string {
  if (!group.role) return joining(group, words)
  return words.t(`groups:${group.kind === 'committee' ? 'seat-role' : 'role'}.${group.role}`)
}

function joining(group: GroupCard, { t }: Wording): string {
  if (group.kind === 'committee') return t('groups:list.by-seat')
  return t(group.open ? 'groups:list.open' : 'groups:list.after-yes')
}

/** Leaving asks once, on the card that follows; a committee is left by giving up the seat. */
function actionOf(group: GroupCard, { t }: Wording) {
  const options = (verb: string) => ({ id: `${verb}.${group.id}` })
  if (group.kind === 'committee') return undefined
  const data = { group: group.id }
  if (group.asked) return execute(t('groups:list.take-back'), 'group.leave', data, options('group.leave'))
  if (group.role)
    return execute(t('groups:list.leave'), 'group.leave-form', data, options('group.leave-form'))
  return execute(
    t(group.open ? 'groups:list.join' : 'groups:list.ask'),
    'group.join',
    data,
    options('group.join'),
  )
}

/** Asked once, and told what stays. */
export function leaveCard(
  group: { readonly id: string; readonly name: string; readonly open: boolean },
  words: Wording,
): Card {
  const { t } = words
  return frame(words, {
    eyebrow: t('house:name'),
    title: t('groups:leave.title', { group: group.name }),
    body: [
      text(t('groups:leave.what'), { spacing: 'Small' }),
      text(t(group.open ? 'groups:leave.again-open' : 'groups:leave.again-closed'), { spacing: 'Small' }),
    ],
    actions: [
      execute(t('groups:leave.stay'), 'group.list', {}),
      execute(t('groups:leave.go'), 'group.leave', { group: group.id }),
    ],
  })
}
