/** The reader's groups, each leading to its polls. */
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { GroupLine } from '../../../bot/groups/view'
import { saysRole } from '../groups/says-role'

export function Groups({ groups }: { readonly groups: readonly GroupLine[] }) {
  const { t } = useTranslation()
  if (groups.length === 0)
    return (
      <>
        <p className="quiet">{t('home.no-groups')}</p>
        <p>
          <Link href="/groups">{t('home.to-groups')}</Link>
        </p>
      </>
    )
  return (
    <ul className="groups">
      {groups.map((group) => (
        <li key={group.id}>
          <Link href={`/polls?group=${encodeURIComponent(group.id)}`}>{group.name}</Link>
          <span className="quiet">
            {[saysRole(t, group.kind, group.role), group.topic].filter(Boolean).join(' · ')}
          </span>
        </li>
      ))}
    </ul>
  )
}
