/** The group compared with who is in its channels in Teams; asked for by a button, for Teams has to be asked. */
import { Button } from '@fluentui/react-components'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { GroupView, RosterView } from '../../../bot/groups/view'
import { useAct } from '../../acting'
import { act } from '../../ask'
import { TroubleBar } from '../../frame/trouble-bar'
import { Waiting } from '../../frame/waiting'
import { client } from '../../reads'
import { TakeIn } from './take-in'

export function Roster({ group }: { readonly group: GroupView }) {
  const { t } = useTranslation()
  const asked = useMutation({
    mutationFn: () => act<RosterView>('group.roster', { group: group.id }),
    // Who was recognised has another door by now, and who was said to be gone may be there.
    onSuccess: ({ linked }) => {
      const changed = linked > 0 || (group.departed ?? []).length > 0
      return void (changed && client.invalidateQueries({ queryKey: ['group.show'] }))
    },
  })
  const view = asked.data
  return (
    <div className="adding">
      {!view && group.departed && group.departed.length > 0 && (
        <p>
          {t('roster.departed', {
            count: group.departed.length,
            names: group.departed.map(({ name }) => name).join(', '),
          })}
        </p>
      )}
      <div className="form-actions">
        <Button disabledFocusable={asked.isPending} onClick={() => asked.mutate()}>
          {t(view ? 'roster.again' : 'roster.ask')}
        </Button>
      </div>
      {asked.isPending && <Waiting rows={3} />}
      {asked.isError && <TroubleBar trouble={asked.error} />}
      {view && !asked.isPending && (
        <div role="status">
          {view.linked > 0 && <p>{t('roster.linked', { count: view.linked })}</p>}
          {view.unread > 0 && <p className="quiet">{t('roster.unread', { count: view.unread })}</p>}
          <Differences group={group} view={view} onChange={() => asked.mutate()} />
        </div>
      )}
    </div>
  )
}

interface Props {
  readonly group: GroupView
  readonly view: RosterView
  readonly onChange: () => void
}

function Differences({ group, view, onChange }: Props) {
  const { t } = useTranslation()
  const add = useAct('group.set-role', onChange)
  const { outside, strangers, absent } = view
  if (outside.length + strangers.length + absent.length === 0)
    return <p className="quiet">{t('roster.same')}</p>
  return (
    <>
      {add.isError && <TroubleBar trouble={add.error} />}
      {outside.length > 0 && <h3>{t('roster.outside')}</h3>}
      <ul className="rows entries">
        {outside.map((person) => (
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
      {strangers.length > 0 && <h3>{t('roster.strangers')}</h3>}
      {strangers.length > 0 && !group.mayAdminister && <p className="quiet">{t('roster.ask-office')}</p>}
      <ul className="rows entries">
        {strangers.map((person) => (
          <TakeIn key={person.objectId} person={person} group={group} onDone={onChange} />
        ))}
      </ul>
      {absent.length > 0 && <h3>{t('roster.absent')}</h3>}
      {absent.length > 0 && <p className="quiet">{t('roster.absent-why')}</p>}
      <ul className="rows entries">
        {absent.map((person) => (
          <li key={person.id} className="entry">
            <span>
              {person.name} <span className="quiet">{person.organisation}</span>
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}
