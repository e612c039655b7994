/** A need, its round and its changes said in words. */
import type { Wording } from '../../texts'
import { parts } from '../need'
import { shortQuarter } from '../quarter'
import type { AnswerChangeView, NeedView, Participation, RoundTitle } from '../view'

/** `Bedarfsrunde 1/2027 · AK Digitale Kompetenzen`. */
export function roundName({ quarter, group }: RoundTitle, { t }: Wording): string {
  const short = shortQuarter(quarter)
  return group
    ? t('needs:round.name-group', { quarter: short, group: group.name })
    : t('needs:round.name', { quarter: short })
}

/** In steps of five, as everywhere. */
export function participationWords({ moreThan, of }: Participation, words: Wording): string {
  const { t, number } = words
  return moreThan === 0
    ? t('needs:round.few', { most: 5, of: number(of) })
    : t('needs:round.more', { count: moreThan, of: number(of) })
}

/** `KI im Büro, 12 Personen`. */
export function needName(topic: string, heads: number, words: Wording): string {
  return words.t('needs:answer.line', { topic, people: people(heads, words) })
}

export function people(heads: number, { t, number }: Wording): string {
  // The plural goes by the number, what is read by its wording.
  return t('needs:answer.people', { count: heads }).replace(String(heads), number(heads))
}

/** What was said beyond topic and heads, in one line; empty where nothing was. */
export function needDetails(need: NeedView, words: Wording): string {
  const { t } = words
  const { levelNow, level, ...rest } = need.parts
  const say = (part: string, value: string) => t(`needs:category.${part}.${value}`)
  const others = parts.flatMap((part) => {
    const value = part === 'levelNow' || part === 'level' ? undefined : rest[part]
    return value === undefined ? [] : [say(part, value)]
  })
  return [
    ...(need.topic.state === 'proposed' ? [t('needs:answer.proposed')] : []),
    need.occupation,
    levels(levelNow, level, words),
    windowWords(need, words),
    need.region?.name ?? '',
    ...others,
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
