/** How views name a person, and how a person belongs to a group. */

/** The committee's people come by its seats. */
export type GroupKind = 'group' | 'committee'

export type GroupRole = 'coordinator' | 'member' | 'observer'

/**
 * By which doors a person can take part: Teams; mail, which tells and brings a link; a personal link. Without Teams and
 * mail the office hands the link over.
 */
export type DoorOfMember = 'teams' | 'mail' | 'link'

export interface PersonName {
  readonly id: string
  readonly name: string
  readonly organisation: string
}
