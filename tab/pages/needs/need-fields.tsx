/** What may be said of a need beside topic and head-count; everything may stay open. */
import { useTranslation } from 'react-i18next'
import type { NeedChoice, NeedField, NeedFormView } from '../../../bot/needs/view'
import { ChoiceField, LongField, YesField } from '../../frame/fields'

type Part = keyof NeedFormView['choices']

export type Typed = Readonly<Record<NeedField, string>>

interface Props {
  readonly view: NeedFormView
  readonly values: Typed
  readonly set: (field: NeedField) => (value: string) => void
}

export function WhatFor(props: Props) {
  return (
    <>
      <div className="form-pair">
        <PartField {...props} part="levelNow" />
        <PartField {...props} part="level" />
      </div>
      <PartField {...props} part="reason" />
      <div className="form-pair">
        <PartField {...props} part="urgency" />
        <PartField {...props} part="impact" />
      </div>
    </>
  )
}

export function WhenAndWhere(props: Props) {
  const { t } = useTranslation()
  const { view, values, set } = props
  return (
    <>
      <div className="form-pair">
        <Choice {...props} field="from" choices={view.quarters} />
        <Choice {...props} field="to" choices={view.quarters} />
      </div>
      <PartField {...props} part="format" />
      <div className="form-pair">
        {view.regions.length > 0 && (
          <Choice
            {...props}
            field="region"
            choices={view.regions.map(({ id, name }) => ({ value: id, label: name }))}
          />
        )}
        <PartField {...props} part="travel" />
      </div>
      <div className="form-pair">
        <PartField {...props} part="release" />
        <PartField {...props} part="funding" />
      </div>
      <LongField
        label={t('need-form.note')}
        hint={t('need-form.note-hint')}
        most={500}
        value={values.note}
        onChange={set('note')}
      />
    </>
  )
}

/** Never folded: who gets to know what is nothing to be overlooked. */
export function Who({ values, set }: Props) {
  const { t } = useTranslation()
  const field = (name: 'joint' | 'visible') => ({
    label: t(`need-form.${name}`),
    value: values[name] !== 'false',
    onChange: (yes: boolean) => set(name)(`${yes}`),
  })
  return (
    <fieldset className="who">
      <legend>{t('need-form.who')}</legend>
      <YesField {...field('joint')} />
      <YesField {...field('visible')} />
      <p className="quiet">{t('need-form.who-hint')}</p>
    </fieldset>
  )
}

function PartField({ part, ...props }: Props & { readonly part: Part }) {
  return <Choice {...props} field={part} choices={props.view.choices[part]} />
}

interface ChoiceProps extends Props {
  readonly field: NeedField
  readonly choices: readonly NeedChoice[]
}

function Choice({ field, choices, values, set }: ChoiceProps) {
  const { t } = useTranslation()
  const said = choices.filter(({ value }) => value !== 'open' && value !== '')
  return (
    <ChoiceField
      label={t(`need-form.${field}`)}
      value={values[field] || 'open'}
      onChange={set(field)}
      options={[['open', t('need-form.open')], ...said.map(({ value, label }) => [value, label] as const)]}
    />
  )
}
