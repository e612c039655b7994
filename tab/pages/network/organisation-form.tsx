/** Adds an organisation, or changes or removes one. */
import { Button } from '@fluentui/react-components'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OrganisationLine } from '../../../bot/groups/view'
import { useAct } from '../../acting'
import { ChoiceField, SaveOrCancel, TextField } from '../../frame/fields'
import { TroubleBar } from '../../frame/trouble-bar'
import { benches, sizeBands } from '../set-up/choices'

interface Props {
  readonly organisation?: OrganisationLine
  readonly organisations: readonly OrganisationLine[]
  readonly onEnd: () => void
}

export function OrganisationForm({ organisation, organisations, onEnd }: Props) {
  const { t } = useTranslation()
  const [facts, setFacts] = useState({
    name: organisation?.name ?? '',
    bench: organisation?.bench ?? 'employers',
    size: organisation?.size ?? '',
    sector: organisation?.sector ?? '',
    parent: organisation?.parent?.id ?? '',
  })
  const field = (name: keyof typeof facts) => ({
    label: t(`organisation.${name}`),
    value: facts[name],
    onChange: (value: string) => setFacts({ ...facts, [name]: value }),
  })
  const save = useAct(organisation ? 'organisation.change' : 'organisation.add', onEnd)
  const remove = useAct('organisation.remove', onEnd)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate({ ...facts, ...(organisation && { organisation: organisation.id }) })
  }
  const none = [['', t('organisation.none')]] as const
  const parents = organisations.filter(({ id }) => id !== organisation?.id)
  return (
    <form className="form boxed" onSubmit={submit}>
      <TextField {...field('name')} required />
      <ChoiceField {...field('bench')} options={benches.map((one) => [one, t(`bench.${one}`)])} />
      <TextField {...field('sector')} most={80} />
      <ChoiceField
        {...field('size')}
        options={[...none, ...sizeBands.map((one) => [one, one.replace('-', '–')] as const)]}
      />
      <ChoiceField
        {...field('parent')}
        hint={t('organisation.parent-hint')}
        options={[...none, ...parents.map(({ id, name }) => [id, name] as const)]}
      />
      {save.isError && <TroubleBar trouble={save.error} />}
      {remove.isError && <TroubleBar trouble={remove.error} />}
      <SaveOrCancel saving={save.isPending} whole={facts.name.trim() !== ''} onEnd={onEnd}>
        {organisation && (
          <Button
            appearance="subtle"
            disabledFocusable={remove.isPending}
            onClick={() => remove.mutate({ organisation: organisation.id })}
          >
            {t('organisation.remove')}
          </Button>
        )}
      </SaveOrCancel>
    </form>
  )
}
