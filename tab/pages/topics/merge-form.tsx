/** Merges a topic into another one: what was answered with it counts as the other from then on. */
import { Button, Select } from '@fluentui/react-components'
import { type FormEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Named } from '../../../bot/needs/view'
import { useAct } from '../../acting'
import { TroubleBar } from '../../frame/trouble-bar'

interface Props {
  readonly topic: Named
  readonly others: readonly Named[]
  readonly onEnd: () => void
}

export function MergeForm({ topic, others, onEnd }: Props) {
  const { t } = useTranslation()
  const [into, setInto] = useState('')
  const id = useId()
  const merge = useAct('topic.merge', onEnd)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!merge.isPending && into !== '') merge.mutate({ topic: topic.id, into })
  }
  return (
    <form className="line" onSubmit={submit}>
      <label htmlFor={id}>{t('topics.merge-into', { name: topic.name })}</label>
      <Select id={id} value={into} onChange={(_, { value }) => setInto(value)}>
        <option value="">{t('manage.choose')}</option>
        {others.map((one) => (
          <option key={one.id} value={one.id}>
            {one.name}
          </option>
        ))}
      </Select>
      <Button type="submit" disabledFocusable={merge.isPending || into === ''}>
        {t(merge.isPending ? 'manage.working' : 'topics.merge')}
      </Button>
      <Button appearance="subtle" onClick={onEnd}>
        {t('manage.cancel')}
      </Button>
      <p className="quiet">{t('topics.merge-why')}</p>
      {merge.isError && <TroubleBar trouble={merge.error} />}
    </form>
  )
}
