/** Groups in a list: what they are for, how many are in them, how one stands to them. The row is the link. */
import { ChevronRightRegular } from '@fluentui/react-icons/svg/chevron-right'
import { PeopleRegular } from '@fluentui/react-icons/svg/people'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { GroupCard } from '../../../bot/groups/view'
import { ButtonLink } from '../../frame/button-link'
import { saysRole } from './says-role'

interface Props {
  readonly groups: readonly GroupCard[]
  readonly mayAdminister: boolean
}

export function GroupRows({ groups, mayAdminister }: Props) {
  const { t } = useTranslation()
  return (
    <>
      {groups.length === 0 && <p className="quiet">{t('groups.none')}</p>}
      <ul className="rows">
        {groups.map((group) => (
          <li key={group.id}>
            <Link href={`/groups/${encodeURIComponent(group.id)}`} className="row" data-testid="group-row">
              <PeopleRegular className="mark" aria-hidden />
              <span className="row-what">
                <span className="row-title">{group.name}</span>
                <span className="row-more">
                  {group.topic && <span>{group.topic}</span>}
                  <span>{t('groups.people', { count: group.people })}</span>
                  <span>{t('groups.organisations', { count: group.organisations })}</span>
                </span>
              </span>
              <span className="row-when">{standing(t, group)}</span>
              <ChevronRightRegular className="row-go" aria-hidden />
            </Link>
          </li>
        ))}
      </ul>
      {mayAdminister && (
        <div className="form-actions">
          <ButtonLink href="/network/groups/new" appearance="secondary">
            {t('groups.new')}
          </ButtonLink>
        </div>
      )}
    </>
  )
}

function standing(t: TFunction, group: GroupCard): string {
  if (group.role) return saysRole(t, group.kind, group.role)
  if (group.asked) return t('groups.asked')
  if (group.kind === 'committee') return t('groups.seats-only')
  return t(group.open ? 'groups.open' : 'groups.closed')
}
