/** A need, its round and its changes said in words. */
import type { Wording } from '../../texts'
import type { AnswerChangeView, NeedView } from '../view'
import { shortQuarter } from './round-names'

/** `KI im Büro, 12 Personen`. */
export function needName(topic: string, heads: number, words: Wording): string {
  return words.t('needs:answer.line', { topic, people: people(heads, words) })
}

export function people(heads: number, { t, number }: Wording): string {
  // The plural goes by the number, what is read by its wording.
  return t('needs:answer.people', { count: heads }).replace(String(heads), number(heads))
}

/** Urgency and impact are said in words of their own: "hoch" alone would say nothing. */
const order = ['format', 'travel', 'reason', 'release', 'funding'] as const

/** What was said beyond topic and heads, in one line; empty where nothing was. */
export function needDetails(need: NeedView, words: Wording): string {
  const { t } = words
  const { levelNow, level, ...rest } = need.parts
  const others = order.flatMap((part) => {
    const value = rest[part]
    return value === undefined ? [] : [t(`needs:category.${part}.${value}`)]
  })
  return [
    ...(need.topic.state === 'proposed' ? [t('needs:answer.proposed')] : []),
    need.occupation,
    levels(levelNow, level, words),
    windowWords(need, words),
    need.region?.name ?? '',
    ...others,
    ...(['urgency', 'impact'] as const).flatMap((part) => {
      const value = rest[part]
      return value === undefined
        ? []
        : [t(`needs:answer.${part}`, { value: t(`needs:category.${part}.${value}`) })]
    }),
    ...(need.joint ? [] : [t('needs:answer.alone')]),
    ...(need.visible ? [] : [t('needs:answer.hidden')]),
  ]
    .filter(Boolean)
    .join(' · ')
}

function levels(now: string | undefined, wanted: string | undefined, { t }: Wording): string {
  const open = t('needs:category.open')
  if (now === undefined && wanted === undefined) return ''
  return t('needs:answer.levels', {
    now: now === undefined ? open : t(`needs:category.levelNow.${now}`),
    wanted: wanted === undefined ? open : t(`needs:category.level.${wanted}`),
  })
}

function windowWords({ from, to }: Pick<NeedView, 'from' | 'to'>, { t }: Wording): string {
  if (from !== null && to !== null) {
    if (from === to) return shortQuarter(from)
    return t('needs:answer.window', { from: shortQuarter(from), to: shortQuarter(to) })
  }
  if (from !== null) return t('needs:answer.from', { quarter: shortQuarter(from) })
  return to === null ? '' : t('needs:answer.to', { quarter: shortQuarter(to) })
}

/** `Anke Beispiel: KI im Büro, 12 Personen, geändert`. */
export function changeWords({ who, what, topic, heads }: AnswerChangeView, words: Wording): string {
  return words.t(`needs:history.${what}`, { who, topic, people: people(heads ?? 0, words) })
}
