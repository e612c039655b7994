/** Erasing: first what goes and what stays, then a question with a tick, then it is done. */
import { Button } from '@fluentui/react-components'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ErasedView, ErasureView } from '../../../bot/data/view'
import { act } from '../../ask'
import { Question } from '../../frame/question'
import { TroubleBar } from '../../frame/trouble-bar'
import { Waiting } from '../../frame/waiting'
import { useErasure } from '../../reads'

interface Props {
  /** null: the reader. */
  readonly member: string | null
  readonly onErased: (erased: ErasedView) => void
}

export function Erasure({ member, onErased }: Props) {
  const { t } = useTranslation()
  const [looking, setLooking] = useState(false)
  const preview = useErasure(member, looking)
  return (
    <div className="erasure">
      <p className="quiet">{t('data.erase-says')}</p>
      {!looking && <Button onClick={() => setLooking(true)}>{t('data.look')}</Button>}
      {looking && preview.isPending && <Waiting rows={5} />}
      {preview.isError && <TroubleBar trouble={preview.error} onRetry={() => void preview.refetch()} />}
      {preview.data && <Preview view={preview.data} member={member} onErased={onErased} />}
    </div>
  )
}

function Preview({ view, member, onErased }: Props & { readonly view: ErasureView }) {
  const { t } = useTranslation()
  const [asking, setAsking] = useState(false)
  return (
    <>
      <Sentences title={t('data.goes')} lines={view.goes} />
      <Sentences title={t('data.stays')} lines={view.stays} />
      <Button onClick={() => setAsking(true)}>{t('data.begin')}</Button>
      {asking && <Ask view={view} member={member} onErased={onErased} onEnd={() => setAsking(false)} />}
    </>
  )
}

function Sentences({ title, lines }: { readonly title: string; readonly lines: readonly string[] }) {
  if (lines.length === 0) return null
  return (
    <>
      <h3>{title}</h3>
      <ul className="kept-lines">
        {lines.map((line) => (
          <li key={line}>
            <bdi>{line}</bdi>
          </li>
        ))}
      </ul>
    </>
  )
}

function Ask({
  view,
  member,
  onErased,
  onEnd,
}: Props & { readonly view: ErasureView; readonly onEnd: () => void }) {
  const { t } = useTranslation()
  const [sure, setSure] = useState(false)
  const erase = useMutation({
    mutationFn: () => act<ErasedView>('data.erase', { sure, ...(member !== null && { member }) }),
    onSuccess: onErased,
  })
  return (
    <Question
      title={t('data.ask-title', { name: view.person.name })}
      onEnd={onEnd}
      actions={
        <>
          <Button appearance="primary" disabledFocusable={erase.isPending} onClick={() => erase.mutate()}>
            {t(erase.isPending ? 'data.doing' : 'data.do')}
          </Button>
          <Button onClick={onEnd}>{t('data.keep')}</Button>
        </>
      }
    >
      <p>{t('data.ask-says')}</p>
      <label className="tick">
        <input type="checkbox" checked={sure} onChange={(event) => setSure(event.target.checked)} />
        <span>{t('data.sure')}</span>
      </label>
      {erase.isError && <TroubleBar trouble={erase.error} />}
    </Question>
  )
}
