/** The office lets somebody of the network into a group: searched for by name, organisation or mail address. */
import { Button, Input } from '@fluentui/react-components'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { GroupView } from '../../../bot/groups/view'
import { useAct } from '../../acting'
import { TroubleBar } from '../../frame/trouble-bar'
import { usePeople } from '../../reads'

const most = 8

export function AddMember({ group }: { readonly group: GroupView }) {
  const { t } = useTranslation()
  const [search, setSearch] = useState('')
  const people = usePeople(search.trim())
  const add = useAct('group.set-role', () => setSearch(''))
  const inside = new Set(group.organisations.flatMap(({ members }) => members.map(({ id }) => id)))
  const found = search.trim() === '' ? [] : (people.data?.people ?? []).filter(({ id }) => !inside.has(id))
  return (
    <div className="adding">
      <h3 id="add-member">{t('groups.add')}</h3>
      <Input
        type="search"
        aria-labelledby="add-member"
        placeholder={t('people.search')}
        value={search}
        onChange={(_, { value }) => setSearch(value)}
      />
      <ul className="rows entries">
        {found.slice(0, most).map((person) => (
          <li key={person.id} className="entry">
            <span>
              {person.name} <span className="quiet">{person.organisation.name}</span>
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
