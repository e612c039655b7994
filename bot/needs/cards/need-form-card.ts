/** The form of one need in three steps; it can be saved from the first on, and going back loses nothing. */
import { type Action, type Card, columns, type Element, execute, text } from '../../card/elements'
import { frame } from '../../card/frame'
import type { Wording } from '../../texts'
import type { NeedChoice, NeedField, NeedFormView, StepOfNeed } from '../view'
import { people } from './need-words'
import { roundName } from './round-names'

type Part = keyof NeedFormView['choices']

/** As long as the longest names fit into 80 KB with it; the rest is found in the tab, or by its name. */
const mostTopics = 200

export function needFormCard(form: NeedFormView, words: Wording): Card {
  const { t } = words
  const { step, steps } = form
  const name = topicName(form)
  const editing = form.need !== null && name !== ''
  return frame(words, {
    eyebrow: t('needs:need-form.eyebrow', { round: roundName(form.round, words) }),
    aside: t('needs:need-form.step', { step, steps }),
    title:
      editing && step === 1
        ? t('needs:need-form.title-edit', { topic: name })
        : t(`needs:need-form.title-${step}`),
    rules: t(`needs:need-form.rules-${step}`),
    body: body(form, words),
    foot: foot(form, words),
    actions: actions(form, words),
  })
}

function topicName({ topics, values }: NeedFormView): string {
  return values.topicName.trim() || (topics.find(({ id }) => id === values.topic)?.name ?? '')
}

/** What stands on the other steps travels with the buttons; the fields of this one come as its inputs. */
function carried({
  step,
  fields,
  values,
  round,
  nonce,
  need,
}: NeedFormView): Readonly<Record<string, string>> {
  const here = new Set<string>(fields[step])
  const others = Object.entries(values).filter(([field]) => !here.has(field))
  return { ...Object.fromEntries(others), round: round.id, nonce, ...(need !== null && { need }) }
}

function actions(form: NeedFormView, { t }: Wording): readonly Action[] {
  const { step } = form
  const data = carried(form)
  const to = (title: string, target: number, id: string) =>
    execute(title, 'need.step', { ...data, step: target }, { inputs: true, id })
  const save = execute(t('needs:action.save'), 'need.save', data, { inputs: true, primary: true })
  const next = to(t('needs:action.next'), step + 1, 'need.step.next')
  const back = to(t('needs:action.back'), step - 1, 'need.step.back')
  if (step === 3) return [save, back]
  return step === 2 ? [save, next, back] : [save, next, away(form, t)]
}

/** The way out of the form: of a need that is there to remove it, of a new one back to the list. */
function away({ round, need, nonce }: NeedFormView, t: Wording['t']): Action {
  return need === null
    ? execute(t('needs:action.back-to-answer'), 'need.card', { round: round.id })
    : execute(t('needs:action.remove'), 'need.remove', { round: round.id, need, nonce })
}

function foot(form: NeedFormView, words: Wording): Element | undefined {
  const { t } = words
  const look = { subtle: true, small: true } as const
  if (form.step === 1)
    return form.count > 0 ? text(t('needs:need-form.count', { count: form.count }), look) : undefined
  const heads = Number(form.values.heads)
  const name = topicName(form)
  if (name === '' || !Number.isInteger(heads)) return undefined
  return text(t('needs:need-form.about', { topic: name, heads: people(heads, words) }), look)
}

function body(form: NeedFormView, words: Wording): readonly Element[] {
  const steps: Readonly<Record<StepOfNeed, typeof first>> = { 1: first, 2: second, 3: third }
  return steps[form.step](form, words)
}

function first(form: NeedFormView, words: Wording): readonly Element[] {
  const { t } = words
  const { values, topics } = form
  const listed = topics.slice(0, mostTopics)
  const chosen = topics.find(({ id }) => id === values.topic)
  // What is chosen stays, wherever it stands in a long list.
  const shown = chosen && !listed.includes(chosen) ? [chosen, ...listed] : listed
  const more = topics.length - shown.length
  const heads = Number(values.heads)
  return [
    ...(shown.length > 0
      ? [
          {
            type: 'Input.ChoiceSet',
            ...named('topic', words),
            style: 'filtered',
            placeholder: t('needs:need-form.topic-example'),
            choices: shown.map(({ id, name }) => ({ title: name, value: id })),
            ...(chosen && { value: chosen.id }),
          },
        ]
      : []),
    ...(more > 0
      ? [
          text(t('needs:need-form.topics-more', { count: more }), {
            subtle: true,
            small: true,
            spacing: 'None',
          }),
        ]
      : []),
    {
      type: 'Input.Text',
      ...named('topicName', words),
      placeholder: t('needs:need-form.topic-name-example'),
      maxLength: 80,
      value: values.topicName,
    },
    {
      type: 'Input.Number',
      ...named('heads', words),
      min: 1,
      max: form.mostHeads,
      isRequired: true,
      errorMessage: t('needs:need-form.missing-heads'),
      ...(values.heads !== '' && Number.isFinite(heads) && { value: heads }),
    },
    { type: 'Input.Text', ...named('occupation', words), maxLength: 120, value: values.occupation },
  ]
}

function second(form: NeedFormView, words: Wording): readonly Element[] {
  const one = (part: Part) => choiceOf(part, form.choices[part], form, words)
  return [beside(one('levelNow'), one('level')), one('reason'), beside(one('urgency'), one('impact'))]
}

function third(form: NeedFormView, words: Wording): readonly Element[] {
  const { values, quarters, regions } = form
  const one = (part: Part) => choiceOf(part, form.choices[part], form, words)
  const places = regions.map(({ id, name }) => ({ value: id, label: name }))
  return [
    beside(choiceOf('from', quarters, form, words), choiceOf('to', quarters, form, words)),
    one('format'),
    places.length > 0 ? beside(choiceOf('region', places, form, words), one('travel')) : one('travel'),
    beside(one('release'), one('funding')),
    ...(['joint', 'visible'] as const).map((field) => ({
      type: 'Input.Toggle',
      id: field,
      label: words.t(`needs:need-form.label-${field}`),
      title: words.t(`needs:field.${field}`),
      value: values[field] === 'false' ? 'false' : 'true',
      wrap: true,
    })),
    { type: 'Input.Text', ...named('note', words), isMultiline: true, maxLength: 500, value: values.note },
  ]
}

function named(field: NeedField, { t }: Wording): { readonly id: string; readonly label: string } {
  return { id: field, label: t(`needs:field.${field}`) }
}

/** An answer can be taken back to open: clients send no empty choices. */
function choiceOf(
  field: NeedField,
  choices: readonly NeedChoice[],
  { values, unsaid }: NeedFormView,
  words: Wording,
): Element {
  const open = { title: words.t('needs:category.open'), value: unsaid }
  const known = choices.some(({ value }) => value === values[field])
  return {
    type: 'Input.ChoiceSet',
    ...named(field, words),
    style: 'compact',
    value: known ? values[field] : unsaid,
    choices: [open, ...choices.map(({ value, label }) => ({ title: label, value }))],
  }
}

function beside(one: Element, other: Element): Element {
  return columns({ width: 'stretch', items: [one] }, { width: 'stretch', items: [other] })
}
