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
  const [removed, setRemoved] = useState<GroupMember | null>(null)
  const count = group.organisations.reduce((sum, { members }) => sum + members.length, 0)
  const seesAll = group.role !== null || group.mayAdminister
  const benches = [...new Set(group.organisations.map(({ bench }) => bench))]
  return (
    <Panel title={seesAll ? t('groups.members', { count }) : t('groups.coordinators')}>
      {!seesAll && <p className="quiet">{t('groups.members-hidden')}</p>}
      {removed && <Removed group={group} member={removed} onEnd={() => setRemoved(null)} />}
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
                      <Member key={member.id} group={group} member={member} onRemoved={setRemoved} />
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
          {group.mayManage && <AddMember group={group} />}
        </>
      )}
    </Panel>
  )
}

const roles: readonly GroupRole[] = ['coordinator', 'member', 'observer']

interface MemberProps {
  readonly group: GroupView
  readonly member: GroupMember
  readonly onRemoved: (member: GroupMember) => void
}

function Member({ group, member, onRemoved }: MemberProps) {
  const { t } = useTranslation()
  const [changing, setChanging] = useState(false)
  // Who coordinates is the office's to say.
  const mayChange = group.mayAdminister || (group.mayManage && member.role !== 'coordinator')
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
      {mayChange && group.kind === 'group' && !changing && (
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
        <Change group={group} member={member} onRemoved={onRemoved} onEnd={() => setChanging(false)} />
      )}
    </li>
  )
}

function Change({ group, member, onRemoved, onEnd }: MemberProps & { readonly onEnd: () => void }) {
  const { t } = useTranslation()
  const setRole = useAct('group.set-role', onEnd)
  const remove = useAct('group.remove-member', () => onRemoved(member))
  const fields = { group: group.id, member: member.id }
  const offered = group.mayAdminister ? roles : roles.filter((role) => role !== 'coordinator')
  return (
    <>
      <span className="line">
        <Select
          aria-label={t('groups.role-of', { name: member.name })}
          value={member.role}
          onChange={(_, { value }) => setRole.mutate({ ...fields, role: value })}
        >
          {offered.map((role) => (
            <option key={role} value={role}>
              {t(`role.${role}`)}
            </option>
          ))}
        </Select>
        <Button disabledFocusable={remove.isPending} onClick={() => remove.mutate(fields)}>
          {t('groups.take-out')}
        </Button>
        <Button onClick={onEnd}>{t('network.cancel')}</Button>
      </span>
      {setRole.isError && <TroubleBar trouble={setRole.error} />}
      {remove.isError && <TroubleBar trouble={remove.error} />}
    </>
  )
}

/** Taking out is a slip as easily as it is meant: it is undone with one press, in the role there was. */
function Removed({
  group,
  member,
  onEnd,
}: {
  readonly group: GroupView
  readonly member: GroupMember
  readonly onEnd: () => void
}) {
  const { t } = useTranslation()
  const undo = useAct('group.set-role', onEnd)
  const { id, name, role } = member
  return (
    <div className="line" role="status">
      <span>{t('groups.taken-out', { name })}</span>
      <Button
        size="small"
        disabledFocusable={undo.isPending}
        onClick={() => undo.mutate({ group: group.id, member: id, role })}
      >
        {t('groups.undo')}
      </Button>
      {undo.isError && <TroubleBar trouble={undo.error} />}
    </div>
  )
}
