/** Who is in a group, by bench and organisation, with the doors by which they take part. */
import { Button, Select } from '@fluentui/react-components'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { GroupMember, GroupRole, GroupView } from '../../../bot/groups/view'
import { useAct } from '../../acting'
import { saysDoors } from '../../frame/doors'
import { Panel } from '../../frame/panel'
import { TroubleBar } from '../../frame/trouble-bar'
import { AddMember } from './add-member'
import { Roster } from './roster'
import { saysRole } from './says-role'

export function Members({ group }: { readonly group: GroupView }) {
  const { t } = useTranslation()
  const count = group.organisations.reduce((sum, { members }) => sum + members.length, 0)
  const seesAll = group.role !== null || group.mayAdminister
  const benches = [...new Set(group.organisations.map(({ bench }) => bench))]
  return (
    <Panel title={seesAll ? t('groups.members', { count }) : t('groups.coordinators')}>
      {!seesAll && <p className="quiet">{t('groups.members-hidden')}</p>}
      {benches.map((bench) => (
        <div key={bench}>
          <h3>{t(`bench.${bench}`)}</h3>
          <ul className="rows entries">
            {group.organisations
              .filter((one) => one.bench === bench)
              .map((one) => (
                <li key={one.id}>
                  <div className="organisation">{one.name}</div>
                  <ul className="members">
                    {one.members.map((member) => (
                      <Member key={member.id} group={group} member={member} />
                    ))}
                  </ul>
                </li>
              ))}
          </ul>
        </div>
      ))}
      {group.kind === 'committee' ? (
        <p>
          <Link href="/committee">{t('groups.to-seats')}</Link>
        </p>
      ) : (
        <>
          {group.mayManage && group.channels.length > 0 && <Roster group={group} />}
          {group.mayAdminister && <AddMember group={group} />}
        </>
      )}
    </Panel>
  )
}

const roles: readonly GroupRole[] = ['coordinator', 'member', 'observer']

function Member({ group, member }: { readonly group: GroupView; readonly member: GroupMember }) {
  const { t } = useTranslation()
  const [changing, setChanging] = useState(false)
  const setRole = useAct('group.set-role', () => setChanging(false))
  const remove = useAct('group.remove-member')
  const fields = { group: group.id, member: member.id }
  const doors = saysDoors(member.doors, t)
  return (
    <li>
      <span>
        {member.name}
        <span className="quiet">
          {' '}
          {saysRole(t, group.kind, member.role)} · {doors}
        </span>
      </span>
      {group.mayManage && group.kind === 'group' && !changing && (
        <Button
          appearance="subtle"
          size="small"
          aria-label={t('groups.change-member', { name: member.name })}
          onClick={() => setChanging(true)}
        >
          {t('network.change')}
        </Button>
      )}
      {changing && (
        <span className="line">
          <Select
            aria-label={t('groups.role-of', { name: member.name })}
            value={member.role}
            onChange={(_, { value }) => setRole.mutate({ ...fields, role: value })}
          >
            {roles.map((role) => (
              <option key={role} value={role}>
                {t(`role.${role}`)}
              </option>
            ))}
          </Select>
          <Button disabledFocusable={remove.isPending} onClick={() => remove.mutate(fields)}>
            {t('groups.take-out')}
          </Button>
          <Button onClick={() => setChanging(false)}>{t('network.cancel')}</Button>
        </span>
      )}
      {setRole.isError && <TroubleBar trouble={setRole.error} />}
      {remove.isError && <TroubleBar trouble={remove.error} />}
    </li>
  )
}
