/** The office's list of people: found, taken in, changed, taken out. */
import { Button, Input } from '@fluentui/react-components'
import { ChevronLeftRegular } from '@fluentui/react-icons/svg/chevron-left'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { LeftLine, PersonLine } from '../../../bot/groups/view'
import '../../looks/forms.css'
import { useAct } from '../../acting'
import { saysDoors } from '../../frame/doors'
import { Page } from '../../frame/page'
import { Panel } from '../../frame/panel'
import { TroubleBar } from '../../frame/trouble-bar'
import { Waiting } from '../../frame/waiting'
import { useMe, usePeople } from '../../reads'
import { saysWhen } from '../../when'
import { saysRole } from '../groups/says-role'
import { Directory } from './directory'
import { PersonForm } from './person-form'
import { PersonLinks } from './person-links'

export function PeoplePage() {
  const { t } = useTranslation()
  const [search, setSearch] = useState('')
  /** Somebody's id, `new`, or nothing is being written. */
  const [edited, setEdited] = useState<string | null>(null)
  const people = usePeople(search.trim())
  const [linked, setLinked] = useState<string | null>(null)
  const end = () => setEdited(null)
  const view = people.data
  return (
    <Page
      title={t('people.title')}
      before={
        <div className="crumbs">
          <Link href="/network">
            <ChevronLeftRegular aria-hidden /> {t('network.title')}
          </Link>
        </div>
      }
      actions={edited !== 'new' && <Button onClick={() => setEdited('new')}>{t('people.add')}</Button>}
    >
      <div className="stack">
        {edited === 'new' && (
          <Panel title={t('people.add')}>
            <PersonForm onEnd={end} />
          </Panel>
        )}
        <Directory />
        <Input
          className="search"
          type="search"
          aria-label={t('people.search')}
          placeholder={t('people.search')}
          value={search}
          onChange={(_, { value }) => setSearch(value)}
        />
        {people.isPending && <Waiting rows={8} />}
        {people.isError && <TroubleBar trouble={people.error} onRetry={() => void people.refetch()} />}
        {view && (
          <Panel title={t('people.found', { count: view.total })}>
            <ul className="rows entries">
              {view.people.map((person) => (
                <li key={person.id}>
                  {edited === person.id ? (
                    <PersonForm person={person} onEnd={end} />
                  ) : (
                    <Entry
                      person={person}
                      onEdit={() => setEdited(person.id)}
                      onLinks={() => setLinked(linked === person.id ? null : person.id)}
                    />
                  )}
                  {linked === person.id && <PersonLinks member={person.id} onEnd={() => setLinked(null)} />}
                </li>
              ))}
            </ul>
            {view.total === 0 && <p className="quiet">{t('network.nothing-found')}</p>}
            {view.total > view.people.length && (
              <p className="quiet">{t('people.more', { count: view.total - view.people.length })}</p>
            )}
          </Panel>
        )}
        {view && view.left.length > 0 && (
          <Panel title={t('people.left')}>
            <ul className="rows entries">
              {view.left.map((person) => (
                <Former key={person.id} person={person} />
              ))}
            </ul>
          </Panel>
        )}
      </div>
    </Page>
  )
}

interface EntryProps {
  readonly person: PersonLine
  readonly onEdit: () => void
  readonly onLinks: () => void
}

function Entry({ person, onEdit, onLinks }: EntryProps) {
  const { t } = useTranslation()
  const groups = person.groups.map(({ name, kind, role }) =>
    role === 'member' ? name : t('people.in-as', { group: name, role: saysRole(t, kind, role) }),
  )
  const doors = saysDoors(person.doors, t)
  const more = [person.organisation.name, person.office && t('role.office'), ...groups, doors].filter(Boolean)
  return (
    <div className="entry">
      <span className="row-what">
        <span className="row-title">{person.name}</span>
        <span className="row-more">
          {more.map((text) => (
            <span key={String(text)}>{text}</span>
          ))}
        </span>
      </span>
      {person.doors.includes('link') && (
        <Button
          appearance="subtle"
          size="small"
          onClick={onLinks}
          aria-label={t('links.of', { name: person.name })}
        >
          {t('links.links')}
        </Button>
      )}
      <Button
        appearance="subtle"
        size="small"
        onClick={onEdit}
        aria-label={t('groups.change-member', { name: person.name })}
      >
        {t('network.change')}
      </Button>
    </div>
  )
}

/** Comes back with one press, into no group by that. */
function Former({ person }: { readonly person: LeftLine }) {
  const { t, i18n } = useTranslation()
  const zone = useMe().data?.network.zone ?? 'Europe/Berlin'
  const back = useAct('member.take-back')
  const when = saysWhen(person.leftAt, zone, i18n.language)
  return (
    <li>
      <div className="entry">
        <span className="row-what">
          <span className="row-title">{person.name}</span>
          <span className="row-more">
            <span>{person.organisation}</span>
            <span>{t(`people.left-${person.why}`, { when })}</span>
            {person.back && <span>{t('directory.back')}</span>}
          </span>
        </span>
        <Button
          size="small"
          disabledFocusable={back.isPending}
          aria-label={t('people.take-back-one', { name: person.name })}
          onClick={() => back.mutate({ member: person.id })}
        >
          {t('people.take-back')}
        </Button>
      </div>
      {back.isError && <TroubleBar trouble={back.error} />}
    </li>
  )
}
