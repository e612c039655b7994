/** Which tenants, teams, chats and people the stand-in knows. */
import { createHash } from 'node:crypto'
import { threadless } from './call'

/** Where everything takes place that is not said to be in another tenant. */
export const homeTenant = '00000000-0000-4000-8000-0000000000a0'

export interface TeamsPerson {
  /** Teams' own id of the person, `29:1…`; different for every bot. */
  readonly id: string
  readonly aadObjectId: string
  readonly name: string
  readonly email?: string
  /** The address, unless said otherwise; of guests Entra makes one of its own, with `#EXT#`. */
  readonly userPrincipalName?: string
  /** Somebody of another tenant, in a shared channel; null: the roster does not say it. */
  readonly tenantId?: string | null
}

export interface TeamsChannel {
  readonly id: string
  readonly name: string
  /** Private and shared channels have their own members. */
  readonly members?: readonly TeamsPerson[]
}

export interface TeamsTeam {
  /** Also the id of its General channel. */
  readonly id: string
  readonly name: string
  readonly aadGroupId: string
  readonly tenant?: string
  readonly channels?: readonly TeamsChannel[]
  readonly members: readonly TeamsPerson[]
}

export interface TeamsChat {
  readonly id: string
  readonly tenant?: string
  readonly members: readonly TeamsPerson[]
}

interface Place {
  readonly tenant: string
  readonly members: readonly TeamsPerson[]
}

export class Roster {
  readonly #tenant: string
  readonly #places = new Map<string, Place>()
  readonly #teams = new Map<string, TeamsTeam>()
  readonly #people = new Map<string, TeamsPerson>()
  readonly #blocked = new Map<string, string>()

  constructor(tenant: string) {
    this.#tenant = tenant
  }

  addTeam(team: TeamsTeam): void {
    const tenant = team.tenant ?? this.#tenant
    this.#teams.set(team.id, team)
    this.#addPlace(team.id, tenant, team.members)
    for (const channel of team.channels ?? []) {
      this.#addPlace(channel.id, tenant, channel.members ?? team.members)
    }
  }

  addChat(chat: TeamsChat): void {
    this.#addPlace(chat.id, chat.tenant ?? this.#tenant, chat.members)
  }

  /** The personal chat with a person: always the same for the same one, as in Teams. */
  personalChat(member: string, tenant: string | null): string {
    const person = this.#people.get(member) ?? { id: member, aadObjectId: member, name: member }
    const id = `a:${createHash('sha256').update(person.id).digest('base64url')}`
    if (!this.#places.has(id)) this.#places.set(id, { tenant: tenant ?? this.#tenant, members: [person] })
    return id
  }

  block(conversation: string, code: string): void {
    this.#blocked.set(threadless(conversation), code)
  }

  unblock(conversation: string): void {
    this.#blocked.delete(threadless(conversation))
  }

  blockOf(conversation: string): string | undefined {
    return this.#blocked.get(threadless(conversation))
  }

  team(id: string): TeamsTeam | undefined {
    return this.#teams.get(id)
  }

  knows(conversation: string): boolean {
    return this.#places.has(threadless(conversation))
  }

  members(conversation: string): readonly TeamsPerson[] | undefined {
    return this.#places.get(threadless(conversation))?.members
  }

  tenantOf(conversation: string | null): string {
    return (conversation && this.#places.get(threadless(conversation))?.tenant) || this.#tenant
  }

  #addPlace(id: string, tenant: string, members: readonly TeamsPerson[]): void {
    this.#places.set(id, { tenant, members })
    for (const person of members) {
      this.#people.set(person.id, person)
      this.#people.set(person.aadObjectId, person)
    }
  }
}
