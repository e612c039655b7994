/** What cards and the tab may know of people and groups: plain data, ready to be shown. */

export type Language = 'de' | 'en'

/** A right that the reader has, by the name the tab asks for. */
export interface GroupLine {
  readonly id: string
  readonly name: string
  readonly topic: string
  /** How the reader belongs to it; null for one who only may look (the office). */
  readonly role: 'coordinator' | 'member' | 'observer' | null
  readonly mayOpenPolls: boolean
}

/** Answer of `member.show`: who I am, as the service sees me. */
export interface MeView {
  readonly id: string
  readonly name: string
  readonly organisation: string
  readonly language: Language
  /** How often news that are not told singly are put together (E4). */
  readonly digest: 'daily' | 'weekly'
  /** Of the network: its name, IANA time zone. */
  readonly network: { readonly name: string; readonly zone: string; readonly language: Language }
  /** Roles beyond plain membership, in the order of DOMAIN.md. */
  readonly roles: readonly ('coordinator' | 'seat' | 'chair' | 'office')[]
  readonly groups: readonly GroupLine[]
}

/** A person whom the demo lets one be (`demo.people`). */
export interface DemoPerson {
  readonly id: string
  readonly name: string
  readonly organisation: string
  readonly roles: readonly ('coordinator' | 'seat' | 'chair' | 'office')[]
}
