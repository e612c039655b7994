/** Proposes candidates, and shows who was asked and has not answered: for who may propose alone. */
import { Button, Select } from '@fluentui/react-components'
import { type FormEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ElectionPageView } from '../../../bot/elections/view'
import { Panel } from '../../frame/panel'
import { TroubleBar } from '../../frame/trouble-bar'
import { useElectionAct } from './act'

export function Proposals({ view }: { readonly view: ElectionPageView }) {
  const { t } = useTranslation()
  const [member, setMember] = useState('')
  const id = useId()
  const propose = useElectionAct('election.propose', () => setMember(''))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (member !== '') propose.mutate({ election: view.election.id, member })
  }
  return (
    <Panel title={t('election.propose')} className="manage">
      <p className="quiet">{t('election.propose-why')}</p>
      {view.proposable.length > 0 && (
        <form className="line" onSubmit={submit}>
          <label htmlFor={id} className="unseen">
            {t('election.propose')}
          </label>
          <Select id={id} value={member} onChange={(_, { value }) => setMember(value)}>
            <option value="">{t('manage.choose')}</option>
            {view.proposable.map((person) => (
              <option key={person.id} value={person.id}>
                {person.name}, {person.organisation}
              </option>
            ))}
          </Select>
          <Button type="submit" disabledFocusable={propose.isPending || member === ''}>
            {t(propose.isPending ? 'manage.working' : 'election.ask')}
          </Button>
        </form>
      )}
      {propose.isError && <TroubleBar trouble={propose.error} />}
      {view.asked.length > 0 && (
        <p className="quiet">
          {t('election.asked', { names: view.asked.map(({ name }) => name).join(', ') })}
        </p>
      )}
    </Panel>
  )
}
