/** One name in one line: of a topic or a region that is new, or is called something else from now on. */
import { Button, Input } from '@fluentui/react-components'
import { type FormEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAct } from '../../acting'
import type { Fields } from '../../ask'
import { TroubleBar } from '../../frame/trouble-bar'

interface Props {
  readonly label: string
  readonly route: string
  readonly fields?: Fields
  readonly name?: string
  /** What the button says. */
  readonly does: string
  /** Absent: the line stays, empty again. */
  readonly onEnd?: () => void
  readonly onCancel?: () => void
}

export function NameForm({ label, route, fields = {}, name = '', does, onEnd, onCancel }: Props) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState(name)
  const id = useId()
  const send = useAct(route, onEnd ?? (() => setTyped('')))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!send.isPending && typed.trim() !== '') send.mutate({ ...fields, name: typed.trim() })
  }
  return (
    <form className="line" onSubmit={submit}>
      <label htmlFor={id}>{label}</label>
      <Input
        id={id}
        value={typed}
        maxLength={80}
        onChange={(_, { value }) => {
          setTyped(value)
          send.reset()
        }}
      />
      <Button type="submit" disabledFocusable={send.isPending || typed.trim() === ''}>
        {send.isPending ? t('manage.working') : does}
      </Button>
      {onCancel && (
        <Button appearance="subtle" onClick={onCancel}>
          {t('manage.cancel')}
        </Button>
      )}
      {send.isError && <TroubleBar trouble={send.error} />}
    </form>
  )
}
