/** The network's topics, searched as one types; the office adds, renames, merges and removes them in place. */
import { Badge, Button, Input } from '@fluentui/react-components'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TopicListView, TopicView } from '../../../bot/needs/view'
import { AskedAct } from '../../frame/asked-act'
import { Panel } from '../../frame/panel'
import { TroubleBar } from '../../frame/trouble-bar'
import { MergeForm } from './merge-form'
import { NameForm } from './name-form'
import { useTopics } from './reads'

export function Topics({ view }: { readonly view: TopicListView }) {
  const { t } = useTranslation()
  const [search, setSearch] = useState('')
  const found = useTopics(search.trim())
  const listed = view.topics.filter(({ state }) => state === 'listed')
  const shown = found.data?.topics ?? view.topics
  return (
    <Panel title={t('topics.list', { count: listed.length })}>
      {view.mayEdit && <NameForm label={t('topics.new')} route="topic.add" does={t('manage.add')} />}
      {view.topics.length === 0 ? (
        <p className="none">{t(view.mayEdit ? 'topics.none-office' : 'topics.none')}</p>
      ) : (
        <>
          <Input
            className="search"
            type="search"
            aria-label={t('topics.search')}
            placeholder={t('topics.search')}
            value={search}
            maxLength={80}
            onChange={(_, { value }) => setSearch(value)}
          />
          <ul className="rows entries" data-testid="topics">
            {shown.map((topic) => (
              <li key={topic.id}>
                <Topic topic={topic} listed={listed} mayEdit={view.mayEdit} />
              </li>
            ))}
          </ul>
          {found.isError && <TroubleBar trouble={found.error} onRetry={() => void found.refetch()} />}
          <p role="status" className="quiet">
            {shown.length === 0 && t('topics.not-found')}
          </p>
        </>
      )}
    </Panel>
  )
}

interface Props {
  readonly topic: TopicView
  readonly listed: readonly TopicView[]
  readonly mayEdit: boolean
}

function Topic({ topic, listed, mayEdit }: Props) {
  const { t } = useTranslation()
  const [doing, setDoing] = useState<'rename' | 'merge' | null>(null)
  const { id, name, state } = topic
  const end = () => setDoing(null)
  if (doing === 'rename')
    return (
      <NameForm
        label={t('topics.rename-one', { name })}
        route="topic.rename"
        fields={{ topic: id }}
        name={name}
        does={t('manage.save')}
        onEnd={end}
        onCancel={end}
      />
    )
  if (doing === 'merge')
    return <MergeForm topic={topic} others={listed.filter((one) => one.id !== id)} onEnd={end} />
  return (
    <div className="entry">
      <span>
        {name}{' '}
        {state === 'proposed' && (
          <Badge appearance="tint" color="informative">
            {t('topics.proposed')}
          </Badge>
        )}
      </span>
      {mayEdit && state === 'listed' && (
        <span className="entry-acts">
          <Button
            size="small"
            appearance="subtle"
            aria-label={t('topics.rename-one', { name })}
            onClick={() => setDoing('rename')}
          >
            {t('topics.rename')}
          </Button>
          {listed.length > 1 && (
            <Button
              size="small"
              appearance="subtle"
              aria-label={t('topics.merge-one', { name })}
              onClick={() => setDoing('merge')}
            >
              {t('topics.merge')}
            </Button>
          )}
          <AskedAct
            route="topic.remove"
            fields={{ topic: id }}
            does={t('topics.remove')}
            label={t('topics.remove-one', { name })}
            title={t('topics.remove-title', { name })}
            says={t('topics.remove-says')}
            keeps={t('topics.keep')}
            small
            subtle
          />
        </span>
      )}
    </div>
  )
}
