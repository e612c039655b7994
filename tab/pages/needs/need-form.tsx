/** The form of one need, in the three parts of the card; only the first asks for something. */
import { Button } from '@fluentui/react-components'
import { type FormEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { NeedField, NeedFormView, NeedView } from '../../../bot/needs/view'
import { SaveOrCancel, TextField } from '../../frame/fields'
import { useRoundAct } from './act'
import { type Typed, WhatFor, WhenAndWhere, Who } from './need-fields'
import { Refused } from './refused'
import { savedState } from './saved'
import { TopicField, type TopicWish } from './topic-field'

interface Props {
  readonly view: NeedFormView
  /** null: a new one. */
  readonly before: NeedView | null
}

export function NeedForm({ view, before }: Props) {
  const { t } = useTranslation()
  const [, go] = useLocation()
  const [values, setValues] = useState<Typed>(() => (before ? valuesOf(before) : view.values))
  const [topic, setTopic] = useState<TopicWish>(before?.topic ?? { id: '', name: '' })
  // Of the form as it was first shown (P2): what is sent again after a break is the same act.
  const [nonce] = useState(view.nonce)
  const back = `/needs/rounds/${encodeURIComponent(view.round.id)}`
  const save = useRoundAct('need.save', () =>
    go(back, { state: savedState(topic.name, Number(values.heads)) }),
  )
  const set = (field: NeedField) => (value: string) => setValues({ ...values, [field]: value })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const { round } = view
    save.mutate({ ...values, ...fieldsOf(topic), round: round.id, nonce, ...(before && { need: before.id }) })
  }
  const more = { view, values, set }
  return (
    <form className="form need-form" onSubmit={submit} noValidate>
      <Refused trouble={save.error} />
      <p className="quiet">{t('need-form.lead')}</p>
      <TopicField topics={view.topics} wish={topic} onWish={setTopic} />
      <div className="field-short">
        <TextField
          label={t('need-form.heads')}
          hint={t('need-form.heads-hint')}
          keys="numeric"
          most={20}
          value={values.heads}
          onChange={set('heads')}
          required
        />
      </div>
      <TextField
        label={t('need-form.occupation')}
        hint={t('need-form.occupation-hint')}
        most={120}
        value={values.occupation}
        onChange={set('occupation')}
      />
      <Folded title={t('need-form.what-for')} open={isSaid(values, whatFor)}>
        <WhatFor {...more} />
      </Folded>
      <Folded title={t('need-form.when-where')} open={isSaid(values, whenAndWhere)}>
        <WhenAndWhere {...more} />
      </Folded>
      <Who {...more} />
      {before === null ? (
        <div className="form-actions">
          <Button type="submit" appearance="primary" disabledFocusable={save.isPending}>
            {t(save.isPending ? 'manage.working' : 'need-form.send')}
          </Button>
          <Button onClick={() => go(back)}>{t('network.cancel')}</Button>
        </div>
      ) : (
        <SaveOrCancel saving={save.isPending} whole onEnd={() => go(back)} />
      )}
    </form>
  )
}

const whatFor = ['levelNow', 'level', 'reason', 'urgency', 'impact'] as const
const whenAndWhere = ['from', 'to', 'format', 'region', 'travel', 'release', 'funding', 'note'] as const

function isSaid(values: Typed, fields: readonly NeedField[]): boolean {
  return fields.some((field) => values[field] !== '' && values[field] !== 'open')
}

interface FoldedProps {
  readonly title: string
  readonly open: boolean
  readonly children: ReactNode
}

/** Open at first where something in it has been said; from then on as the reader likes it. */
function Folded({ title, open, children }: FoldedProps) {
  const { t } = useTranslation()
  const [atFirst] = useState(open)
  return (
    <details className="folded" open={atFirst}>
      <summary>
        {title} <span className="quiet">{t('need-form.optional')}</span>
      </summary>
      <div className="form">{children}</div>
    </details>
  )
}

function valuesOf({ parts, from, to, region, topic, heads, ...need }: NeedView): Typed {
  const said = { ...parts, from, to, region: region?.id }
  const fields = [...whatFor, ...whenAndWhere].map((field) => [
    field,
    (said as Readonly<Record<string, string | null | undefined>>)[field] ?? 'open',
  ])
  return {
    ...(Object.fromEntries(fields) as Typed),
    ...{ topic: topic.id, heads: `${heads}`, occupation: need.occupation, note: need.note },
    ...{ joint: `${need.joint}`, visible: `${need.visible}` },
  }
}

/** A topic of the list by its id, a new one by its name. */
function fieldsOf({ id, name }: TopicWish) {
  return id === '' ? { topic: '', topicName: name } : { topic: id }
}
