/** How one belongs to a group, in words: in the committee one is by a seat, and is called so. */
import type { TFunction } from 'i18next'
import type { GroupKind, GroupRole } from '../../../bot/groups/view'

/** @param role null: of who only may look, the office */
export function saysRole(t: TFunction, kind: GroupKind, role: GroupRole | null): string {
  if (role === null) return t('role.none')
  return kind === 'committee' ? t(`seat-role.${role}`) : t(`role.${role}`)
}
