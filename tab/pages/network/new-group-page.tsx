/** The office founds a group with its first coordinator. */
import { Button, Input } from '@fluentui/react-components'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { useAct } from '../../acting'
import { ChoiceField, TextField, YesField } from '../../frame/fields'
import '../../looks/forms.css'
import { Page } from '../../frame/page'
import { TroubleBar } from '../../frame/trouble-bar'
import { usePeople } from '../../reads'

export function NewGroupPage() {
  const { t } = useTranslation()
  const [, go] = useLocation()
  const [facts, setFacts] = useState({ name: '', topic: '', coordinator: '', open: false })
  const [search, setSearch] = useState('')
  const people = usePeople(search.trim())
  const add = useAct<{ readonly id: string }>('group.add', ({ id }) => go(`/groups/${id}`, { replace: true }))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    add.mutate(facts)
  }
  return (
    <Page title={t('groups.new')}>
      <form className="panel form narrow" onSubmit={submit}>
        <TextField
          label={t('groups.name')}
          value={facts.name}
          onChange={(name) => setFacts({ ...facts, name })}
          required
          most={120}
        />
        <TextField
          label={t('groups.topic')}
          value={facts.topic}
          onChange={(topic) => setFacts({ ...facts, topic })}
          most={200}
        />
        <Input
          type="search"
          aria-label={t('people.search')}
          placeholder={t('people.search')}
          value={search}
          onChange={(_, { value }) => setSearch(value)}
        />
        <ChoiceField
          label={t('groups.coordinator')}
          hint={t('groups.coordinator-hint')}
          required
          value={facts.coordinator}
          onChange={(coordinator) => setFacts({ ...facts, coordinator })}
          options={[
            ['', t('people.choose')],
            ...(people.data?.people ?? []).map(
              ({ id, name, organisation }) => [id, `${name}, ${organisation.name}`] as const,
            ),
          ]}
        />
        <YesField
          label={t('groups.open-says')}
          value={facts.open}
          onChange={(open) => setFacts({ ...facts, open })}
        />
        {add.isError && <TroubleBar trouble={add.error} />}
        <div className="form-actions">
          <Button
            type="submit"
            appearance="primary"
            disabledFocusable={add.isPending || facts.name.trim() === '' || facts.coordinator === ''}
          >
            {t('groups.found')}
          </Button>
        </div>
      </form>
    </Page>
  )
}
