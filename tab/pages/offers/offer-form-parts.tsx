/** The four parts of an offer's form: what, when and where, how many and for how much, until when one books. */
import { Field, Radio, RadioGroup } from '@fluentui/react-components'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { OfferFormat, OfferFormField, OfferFormView } from '../../../bot/offers/view'
import { ChoiceField, LongField, TextField } from '../../frame/fields'
import { saysQuarter } from './says'

export type Values = Readonly<Record<OfferFormField, string>>

export interface PartProps {
  readonly form: OfferFormView
  readonly values: Values
  readonly onChange: (field: OfferFormField, value: string) => void
}

const formats: readonly OfferFormat[] = ['onsite', 'online', 'mixed', 'inhouse']

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <fieldset className="form-part">
      <legend>{title}</legend>
      {children}
    </fieldset>
  )
}

/** What every field of the form has in common. */
function useField({ values, onChange }: PartProps) {
  const { t } = useTranslation()
  return (name: OfferFormField) => ({
    label: t(`offer.form.${name}`),
    value: values[name],
    onChange: (value: string) => onChange(name, value),
  })
}

export function PartWhat(props: PartProps) {
  const { t } = useTranslation()
  const field = useField(props)
  const { form, values, onChange } = props
  return (
    <Part title={t('offer.part.what')}>
      {form.kinds.length > 1 && (
        <Field label={t('offer.form.kind')}>
          <RadioGroup value={values.kind} onChange={(_, { value }) => onChange('kind', value)}>
            {form.kinds.map((kind) => (
              <Radio key={kind} value={kind} label={t(`offer.kind-says.${kind}`)} />
            ))}
          </RadioGroup>
        </Field>
      )}
      <ChoiceField
        {...field('topic')}
        required
        options={[['', t('manage.choose')], ...form.topics.map(({ id, name }) => [id, name] as const)]}
      />
      <TextField {...field('title')} required most={120} />
      <LongField {...field('content')} hint={t('offer.hint.content')} most={2000} />
    </Part>
  )
}

interface TimeProps extends PartProps {
  readonly byQuarter: boolean
  readonly onByQuarter: (byQuarter: boolean) => void
}

export function PartTime({ byQuarter, onByQuarter, ...props }: TimeProps) {
  const { t } = useTranslation()
  const field = useField(props)
  const { regions, quarters } = props.form
  return (
    <Part title={t('offer.part.time')}>
      <Field label={t('offer.form.when')}>
        <RadioGroup
          layout="horizontal"
          value={byQuarter ? 'quarter' : 'days'}
          onChange={(_, { value }) => onByQuarter(value === 'quarter')}
        >
          <Radio value="days" label={t('offer.form.days')} />
          <Radio value="quarter" label={t('offer.form.in-quarter')} />
        </RadioGroup>
      </Field>
      {byQuarter ? (
        <ChoiceField
          {...field('quarter')}
          required
          options={[['', t('manage.choose')], ...quarters.map((one) => [one, saysQuarter(one, t)] as const)]}
        />
      ) : (
        <div className="form-pair">
          <TextField {...field('from')} required type="date" />
          <TextField {...field('to')} type="date" hint={t('offer.hint.to')} />
        </div>
      )}
      <div className="form-pair">
        <ChoiceField
          {...field('format')}
          options={formats.map((one) => [one, t(`offer.format.${one}`)] as const)}
        />
        {regions.length > 0 && (
          <ChoiceField
            {...field('region')}
            options={[['', t('offer.no-region')], ...regions.map(({ id, name }) => [id, name] as const)]}
          />
        )}
      </div>
      <TextField {...field('place')} hint={t('offer.hint.place')} most={200} />
    </Part>
  )
}

export function PartPlaces(props: PartProps) {
  const { t } = useTranslation()
  const field = useField(props)
  return (
    <Part title={t('offer.part.places')}>
      <div className="form-pair">
        <TextField {...field('minimum')} required keys="numeric" most={12} hint={t('offer.hint.minimum')} />
        <TextField {...field('maximum')} required keys="numeric" most={12} hint={t('offer.hint.maximum')} />
      </div>
      <TextField {...field('price')} keys="decimal" most={16} hint={t('offer.hint.price')} />
    </Part>
  )
}

export function PartBooking(props: PartProps) {
  const { t } = useTranslation()
  const field = useField(props)
  return (
    <Part title={t('offer.part.booking')}>
      <p className="quiet">{t('offer.hint.book-by', { zone: props.form.zone.replaceAll('_', ' ') })}</p>
      <div className="form-pair">
        <TextField {...field('book-date')} required type="date" />
        <TextField {...field('book-time')} required type="time" />
      </div>
    </Part>
  )
}
