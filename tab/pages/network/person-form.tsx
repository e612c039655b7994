/** Takes somebody into the network, or changes or takes out who is in it. */
import { Button } from '@fluentui/react-components'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PersonLine } from '../../../bot/groups/view'
import { useAct } from '../../acting'
import { ChoiceField, SaveOrCancel, TextField, YesField } from '../../frame/fields'
import { Question } from '../../frame/question'
import { TroubleBar } from '../../frame/trouble-bar'
import { useNetwork } from '../../reads'

interface Props {
  readonly person?: PersonLine
  readonly onEnd: () => void
}

export function PersonForm({ person, onEnd }: Props) {
  const { t } = useTranslation()
  const network = useNetwork()
  const [facts, setFacts] = useState({
    name: person?.name ?? '',
    organisation: person?.organisation.id ?? '',
    mail: person?.mail ?? '',
    office: person?.office ?? false,
    unlink: false,
  })
  const [asking, setAsking] = useState(false)
  const save = useAct(person ? 'member.change' : 'member.add', onEnd)
  const remove = useAct('member.remove', onEnd)
  const { office, unlink, ...rest } = facts
  // An account was recognised by the address as it was: whoever corrects that may have met the wrong person.
  const mayBeWrong = Boolean(person?.account && person.mail && facts.mail.trim() !== person.mail)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate(person ? { ...facts, unlink: unlink && mayBeWrong, member: person.id } : rest)
  }
  const organisations = network.data?.organisations ?? []
  return (
    <form className="form boxed" onSubmit={submit}>
      <TextField
        label={t('people.name')}
        value={facts.name}
        onChange={(name) => setFacts({ ...facts, name })}
        required
        most={120}
      />
      <ChoiceField
        label={t('people.organisation')}
        required
        value={facts.organisation}
        onChange={(organisation) => setFacts({ ...facts, organisation })}
        options={[
          ['', t('people.choose-organisation')],
          ...organisations.map(({ id, name }) => [id, name] as const),
        ]}
      />
      <TextField
        label={t('people.mail')}
        hint={t('people.mail-hint')}
        type="email"
        value={facts.mail}
        onChange={(mail) => setFacts({ ...facts, mail })}
        most={254}
      />
      {mayBeWrong && (
        <YesField
          label={t('people.unlink-too')}
          value={unlink}
          onChange={(value) => setFacts({ ...facts, unlink: value })}
        />
      )}
      {person?.account && <Account person={person} account={person.account} onEnd={onEnd} />}
      {person && (
        <YesField
          label={t('people.office')}
          value={office}
          onChange={(value) => setFacts({ ...facts, office: value })}
        />
      )}
      {save.isError && <TroubleBar trouble={save.error} />}
      <SaveOrCancel
        saving={save.isPending}
        whole={facts.name.trim() !== '' && facts.organisation !== ''}
        onEnd={onEnd}
      >
        {person && (
          <Button appearance="subtle" onClick={() => setAsking(true)}>
            {t('people.remove')}
          </Button>
        )}
      </SaveOrCancel>
      {person && asking && (
        <Question
          title={t('people.remove-title', { name: person.name })}
          onEnd={() => setAsking(false)}
          actions={
            <>
              <Button
                disabledFocusable={remove.isPending}
                onClick={() => remove.mutate({ member: person.id })}
              >
                {t('people.remove')}
              </Button>
              <Button appearance="primary" onClick={() => setAsking(false)}>
                {t('network.cancel')}
              </Button>
            </>
          }
        >
          <p>{t('people.remove-what')}</p>
          {remove.isError && <TroubleBar trouble={remove.error} />}
        </Question>
      )}
    </form>
  )
}

/** By which the person signs in; taken away where it was somebody else's. */
function Account({
  person,
  account,
  onEnd,
}: {
  readonly person: PersonLine
  readonly account: string
  readonly onEnd: () => void
}) {
  const { t } = useTranslation()
  const [asking, setAsking] = useState(false)
  const unlink = useAct('member.unlink-account', onEnd)
  return (
    <div className="form-account">
      <span className="quiet">{t('people.account', { id: account })}</span>
      <Button appearance="subtle" size="small" onClick={() => setAsking(true)}>
        {t('people.unlink')}
      </Button>
      {asking && (
        <Question
          title={t('people.unlink-title', { name: person.name })}
          onEnd={() => setAsking(false)}
          actions={
            <>
              <Button
                disabledFocusable={unlink.isPending}
                onClick={() => unlink.mutate({ member: person.id })}
              >
                {t('people.unlink')}
              </Button>
              <Button appearance="primary" onClick={() => setAsking(false)}>
                {t('network.cancel')}
              </Button>
            </>
          }
        >
          <p>{t('people.unlink-what', { name: person.name })}</p>
          {unlink.isError && <TroubleBar trouble={unlink.error} />}
        </Question>
      )}
    </div>
  )
}
