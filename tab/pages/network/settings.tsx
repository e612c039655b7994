/** What the network is called, where its holidays are, how it speaks, by which clock it goes; the office changes it. */
import { Button } from '@fluentui/react-components'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { NetworkView } from '../../../bot/groups/view'
import { useAct } from '../../acting'
import { ChoiceField, SaveOrCancel, TextField } from '../../frame/fields'
import { Panel } from '../../frame/panel'
import { TroubleBar } from '../../frame/trouble-bar'
import { germanStates, languages, zones } from '../set-up/choices'

export function Settings({ view }: { readonly view: NetworkView }) {
  const { t } = useTranslation()
  const [editing, setEditing] = useState(false)
  return (
    <Panel
      title={t('settings.title')}
      aside={
        view.mayAdminister &&
        !editing && (
          <Button aria-label={t('settings.change')} onClick={() => setEditing(true)}>
            {t('network.change')}
          </Button>
        )
      }
    >
      {editing ? (
        <SettingsForm view={view} onEnd={() => setEditing(false)} />
      ) : (
        <>
          <p>{view.name}</p>
          <p className="quiet">
            {[
              t(`state-name.${view.state}`),
              t(`settings.${view.language}`),
              view.zone.replaceAll('_', ' '),
            ].join(' · ')}
          </p>
        </>
      )}
    </Panel>
  )
}

function SettingsForm({ view, onEnd }: { readonly view: NetworkView; readonly onEnd: () => void }) {
  const { t } = useTranslation()
  const { name, state, language, zone } = view
  const [facts, setFacts] = useState({ name, state, language: language as string, zone })
  const field = (which: keyof typeof facts) => ({
    value: facts[which],
    onChange: (value: string) => setFacts({ ...facts, [which]: value }),
    required: true,
  })
  const save = useAct('network.change', onEnd)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate(facts)
  }
  return (
    <form className="form" onSubmit={submit}>
      <TextField label={t('set-up.name')} {...field('name')} hint={t('set-up.name-hint')} />
      <ChoiceField
        label={t('set-up.state')}
        {...field('state')}
        hint={t('set-up.state-hint')}
        options={germanStates.map((one) => [one, t(`state-name.${one}`)])}
      />
      <ChoiceField
        label={t('set-up.language')}
        {...field('language')}
        hint={t('settings.language-hint')}
        options={languages.map((one) => [one, t(`settings.${one}`)])}
      />
      <ChoiceField
        label={t('set-up.zone')}
        {...field('zone')}
        hint={t('settings.zone-hint')}
        options={zones().map((one) => [one, one.replaceAll('_', ' ')])}
      />
      {save.isError && <TroubleBar trouble={save.error} />}
      <SaveOrCancel saving={save.isPending} whole={facts.name.trim() !== ''} onEnd={onEnd} />
    </form>
  )
}
