/** The office changes what a group is. */
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { GroupView } from '../../../bot/groups/view'
import { useAct } from '../../acting'
import { LongField, SaveOrCancel, TextField, YesField } from '../../frame/fields'
import { Panel } from '../../frame/panel'
import { TroubleBar } from '../../frame/trouble-bar'

export function EditGroup({ group, onEnd }: { readonly group: GroupView; readonly onEnd: () => void }) {
  const { t } = useTranslation()
  const [facts, setFacts] = useState({
    ...{ name: group.name, topic: group.topic, mandate: group.mandate, open: group.open },
  })
  const field = (name: 'name' | 'topic' | 'mandate') => ({
    label: t(`groups.${name}`),
    value: facts[name],
    onChange: (value: string) => setFacts({ ...facts, [name]: value }),
  })
  const save = useAct('group.change', onEnd)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate({ group: group.id, ...facts })
  }
  return (
    <Panel title={t('groups.purpose')}>
      <form className="form" onSubmit={submit}>
        <TextField {...field('name')} required most={120} />
        <TextField {...field('topic')} most={200} />
        <LongField {...field('mandate')} hint={t('groups.mandate-hint')} />
        {group.kind === 'group' && (
          <YesField
            label={t('groups.open-says')}
            value={facts.open}
            onChange={(open) => setFacts({ ...facts, open })}
          />
        )}
        {save.isError && <TroubleBar trouble={save.error} />}
        <SaveOrCancel saving={save.isPending} whole={facts.name.trim() !== ''} onEnd={onEnd} />
      </form>
    </Panel>
  )
}
