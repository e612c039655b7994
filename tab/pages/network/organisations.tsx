/** The organisations of the network by bench; the office adds and changes them in place. */
import { Button } from '@fluentui/react-components'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OrganisationLine } from '../../../bot/groups/view'
import { Panel } from '../../frame/panel'
import { benches } from '../set-up/choices'
import { OrganisationForm } from './organisation-form'

interface Props {
  readonly organisations: readonly OrganisationLine[]
  /** Of these, what the search leaves. */
  readonly shown: readonly OrganisationLine[]
  readonly mayAdminister: boolean
}

export function Organisations({ organisations, shown, mayAdminister }: Props) {
  const { t } = useTranslation()
  /** An organisation's id, `new`, or nothing is being written. */
  const [edited, setEdited] = useState<string | null>(null)
  const end = () => setEdited(null)
  return (
    <Panel
      title={t('network.organisations', { count: organisations.length })}
      aside={
        mayAdminister &&
        edited !== 'new' && <Button onClick={() => setEdited('new')}>{t('organisation.add')}</Button>
      }
    >
      {edited === 'new' && <OrganisationForm organisations={organisations} onEnd={end} />}
      {benches.map((bench) => {
        const those = shown.filter((one) => one.bench === bench)
        return (
          those.length > 0 && (
            <div key={bench}>
              <h3>{t(`bench.${bench}`)}</h3>
              <ul className="rows entries">
                {those.map((one) => (
                  <li key={one.id}>
                    {edited === one.id ? (
                      <OrganisationForm organisation={one} organisations={organisations} onEnd={end} />
                    ) : (
                      <Entry one={one} {...(mayAdminister && { onEdit: () => setEdited(one.id) })} />
                    )}
                  </li>
                ))}
              </ul>
            </div>
          )
        )
      })}
      {shown.length === 0 && <p className="quiet">{t('network.nothing-found')}</p>}
    </Panel>
  )
}

function Entry({ one, onEdit }: { readonly one: OrganisationLine; readonly onEdit?: () => void }) {
  const { t } = useTranslation()
  const more = [
    one.sector,
    one.size && t('organisation.size-of', { size: one.size.replace('-', '–') }),
    one.parent && t('organisation.belongs-to', { name: one.parent.name }),
    t('organisation.people', { count: one.people }),
  ].filter(Boolean)
  return (
    <div className="entry">
      <span className="row-what">
        <span className="row-title">{one.name}</span>
        <span className="row-more">
          {more.map((text) => (
            <span key={text}>{text}</span>
          ))}
        </span>
      </span>
      {onEdit && (
        <Button
          appearance="subtle"
          size="small"
          onClick={onEdit}
          aria-label={t('organisation.change-one', { name: one.name })}
        >
          {t('network.change')}
        </Button>
      )}
    </div>
  )
}
