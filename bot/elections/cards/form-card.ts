/** The form that calls an election, in three steps of at most five fields; going back loses nothing. */
import { type Action, type Card, columns, type Element, execute, text } from '../../card/elements'
import { frame } from '../../card/frame'
import type { Wording } from '../../texts'

export type Step = 1 | 2 | 3

export const formFields = [
  'title',
  'places',
  'electorate',
  'from',
  'to',
  'opens-date',
  'opens-time',
  'closes-date',
  'closes-time',
] as const
export type FormField = (typeof formFields)[number]

export interface ElectionFormView {
  readonly nonce: string
  readonly step: Step
  readonly group: string
  readonly groupName: string
  readonly groups: readonly { readonly id: string; readonly name: string }[]
  /** P1: who will vote, as chosen; stands on the last step. */
  readonly voters: { readonly mark: string; readonly count: number; readonly names: readonly string[] }
  readonly mostPlaces: number
  readonly zone: string
  /** What has been typed, or what is proposed. */
  readonly values: Readonly<Record<FormField, string>>
}

const fieldsOf: Readonly<Record<Step, readonly (FormField | 'group')[]>> = {
  1: ['group', 'title', 'places', 'electorate'],
  2: ['from', 'to'],
  3: ['opens-date', 'opens-time', 'closes-date', 'closes-time'],
}

/** Names on the form; the others are on the election's page. */
const mostNames = 10

export function electionFormCard(form: ElectionFormView, words: Wording): Card {
  const { t } = words
  return frame(words, {
    eyebrow: t('elections:form.eyebrow'),
    aside: t('elections:form.step', { step: form.step }),
    title: t(`elections:form.title-${form.step}`),
    rules: t(`elections:form.rules-${form.step}`),
    body: form.step === 1 ? first(form, words) : form.step === 2 ? second(form, words) : third(form, words),
    foot: form.step === 3 ? text(electorate(form, words), { subtle: true, small: true }) : undefined,
    actions: actions(form, words),
  })
}

/** What stands on the other steps travels with the buttons; the fields of this one come as its inputs. */
function carried(form: ElectionFormView): Readonly<Record<string, string>> {
  const here = new Set<string>(fieldsOf[form.step])
  const all = { ...form.values, group: form.group, nonce: form.nonce }
  return Object.fromEntries(Object.entries(all).filter(([field]) => !here.has(field)))
}

function actions(form: ElectionFormView, { t }: Wording): readonly Action[] {
  const data = carried(form)
  const back = execute(
    t('elections:form.back'),
    'election.form',
    { ...data, step: form.step - 1 },
    {
      inputs: true,
      id: 'election.form.back',
    },
  )
  if (form.step === 3)
    return [
      execute(
        t('elections:form.send'),
        'election.call',
        { ...data, mark: form.voters.mark },
        {
          inputs: true,
          primary: true,
        },
      ),
      back,
    ]
  const next = execute(
    t('elections:form.next'),
    'election.form',
    { ...data, step: form.step + 1 },
    {
      inputs: true,
      primary: true,
    },
  )
  return form.step === 1 ? [next] : [next, back]
}

function required(field: FormField | 'group', { t }: Wording) {
  return {
    id: field,
    label: t(`elections:form.${field}`),
    isRequired: true,
    errorMessage: t(`elections:form.missing-${field}`),
  }
}

function first(form: ElectionFormView, words: Wording): readonly Element[] {
  const { values, groups } = form
  const choices = groups.map(({ id, name }) => ({ title: name, value: id }))
  const rules = (['group', 'network'] as const).map((value) => ({
    title: words.t(`elections:form.electorate-${value}`),
    value,
  }))
  return [
    { type: 'Input.ChoiceSet', ...required('group', words), style: 'compact', value: form.group, choices },
    { type: 'Input.Text', ...required('title', words), maxLength: 200, value: values.title },
    {
      type: 'Input.Number',
      ...required('places', words),
      min: 1,
      max: form.mostPlaces,
      value: Number(values.places) || 1,
    },
    {
      type: 'Input.ChoiceSet',
      ...required('electorate', words),
      style: 'expanded',
      value: values.electorate,
      choices: rules,
    },
  ]
}

function second({ values }: ElectionFormView, words: Wording): readonly Element[] {
  return [
    { type: 'Input.Date', ...required('from', words), value: values.from },
    { type: 'Input.Date', ...required('to', words), value: values.to },
  ]
}

function third({ values, zone }: ElectionFormView, words: Wording): readonly Element[] {
  const place = zone.split('/').at(-1)?.replaceAll('_', ' ') ?? zone
  const pair = (which: 'opens' | 'closes'): Element =>
    columns(
      {
        width: 'stretch',
        items: [{ type: 'Input.Date', ...required(`${which}-date`, words), value: values[`${which}-date`] }],
      },
      {
        width: 'stretch',
        items: [
          {
            type: 'Input.Time',
            ...required(`${which}-time`, words),
            label: words.t('elections:form.time', { place }),
            value: values[`${which}-time`],
          },
        ],
      },
    )
  return [pair('opens'), pair('closes')]
}

function electorate({ voters }: ElectionFormView, { t }: Wording): string {
  const shown = voters.names.slice(0, mostNames).join(', ')
  const more = voters.names.length - mostNames
  const names = more > 0 ? t('polls:form.names-more', { names: shown, count: more }) : shown
  return t('elections:form.voters', { count: voters.count, names })
}
