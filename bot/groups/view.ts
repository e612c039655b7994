/** What cards and the tab may know of people and groups: plain data, ready to be shown. */

import type { Bench, SizeBand } from './bench'
import type { DoorOfMember, GroupKind, GroupRole, PersonName } from './person'

export type { Bench, SizeBand } from './bench'
export type { DirectoryPerson, DirectoryView, MarkedView } from './directory-view'
export type { ImportLine, ImportView } from './import-view'
export type { LeftLine, PeopleView, PersonLine } from './people-view'
export type { DoorOfMember, GroupKind, GroupRole, PersonName } from './person'

export type Language = 'de' | 'en'

/** A right that the reader has, by the name the tab asks for. */
export interface GroupLine {
  readonly id: string
  readonly name: string
  readonly topic: string
  readonly kind: GroupKind
  /** How the reader belongs to it; null for one who only may look (the office). */
  readonly role: GroupRole | null
  readonly mayOpenPolls: boolean
}

/** One of the reader's networks. */
export interface NetworkLine {
  readonly id: string
  readonly name: string
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
  readonly network: NetworkLine & { readonly zone: string; readonly language: Language }
  /** All networks of the person behind the reader, this one among them, by name. */
  readonly networks: readonly NetworkLine[]
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

/** An organisation in the list of the network. */
export interface OrganisationLine {
  readonly id: string
  readonly name: string
  readonly bench: Bench
  readonly sector: string
  readonly size: SizeBand | null
  /** The organisation whose family it belongs to. */
  readonly parent: { readonly id: string; readonly name: string } | null
  /** People of it who have not left. */
  readonly people: number
}

/** A group in the list of the network. */
export interface GroupCard {
  readonly id: string
  readonly name: string
  readonly topic: string
  readonly kind: GroupKind
  /** People join by themselves; else the coordinator says yes. */
  readonly open: boolean
  readonly people: number
  readonly organisations: number
  readonly coordinators: readonly string[]
  readonly channels: number
  /** How the reader belongs to it; null: not at all. */
  readonly role: GroupRole | null
  /** The reader has asked to join, and nobody has answered yet. */
  readonly asked: boolean
}

/** Answer of `network.show`. */
export interface NetworkView {
  readonly name: string
  /** ISO 3166-2. */
  readonly state: string
  readonly language: Language
  readonly zone: string
  readonly organisations: readonly OrganisationLine[]
  readonly groups: readonly GroupCard[]
  readonly mayAdminister: boolean
  /** For the office: conversations with the bot that belong to no group yet. null for everyone else. */
  readonly unbound: readonly UnboundChannel[] | null
}

export interface ChannelName {
  /** As Teams tells it; null for General, and until it has told. */
  readonly name: string | null
  /** Its team's; null in chats, and until Teams has told. */
  readonly team: string | null
  /** It is the one that every team has. */
  readonly general: boolean
  readonly kind: 'channel' | 'group-chat'
}

export interface UnboundChannel extends ChannelName {
  readonly id: string
}

export interface GroupMember {
  readonly id: string
  readonly name: string
  readonly role: GroupRole
  readonly doors: readonly DoorOfMember[]
}

/** A channel as the bot greets in it, or as somebody is asked whose it is. */
export interface ChannelView {
  /** Whose it is; null: nobody's so far. */
  readonly group: { readonly id: string; readonly name: string } | null
  /** Whose it could be. */
  readonly groups: readonly { readonly id: string; readonly name: string }[]
}

/** Answer of `group.show`. */
export interface GroupView {
  readonly id: string
  readonly name: string
  readonly topic: string
  readonly mandate: string
  readonly kind: GroupKind
  readonly open: boolean
  readonly role: GroupRole | null
  readonly asked: boolean
  /** By organisation, in the order of the benches. */
  readonly organisations: readonly {
    readonly id: string
    readonly name: string
    readonly bench: Bench
    readonly members: readonly GroupMember[]
  }[]
  readonly channels: readonly (ChannelName & {
    readonly id: string
    /** The bot is there and may post. */
    readonly installed: boolean
    /** Of cards there; null: the network's. */
    readonly language: Language | null
  })[]
  /** Who asks to join; for who may answer, else null. */
  readonly requests:
    | readonly {
        readonly id: string
        readonly name: string
        readonly organisation: string
        readonly askedAt: string
      }[]
    | null
  /** Who Teams says is not in a channel of the group any more; for who keeps its members, else null. */
  readonly departed:
    | readonly { readonly id: string; readonly name: string; readonly organisation: string }[]
    | null
  /** The reader may let people in and out, and change what the group is. */
  readonly mayManage: boolean
  /** The reader may bind channels and name coordinators. */
  readonly mayAdminister: boolean
}

/** Somebody who asks to join a group, as the cards about it show. */
export interface JoinRequestView {
  readonly id: string
  readonly group: string
  readonly name: string
  readonly organisation: string
  /** null: nobody has answered yet. */
  readonly accepted: boolean | null
}

/** Answer of `group.search-people`: who could be let in. */
export interface OutsideView {
  readonly people: readonly PersonName[]
}

/** Answer of `group.roster`: the group compared with who is in its channels. Nothing of it is stored. */
export interface RosterView {
  /** In a channel and in the network, but not in the group. */
  readonly outside: readonly PersonName[]
  /** In the group, but in none of its channels. */
  readonly absent: readonly PersonName[]
  /** In a channel, and not in the network. */
  readonly strangers: readonly {
    readonly objectId: string
    readonly name: string
    readonly mail: string | null
    readonly tenantId: string | null
  }[]
  /** How many were recognised by their mail address just now, and can use Teams from then on. */
  readonly linked: number
  /** Channels that Teams did not let us read. */
  readonly unread: number
}
