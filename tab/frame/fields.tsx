/** Fields of a form, each with its label above it. */
import { Button, Checkbox, Field, Input, Select, Textarea } from '@fluentui/react-components'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

interface Common {
  readonly label: string
  /** What is meant, in one line below the field. */
  readonly hint?: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly required?: boolean
}

interface Line extends Common {
  readonly type?: 'text' | 'email' | 'date' | 'time'
  /** Which keys a phone shows. What is typed is read by the service, so that it can say what is wrong with it. */
  readonly keys?: 'numeric' | 'decimal'
  readonly most?: number
}

export function TextField(props: Line) {
  const { label, hint, value, onChange, required = false, type = 'text', keys, most = 160 } = props
  return (
    <Field label={label} {...(hint !== undefined && { hint })} required={required}>
      <Input
        type={type}
        value={value}
        maxLength={most}
        {...(keys && { inputMode: keys })}
        onChange={(_, data) => onChange(data.value)}
      />
    </Field>
  )
}

export function LongField({
  label,
  hint,
  value,
  onChange,
  required = false,
  most = 4000,
}: Common & { readonly most?: number }) {
  return (
    <Field label={label} {...(hint !== undefined && { hint })} required={required}>
      <Textarea value={value} rows={6} maxLength={most} onChange={(_, data) => onChange(data.value)} />
    </Field>
  )
}

interface Choice extends Common {
  /** Value -> what is read. */
  readonly options: readonly (readonly [string, string])[]
}

export function ChoiceField({ label, hint, value, onChange, options, required = false }: Choice) {
  return (
    <Field label={label} {...(hint !== undefined && { hint })} required={required}>
      <Select value={value} onChange={(_, data) => onChange(data.value)}>
        {options.map(([one, text]) => (
          <option key={one} value={one}>
            {text}
          </option>
        ))}
      </Select>
    </Field>
  )
}

interface YesNo {
  readonly label: string
  readonly value: boolean
  readonly onChange: (value: boolean) => void
}

export function YesField({ label, value, onChange }: YesNo) {
  return <Checkbox label={label} checked={value} onChange={(_, data) => onChange(data.checked === true)} />
}

interface Foot {
  readonly saving: boolean
  /** What must be filled in is. */
  readonly whole: boolean
  readonly onEnd: () => void
  /** What else can be done with what the form is about. */
  readonly children?: ReactNode
}

/** The foot of a form on something that exists already: keep what was typed, or leave it as it was. */
export function SaveOrCancel({ saving, whole, onEnd, children }: Foot) {
  const { t } = useTranslation()
  return (
    <div className="form-actions">
      <Button type="submit" appearance="primary" disabledFocusable={saving || !whole}>
        {t('network.save')}
      </Button>
      <Button onClick={onEnd}>{t('network.cancel')}</Button>
      {children}
    </div>
  )
}
