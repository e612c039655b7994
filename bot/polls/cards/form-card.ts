/** The form that opens a quick poll: five fields, the electorate below, one button (P1, P5, P6 are chosen here). */
import { type Action, type Card, columns, type Element, execute, text } from '../../card/elements'
import { frame } from '../../card/frame'
import type { Wording } from '../../texts'

export interface FormView {
  readonly nonce: string
  /** Group for which it asks; null: to be chosen from `groups`. */
  readonly group: { readonly id: string; readonly name: string } | null
  readonly groups: readonly { readonly id: string; readonly name: string }[]
  /** P1: who will vote; null until the group is known. */
  readonly electorate: {
    readonly mark: string
    readonly voters: number
    readonly names: readonly string[]
  } | null
  readonly kinds: readonly string[]
  readonly secrecies: readonly string[]
  readonly zone: string
  /** The reader may call an election instead. */
  readonly mayElect: boolean
  /** What has been typed, or what is proposed. */
  readonly values: Readonly<Record<FormField, string>>
}

export type FormField = 'question' | 'answers' | 'kind' | 'date' | 'time' | 'secrecy'

/** Names on the form; the others are on the group's page. */
const mostNames = 10

export function formCard(form: FormView, words: Wording): Card {
  const { t } = words
  return frame(words, {
    eyebrow: form.group ? t('polls:form.eyebrow', { group: form.group.name }) : t('polls:form.eyebrow-open'),
    title: t('polls:form.title'),
    rules: t('polls:form.rules'),
    body: form.group ? fields(form, words) : [groupChoice(form, words)],
    foot: form.electorate ? text(electorate(form, words), { subtle: true, small: true }) : undefined,
    actions: form.group
      ? [
          execute(
            t('polls:form.send'),
            'poll.open',
            { group: form.group.id, nonce: form.nonce, electorate: form.electorate?.mark },
            { inputs: true, primary: true },
          ),
          ...instead(form, words),
        ]
      : [
          execute(t('polls:form.next'), 'poll.form', {}, { inputs: true, primary: true }),
          ...instead(form, words),
        ],
  })
}

/** Seats are filled by another form, for those who may call an election. */
function instead({ mayElect, group }: FormView, { t }: Wording): readonly Action[] {
  return mayElect
    ? [execute(t('polls:election.open-form'), 'election.form', group ? { group: group.id } : {})]
    : []
}

function fields({ values, kinds, secrecies, zone }: FormView, words: Wording): readonly Element[] {
  const { t } = words
  const required = (field: string) => ({ isRequired: true, errorMessage: t(`polls:form.missing.${field}`) })
  return [
    {
      type: 'Input.Text',
      id: 'question',
      label: t('polls:form.question'),
      placeholder: t('polls:form.question-example'),
      maxLength: 300,
      value: values.question,
      ...required('question'),
    },
    {
      type: 'Input.Text',
      id: 'answers',
      label: t('polls:form.answers'),
      placeholder: t('polls:form.answers-example'),
      isMultiline: true,
      maxLength: 4800,
      value: values.answers,
    },
    text(t('polls:form.answers-hint'), { subtle: true, small: true, spacing: 'None' }),
    choice('kind', kinds, 'polls:kind', values.kind, words),
    columns(
      {
        width: 'stretch',
        items: [
          {
            type: 'Input.Date',
            id: 'date',
            label: t('polls:form.date'),
            value: values.date,
            ...required('date'),
          },
        ],
      },
      {
        width: 'stretch',
        items: [
          {
            type: 'Input.Time',
            id: 'time',
            label: t('polls:form.time', { place: zone.split('/').at(-1)?.replaceAll('_', ' ') }),
            value: values.time,
            ...required('time'),
          },
        ],
      },
    ),
    choice('secrecy', secrecies, 'polls:secrecy', values.secrecy, words),
  ]
}

function choice(
  id: FormField,
  codes: readonly string[],
  texts: string,
  value: string,
  { t }: Wording,
): Element {
  const choices = codes.map((code) => ({ title: t(`${texts}.${code}`), value: code }))
  return {
    type: 'Input.ChoiceSet',
    id,
    label: t(`polls:form.${id}`),
    style: 'compact',
    value,
    choices,
    isRequired: true,
    errorMessage: t(`polls:form.missing.${id}`),
  }
}

function groupChoice({ groups }: FormView, { t }: Wording): Element {
  return {
    type: 'Input.ChoiceSet',
    id: 'group',
    placeholder: t('polls:form.group-example'),
    label: t('polls:form.group'),
    style: 'compact',
    isRequired: true,
    errorMessage: t('polls:form.missing.group'),
    choices: groups.map((group) => ({ title: group.name, value: group.id })),
  }
}

function electorate({ electorate: who }: FormView, { t }: Wording): string {
  if (!who) return ''
  const shown = who.names.slice(0, mostNames).join(', ')
  const more = who.names.length - mostNames
  const names = more > 0 ? t('polls:form.names-more', { names: shown, count: more }) : shown
  return t('polls:form.electorate', { count: who.voters, names })
}
