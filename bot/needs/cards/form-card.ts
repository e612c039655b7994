/** The form that opens a round: whom it asks, until when, whether it repeats; the organisations by name below (P1). */
import { type Card, columns, type Element, execute, text } from '../../card/elements'
import { frame } from '../../card/frame'
import type { Wording } from '../../texts'
import type { RoundFormView } from '../view'

/** Names on the form; the others are in the tab. */
const mostNames = 10

export function roundFormCard(form: RoundFormView, words: Wording): Card {
  const { t } = words
  const { scope, nonce, electorate: who } = form
  return frame(words, {
    eyebrow: t('needs:form.eyebrow'),
    title: t('needs:form.title'),
    rules: t('needs:form.rules', { families: form.leastFamilies }),
    body: scope === null ? [scopeChoice(form, words)] : fields(form, words),
    foot: scope === null ? undefined : text(electorate(form, words), { subtle: true, small: true }),
    actions: [
      scope === null
        ? execute(t('needs:form.next'), 'round.form', { nonce }, { inputs: true, primary: true })
        : execute(
            t('needs:form.send'),
            'round.open',
            { scope, nonce, mark: who.mark },
            { inputs: true, primary: true },
          ),
    ],
  })
}

function fields({ values, zone, scopes, scope }: RoundFormView, words: Wording): readonly Element[] {
  const { t } = words
  const required = (field: string) => ({
    ...{ id: field, label: t(`needs:form.${field}`), isRequired: true },
    errorMessage: t(`needs:form.missing-${field}`),
  })
  const place = zone.split('/').at(-1)?.replaceAll('_', ' ') ?? zone
  const name = scopes.find(({ id }) => id === scope)?.name ?? t('needs:round.network')
  return [
    text(t('needs:form.asks', { name }), { bold: true, spacing: 'Medium' }),
    columns(
      { width: 'stretch', items: [{ type: 'Input.Date', ...required('date'), value: values.date }] },
      {
        width: 'stretch',
        items: [
          {
            ...{ type: 'Input.Time', ...required('time'), label: t('needs:form.time', { place }) },
            value: values.time,
          },
        ],
      },
    ),
    {
      ...{ type: 'Input.Toggle', id: 'repeats', title: t('needs:form.repeats-title') },
      ...{ label: t('needs:form.repeats'), value: values.repeats, valueOn: 'true', valueOff: 'false' },
    },
  ]
}

function scopeChoice({ scopes }: RoundFormView, { t }: Wording): Element {
  return {
    ...{ type: 'Input.ChoiceSet', id: 'scope', label: t('needs:form.scope'), style: 'compact' },
    ...{ isRequired: true, errorMessage: t('needs:form.missing-scope') },
    placeholder: t('needs:form.scope-example'),
    choices: scopes.map(({ id, name }) => ({ title: name, value: id })),
  }
}

function electorate({ electorate: { names } }: RoundFormView, { t }: Wording): string {
  const shown = names.slice(0, mostNames).join(', ')
  const more = names.length - mostNames
  const all = more > 0 ? t('needs:form.names-more', { names: shown, count: more }) : shown
  return t('needs:form.electorate', { count: names.length, names: all })
}
