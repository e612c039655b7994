/** Who keeps a group's members lets somebody of the network in: searched for by name or organisation. */
import { Button, Input } from '@fluentui/react-components'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { GroupView } from '../../../bot/groups/view'
import { useAct } from '../../acting'
import { TroubleBar } from '../../frame/trouble-bar'
import { useOutside } from '../../reads'

export function AddMember({ group }: { readonly group: GroupView }) {
  const { t } = useTranslation()
  const [search, setSearch] = useState('')
  const people = useOutside(group.id, search.trim())
  const add = useAct('group.set-role', () => setSearch(''))
  const found = search.trim() === '' ? [] : (people.data?.people ?? [])
  return (
    <div className="adding">
      <h3 id="add-member">{t('groups.add')}</h3>
      <Input
        type="search"
        aria-labelledby="add-member"
        placeholder={t('groups.search-people')}
        value={search}
        onChange={(_, { value }) => setSearch(value)}
      />
      <ul className="rows entries">
        {found.map((person) => (
          <li key={person.id} className="entry">
            <span>
              {person.name} <span className="quiet">{person.organisation}</span>
            </span>
            <Button
              size="small"
              disabledFocusable={add.isPending}
              aria-label={t('groups.add-one', { name: person.name })}
              onClick={() => add.mutate({ group: group.id, member: person.id, role: 'member' })}
            >
              {t('groups.let-in')}
            </Button>
          </li>
        ))}
      </ul>
      {search.trim() !== '' && people.data && found.length === 0 && (
        <p className="quiet">{t('network.nothing-found')}</p>
      )}
      {add.isError && <TroubleBar trouble={add.error} />}
    </div>
  )
}
