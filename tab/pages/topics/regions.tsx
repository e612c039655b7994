/** The regions in which a course may be: few, so that every combination of them can be kept confidential (P7). */
import { Button } from '@fluentui/react-components'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Named, TopicListView } from '../../../bot/needs/view'
import { AskedAct } from '../../frame/asked-act'
import { Panel } from '../../frame/panel'
import { NameForm } from './name-form'

/** The service counts, too; whoever cannot add one should read why before typing. */
const mostRegions = 10

export function Regions({ view }: { readonly view: TopicListView }) {
  const { t } = useTranslation()
  const { regions, mayEdit } = view
  return (
    <Panel title={t('regions.title')}>
      <p className="quiet">{t('regions.says', { most: mostRegions })}</p>
      {mayEdit &&
        (regions.length < mostRegions ? (
          <NameForm label={t('regions.new')} route="region.add" does={t('manage.add')} />
        ) : (
          <p>{t('regions.full', { most: mostRegions })}</p>
        ))}
      {regions.length === 0 ? (
        <p className="none">{t('regions.none')}</p>
      ) : (
        <ul className="rows entries" data-testid="regions">
          {regions.map((region) => (
            <li key={region.id}>
              <Region region={region} mayEdit={mayEdit} />
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}

function Region({ region, mayEdit }: { readonly region: Named; readonly mayEdit: boolean }) {
  const { t } = useTranslation()
  const [renaming, setRenaming] = useState(false)
  const { id, name } = region
  const end = () => setRenaming(false)
  if (renaming)
    return (
      <NameForm
        label={t('topics.rename-one', { name })}
        route="region.rename"
        fields={{ region: id }}
        name={name}
        does={t('manage.save')}
        onEnd={end}
        onCancel={end}
      />
    )
  return (
    <div className="entry">
      <span>{name}</span>
      {mayEdit && (
        <span className="entry-acts">
          <Button
            size="small"
            appearance="subtle"
            aria-label={t('topics.rename-one', { name })}
            onClick={() => setRenaming(true)}
          >
            {t('topics.rename')}
          </Button>
          <AskedAct
            route="region.remove"
            fields={{ region: id }}
            does={t('topics.remove')}
            label={t('topics.remove-one', { name })}
            title={t('topics.remove-title', { name })}
            says={t('regions.remove-says')}
            keeps={t('topics.keep')}
            small
            subtle
          />
        </span>
      )}
    </div>
  )
}
