/** P7 in the network's settings: from how many on a figure is shown, how far from an estimate, and until when there are rounds. */
import { Button } from '@fluentui/react-components'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { NeedSettingsView } from '../../../bot/needs/view'
import { useAct } from '../../acting'
import { SaveOrCancel, TextField } from '../../frame/fields'
import { Panel } from '../../frame/panel'
import { TroubleBar } from '../../frame/trouble-bar'
import { Waiting } from '../../frame/waiting'
import { saysDay } from '../../when'
import { useNeedSettings } from './reads'
import '../../looks/topics.css'

export function NeedRules() {
  const { t, i18n } = useTranslation()
  const settings = useNeedSettings()
  const [editing, setEditing] = useState(false)
  const view = settings.data
  return (
    <Panel
      title={t('rules.title')}
      className="rules"
      aside={
        view?.mayChange &&
        !editing && (
          <Button aria-label={t('rules.change')} onClick={() => setEditing(true)}>
            {t('network.change')}
          </Button>
        )
      }
    >
      {settings.isError && <TroubleBar trouble={settings.error} onRetry={() => void settings.refetch()} />}
      {settings.isPending && <Waiting rows={2} />}
      {view && editing && <RulesForm view={view} onEnd={() => setEditing(false)} />}
      {view && !editing && (
        <>
          <p>{t('rules.says', { families: view.leastFamilies, distance: view.leastDistance })}</p>
          <p className="quiet">
            {view.runsUntil === null
              ? t('rules.endless')
              : t('rules.until', { day: saysDay(view.runsUntil, i18n.language) })}
          </p>
        </>
      )}
      <p>
        <Link href="/topics">{t('topics.title')}</Link>
      </p>
    </Panel>
  )
}

/** What is no number is none that is allowed: the service then says which are. */
const whole = (typed: string) => Number(typed.trim().replace(',', '.')) || 0

function RulesForm({ view, onEnd }: { readonly view: NeedSettingsView; readonly onEnd: () => void }) {
  const { t } = useTranslation()
  const [facts, setFacts] = useState({
    families: String(view.leastFamilies),
    distance: String(view.leastDistance),
    until: view.runsUntil ?? '',
  })
  const save = useAct('round.set-rules', onEnd)
  const field = (which: keyof typeof facts) => ({
    label: t(which === 'until' ? 'rules.until-label' : `rules.${which}`),
    hint: t(`rules.${which}-hint`),
    value: facts[which],
    onChange: (value: string) => {
      setFacts({ ...facts, [which]: value })
      save.reset()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const { families, distance, until } = facts
    save.mutate({ leastFamilies: whole(families), leastDistance: whole(distance), runsUntil: until })
  }
  return (
    <form className="form" noValidate onSubmit={submit}>
      {save.isError && <TroubleBar trouble={save.error} />}
      <TextField {...field('families')} keys="numeric" most={4} required />
      <TextField {...field('distance')} keys="numeric" most={4} required />
      <TextField {...field('until')} type="date" />
      <p className="quiet">{t('rules.open-rounds')}</p>
      <SaveOrCancel
        saving={save.isPending}
        whole={facts.families.trim() !== '' && facts.distance.trim() !== ''}
        onEnd={onEnd}
      />
    </form>
  )
}
