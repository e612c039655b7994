/** Setting a network up: the first person says what it is called and who they are, with the code from the service's log. */
import { Button } from '@fluentui/react-components'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { act } from '../../ask'
import { ChoiceField, TextField } from '../../frame/fields'
import '../../looks/forms.css'
import { Page } from '../../frame/page'
import { TroubleBar } from '../../frame/trouble-bar'
import { benches, germanStates, languages, zones } from './choices'

/** @param onFounded the network is there: sign in again */
export function SetUpPage({ onFounded }: { readonly onFounded: () => void }) {
  const { t, i18n } = useTranslation()
  const reads = i18n.language === 'en' ? 'en' : 'de'
  const [facts, setFacts] = useState({
    ...{ code: '', name: '', state: 'DE-NI', language: reads as string, zone: 'Europe/Berlin' },
    ...{ person: '', organisation: '', bench: 'agencies' },
  })
  const field = (name: keyof typeof facts) => ({
    label: t(`set-up.${name}`),
    value: facts[name],
    onChange: (value: string) => setFacts({ ...facts, [name]: value }),
    required: true,
  })
  const found = useMutation({
    mutationFn: () => act('network.found', { ...facts, reads }),
    onSuccess: onFounded,
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    found.mutate()
  }
  const whole = Object.values(facts).every((value) => value.trim() !== '')
  return (
    <Page title={t('set-up.title')}>
      <p className="lead">{t('set-up.says')}</p>
      <form className="panel form narrow" onSubmit={submit}>
        <TextField {...field('code')} hint={t('set-up.code-hint')} most={20} />
        <h2>{t('set-up.network')}</h2>
        <TextField {...field('name')} hint={t('set-up.name-hint')} />
        <ChoiceField
          {...field('state')}
          hint={t('set-up.state-hint')}
          options={germanStates.map((state) => [state, t(`state-name.${state}`)])}
        />
        <ChoiceField
          {...field('language')}
          hint={t('set-up.language-hint')}
          options={languages.map((one) => [one, t(`settings.${one}`)])}
        />
        <ChoiceField {...field('zone')} options={zones().map((zone) => [zone, zone.replaceAll('_', ' ')])} />
        <h2>{t('set-up.you')}</h2>
        <TextField {...field('person')} most={120} />
        <TextField {...field('organisation')} />
        <ChoiceField {...field('bench')} options={benches.map((bench) => [bench, t(`bench.${bench}`)])} />
        {found.isError && <TroubleBar trouble={found.error} />}
        <div className="form-actions">
          <Button type="submit" appearance="primary" disabledFocusable={found.isPending || !whole}>
            {t(found.isPending ? 'set-up.working' : 'set-up.found')}
          </Button>
        </div>
      </form>
    </Page>
  )
}
