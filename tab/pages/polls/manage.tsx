/** What the coordinator may do with a running poll: edit options, take people in, close it. */
import { Button, Input, Select } from '@fluentui/react-components'
import { type FormEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PollPageView, PollView } from '../../../bot/polls/view'
import { Panel } from '../../frame/panel'
import { TroubleBar } from '../../frame/trouble-bar'
import { ClosePoll } from './close-poll'
import { useEdit } from './edit'
import { OptionLine } from './option-line'

export function Manage({ view }: { readonly view: PollPageView }) {
  const { t } = useTranslation()
  const { poll } = view
  return (
    <Panel title={t('manage.title')} className="manage">
      {poll.kind !== 'scale' && poll.places === null && <Options poll={poll} />}
      <h3>{t('manage.voter')}</h3>
      <AddVoter view={view} />
      <ClosePoll poll={poll} />
    </Panel>
  )
}

/** A scale's steps belong together; the others are the coordinator's to edit (P8). */
function Options({ poll }: { readonly poll: PollView }) {
  const { t } = useTranslation()
  return (
    <>
      <h3>{t('manage.options')}</h3>
      <ul className="options" data-testid="manage-options">
        {poll.options.map((option) => (
          <OptionLine key={option.id} poll={poll.id} option={option} />
        ))}
      </ul>
      <AddOption poll={poll.id} />
    </>
  )
}

function AddOption({ poll }: { readonly poll: string }) {
  const { t } = useTranslation()
  const [label, setLabel] = useState('')
  const id = useId()
  const add = useEdit('poll.add-option', () => setLabel(''))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (label.trim() !== '') add.mutate({ poll, label: label.trim() })
  }
  return (
    <form className="line" onSubmit={submit}>
      <label htmlFor={id}>{t('manage.new-option')}</label>
      <Input id={id} value={label} onChange={(_, { value }) => setLabel(value)} />
      <Button type="submit" disabledFocusable={add.isPending || label.trim() === ''}>
        {t(add.isPending ? 'manage.working' : 'manage.add')}
      </Button>
      {add.isError && <TroubleBar trouble={add.error} />}
    </form>
  )
}

function AddVoter({ view }: { readonly view: PollPageView }) {
  const { t } = useTranslation()
  const [member, setMember] = useState('')
  const id = useId()
  const add = useEdit('poll.add-voter', () => setMember(''))
  if (view.addable.length === 0) return <p className="quiet">{t('manage.no-voters')}</p>
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (member !== '') add.mutate({ poll: view.poll.id, member })
  }
  return (
    <form className="line" onSubmit={submit}>
      <label htmlFor={id} className="unseen">
        {t('manage.voter')}
      </label>
      <Select id={id} value={member} onChange={(_, { value }) => setMember(value)}>
        <option value="">{t('manage.choose')}</option>
        {view.addable.map((person) => (
          <option key={person.id} value={person.id}>
            {person.name}, {person.organisation}
          </option>
        ))}
      </Select>
      <Button type="submit" disabledFocusable={add.isPending || member === ''}>
        {t(add.isPending ? 'manage.working' : 'manage.add-voter')}
      </Button>
      {add.isError && <TroubleBar trouble={add.error} />}
    </form>
  )
}
