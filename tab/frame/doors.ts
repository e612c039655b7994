/** By which doors a person takes part, as it is said in lists. */
import type { TFunction } from 'i18next'
import type { DoorOfMember } from '../../bot/groups/view'

/** Without an address nobody writes to them: their link is handed over by the office. */
export function saysDoors(doors: readonly DoorOfMember[], t: TFunction): string {
  const byHand = doors.includes('link') && !doors.includes('mail')
  return byHand ? t('door.by-hand') : doors.map((door) => t(`door.${door}`)).join(', ')
}
