/** Topics that somebody has proposed while answering: the office lists them, or merges them into one that is there. */
import { Button } from '@fluentui/react-components'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Named, TopicListView } from '../../../bot/needs/view'
import { Panel } from '../../frame/panel'
import { MergeForm } from './merge-form'
import { NameForm } from './name-form'

export function Proposals({ view }: { readonly view: TopicListView }) {
  const { t } = useTranslation()
  const listed = view.topics.filter(({ state }) => state === 'listed')
  return (
    <Panel title={t('topics.proposals', { count: view.proposals.length })}>
      <p className="quiet">{t(view.mayEdit ? 'topics.proposals-say' : 'topics.proposals-wait')}</p>
      <ul className="rows entries" data-testid="proposals">
        {view.proposals.map((proposal) => (
          <li key={proposal.id}>
            {view.mayEdit ? (
              <Proposal proposal={proposal} listed={listed} />
            ) : (
              <div className="entry">
                <span>{proposal.name}</span>
              </div>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  )
}

function Proposal({ proposal, listed }: { readonly proposal: Named; readonly listed: readonly Named[] }) {
  const { t } = useTranslation()
  const [doing, setDoing] = useState<'accept' | 'merge' | null>(null)
  const { id, name } = proposal
  const end = () => setDoing(null)
  if (doing === 'accept')
    return (
      <NameForm
        label={t('topics.accept-as', { name })}
        route="topic.accept"
        fields={{ topic: id }}
        name={name}
        does={t('topics.accept')}
        onEnd={end}
        onCancel={end}
      />
    )
  if (doing === 'merge')
    return <MergeForm topic={proposal} others={listed.filter((one) => one.id !== id)} onEnd={end} />
  return (
    <div className="entry">
      <strong>{name}</strong>
      <span className="entry-acts">
        <Button size="small" aria-label={t('topics.accept-one', { name })} onClick={() => setDoing('accept')}>
          {t('topics.accept')}
        </Button>
        {listed.length > 0 && (
          <Button size="small" aria-label={t('topics.merge-one', { name })} onClick={() => setDoing('merge')}>
            {t('topics.merge')}
          </Button>
        )}
      </span>
    </div>
  )
}
