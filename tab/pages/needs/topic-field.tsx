/** Finds the topic of a need in the network's list, or proposes a new one. */
import { Button, Field, Input } from '@fluentui/react-components'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TopicView } from '../../../bot/needs/view'

/** A topic of the list, or with an empty id one that is proposed. */
export interface TopicWish {
  readonly id: string
  readonly name: string
}

interface Props {
  readonly topics: readonly TopicView[]
  readonly wish: TopicWish
  readonly onWish: (wish: TopicWish) => void
}

export function TopicField({ topics, wish, onWish }: Props) {
  const { t } = useTranslation()
  const [seeking, setSeeking] = useState(wish.name === '')
  if (!seeking)
    return (
      <div className="topic-chosen" data-testid="topic">
        <div>
          <span className="field-label">{t('need-form.topic')}</span>
          <span className="row-title">{wish.name}</span>
          {wish.id === '' && <span className="quiet">{t('need-form.new-topic-says')}</span>}
        </div>
        <Button onClick={() => setSeeking(true)}>{t('need-form.other-topic')}</Button>
      </div>
    )
  const choose = (next: TopicWish) => {
    onWish(next)
    setSeeking(false)
  }
  return <Seek topics={topics} chosen={wish} onChoose={choose} />
}

interface SeekProps {
  readonly topics: readonly TopicView[]
  readonly chosen: TopicWish
  readonly onChoose: (wish: TopicWish) => void
}

function Seek({ topics, chosen, onChoose }: SeekProps) {
  const { t } = useTranslation()
  const [search, setSearch] = useState('')
  const label = useId()
  const wanted = search.trim().replace(/\s+/g, ' ')
  const words = wanted.toLowerCase().split(' ')
  const found = topics.filter(({ name }) => words.every((word) => name.toLowerCase().includes(word)))
  const isListed = topics.some(({ name }) => name.toLowerCase() === wanted.toLowerCase())
  return (
    <div className="topic-seek">
      <Field label={{ children: t('need-form.topic'), id: label }} hint={t('need-form.topic-hint')} required>
        <Input
          type="search"
          value={search}
          maxLength={80}
          placeholder={t('need-form.seek')}
          onChange={(_, { value }) => setSearch(value)}
          // Enter would send the form, which is not what somebody wants who looks for something.
          onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
        />
      </Field>
      <ul className="topic-list" aria-labelledby={label} data-testid="topics">
        {found.map((topic) => (
          <li key={topic.id}>
            <Topic topic={topic} chosen={topic.id === chosen.id} onChoose={onChoose} />
          </li>
        ))}
      </ul>
      <p role="status" className="quiet">
        {found.length === 0 ? t('need-form.no-topic') : ''}
      </p>
      {wanted.length > 1 && !isListed && (
        <Button onClick={() => onChoose({ id: '', name: wanted })}>
          {t('need-form.propose', { name: wanted })}
        </Button>
      )}
    </div>
  )
}

interface TopicProps {
  readonly topic: TopicView
  readonly chosen: boolean
  readonly onChoose: (wish: TopicWish) => void
}

function Topic({ topic, chosen, onChoose }: TopicProps) {
  const { t } = useTranslation()
  return (
    <button
      type="button"
      className="topic-one"
      aria-pressed={chosen}
      onClick={() => onChoose({ id: topic.id, name: topic.name })}
    >
      <span>{topic.name}</span>
      {topic.state === 'proposed' && <span className="quiet">{t('answer.proposed')}</span>}
    </button>
  )
}
