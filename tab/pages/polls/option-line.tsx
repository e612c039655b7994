/** One option in the coordinator's list: rename it in place, or remove it; a refusal stands below it. */
import { Button, Input } from '@fluentui/react-components'
import { DeleteRegular } from '@fluentui/react-icons/svg/delete'
import { EditRegular } from '@fluentui/react-icons/svg/edit'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OptionView } from '../../../bot/polls/view'
import { TroubleBar } from '../../frame/trouble-bar'
import { useEdit } from './edit'

interface Props {
  readonly poll: string
  readonly option: OptionView
}

export function OptionLine({ poll, option }: Props) {
  const { t } = useTranslation()
  const [renaming, setRenaming] = useState(false)
  const line = useRef<HTMLLIElement>(null)
  const remove = useEdit('poll.remove-option', () => undefined)
  const before = useRef(false)
  useEffect(() => {
    // The field that had the focus is gone; the way back into it is this button.
    if (before.current && !renaming) line.current?.querySelector('button')?.focus()
    before.current = renaming
  }, [renaming])
  if (renaming) return <Rename poll={poll} option={option} onEnd={() => setRenaming(false)} />
  return (
    <li className="option" ref={line}>
      <span className="option-label">
        {option.label}
        {option.formerly && (
          <span className="quiet"> ({t('poll.formerly', { label: option.formerly })})</span>
        )}
      </span>
      <Button
        appearance="subtle"
        icon={<EditRegular />}
        aria-label={t('manage.rename-one', { label: option.label })}
        onClick={() => {
          remove.reset()
          setRenaming(true)
        }}
      />
      <Button
        appearance="subtle"
        icon={<DeleteRegular />}
        aria-label={t('manage.remove-one', { label: option.label })}
        disabledFocusable={remove.isPending}
        onClick={() => remove.mutate({ poll, option: option.id })}
      />
      {remove.isError && <TroubleBar trouble={remove.error} />}
    </li>
  )
}

function Rename({ poll, option, onEnd }: Props & { readonly onEnd: () => void }) {
  const { t } = useTranslation()
  const [label, setLabel] = useState(option.label)
  const line = useRef<HTMLLIElement>(null)
  const rename = useEdit('poll.rename-option', onEnd)
  useEffect(() => line.current?.querySelector('input')?.focus(), [])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (label.trim() === option.label) onEnd()
    else if (label.trim() !== '') rename.mutate({ poll, option: option.id, label: label.trim() })
  }
  return (
    <li className="option" ref={line}>
      <form
        className="line"
        onSubmit={submit}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onEnd()
        }}
      >
        <Input aria-label={t('manage.label')} value={label} onChange={(_, { value }) => setLabel(value)} />
        <Button
          type="submit"
          appearance="primary"
          disabledFocusable={rename.isPending || label.trim() === ''}
        >
          {t(rename.isPending ? 'manage.working' : 'manage.save')}
        </Button>
        <Button onClick={onEnd}>{t('manage.cancel')}</Button>
        {rename.isError && <TroubleBar trouble={rename.error} />}
      </form>
    </li>
  )
}
