/** The form of an offer, in three steps; going back loses nothing. */
import { type Action, type Card, columns, type Element, execute, text } from '../../card/elements'
import { frame } from '../../card/frame'
import type { Wording } from '../../texts'
import type { OfferFormField, OfferFormView, OfferStep } from '../view'
import { sayQuarter } from './said'

const fieldsOf: Readonly<Record<OfferStep, readonly OfferFormField[]>> = {
  1: ['kind', 'topic', 'title', 'content'],
  2: ['from', 'to', 'quarter', 'format', 'region'],
  3: ['place', 'price', 'minimum', 'maximum', 'book-date', 'book-time'],
}

/** A card holds 80 KB: of more topics the rest is chosen in the tab. */
const mostTopics = 100

export function offerFormCard(form: OfferFormView, words: Wording): Card {
  const { t } = words
  const body = { 1: first, 2: second, 3: third }[form.step]
  return frame(words, {
    eyebrow: t(form.offer ? 'offers:form.eyebrow-change' : 'offers:form.eyebrow'),
    aside: t('offers:form.step', { step: form.step }),
    title: t(`offers:form.title-${form.step}`),
    rules: t(`offers:form.rules-${form.step}`),
    body: body(form, words),
    actions: actions(form, words),
  })
}

/** What stands on the other steps travels with the buttons; the fields of this one come as its inputs. */
function carried(form: OfferFormView): Readonly<Record<string, string>> {
  const here = new Set<string>(fieldsOf[form.step])
  const all = {
    ...form.values,
    nonce: form.nonce,
    ...(form.offer && { offer: form.offer, edition: `${form.edition}` }),
  }
  return Object.fromEntries(Object.entries(all).filter(([field]) => !here.has(field)))
}

function actions(form: OfferFormView, { t }: Wording): readonly Action[] {
  const { step } = form
  const data = carried(form)
  const to = (next: number, title: string, more: { readonly primary?: boolean; readonly id?: string }) =>
    execute(title, 'offer.form', { ...data, step: next }, { inputs: true, ...more })
  const back = to(step - 1, t('offers:form.back'), { id: 'offer.form.back' })
  if (step < 3) {
    const next = to(step + 1, t('offers:form.next'), { primary: true })
    return step === 1 ? [next] : [next, back]
  }
  const verb = form.offer ? 'offer.change' : 'offer.make'
  const title = t(form.offer ? 'offers:form.send-change' : 'offers:form.send')
  return [execute(title, verb, data, { inputs: true, primary: true }), back]
}

const named = (field: OfferFormField, { t }: Wording) => ({ id: field, label: t(`offers:form.${field}`) })
const required = (field: OfferFormField, words: Wording) => ({
  ...named(field, words),
  isRequired: true,
  errorMessage: words.t(`offers:form.missing-${field}`),
})

function first({ values, kinds, topics }: OfferFormView, words: Wording): readonly Element[] {
  const { t } = words
  const shown = topics.filter(({ id }, i) => i < mostTopics || id === values.topic)
  const more = topics.length - shown.length
  const choices = shown.map(({ id, name }) => ({ title: name, value: id }))
  return [
    {
      ...{ type: 'Input.ChoiceSet', ...required('kind', words), style: 'expanded', value: values.kind },
      choices: kinds.map((value) => ({ title: t(`offers:kind.${value}`), value })),
    },
    { type: 'Input.ChoiceSet', ...required('topic', words), style: 'compact', value: values.topic, choices },
    ...(more > 0 ? [text(t('offers:form.more-topics', { count: more }), { subtle: true, small: true })] : []),
    { type: 'Input.Text', ...required('title', words), maxLength: 120, value: values.title },
    {
      type: 'Input.Text',
      ...named('content', words),
      isMultiline: true,
      maxLength: 2000,
      value: values.content,
    },
  ]
}

function second({ values, quarters, regions }: OfferFormView, words: Wording): readonly Element[] {
  const { t } = words
  const day = (field: 'from' | 'to') => ({
    width: 'stretch',
    items: [{ type: 'Input.Date', ...named(field, words), ...(values[field] && { value: values[field] }) }],
  })
  const none = { title: t('offers:form.none'), value: 'none' }
  return [
    columns(day('from'), day('to')),
    {
      ...{
        type: 'Input.ChoiceSet',
        ...named('quarter', words),
        style: 'compact',
        value: values.quarter || 'none',
      },
      choices: [none, ...quarters.map((value) => ({ title: sayQuarter(value, words), value }))],
    },
    {
      ...{ type: 'Input.ChoiceSet', ...required('format', words), style: 'compact', value: values.format },
      choices: (['onsite', 'online', 'mixed', 'inhouse'] as const).map((value) => ({
        ...{ title: t(`offers:format.${value}`), value },
      })),
    },
    {
      ...{
        type: 'Input.ChoiceSet',
        ...named('region', words),
        style: 'compact',
        value: values.region || 'none',
      },
      choices: [none, ...regions.map(({ id, name }) => ({ title: name, value: id }))],
    },
  ]
}

function third({ values, zone }: OfferFormView, words: Wording): readonly Element[] {
  const clock = zone.split('/').at(-1)?.replaceAll('_', ' ') ?? zone
  const number = (field: 'minimum' | 'maximum') => ({
    width: 'stretch',
    items: [
      {
        type: 'Input.Number',
        ...required(field, words),
        min: 1,
        max: 1000,
        value: Number(values[field]) || 1,
      },
    ],
  })
  const time = { ...required('book-time', words), label: words.t('offers:form.book-time', { place: clock }) }
  return [
    { type: 'Input.Text', ...named('place', words), maxLength: 200, value: values.place },
    { type: 'Input.Text', ...named('price', words), maxLength: 20, value: values.price },
    columns(number('minimum'), number('maximum')),
    columns(
      {
        width: 'stretch',
        items: [{ type: 'Input.Date', ...required('book-date', words), value: values['book-date'] }],
      },
      { width: 'stretch', items: [{ type: 'Input.Time', ...time, value: values['book-time'] }] },
    ),
  ]
}
