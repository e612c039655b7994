/** Stands in for Teams: a server on the loopback that speaks the connector's wire protocol and misbehaves on demand. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Clock, systemClock } from '../../bot/clock'
import type { TeamsCall } from './teams-stand-in/call'
import { CallRecord } from './teams-stand-in/call-record'
import { Connector } from './teams-stand-in/connector'
import { Door } from './teams-stand-in/door'
import { Gate, type TeamsRules } from './teams-stand-in/gate'
import { Messages, type TeamsMessage } from './teams-stand-in/messages'
import { Mishaps, type Trouble, type TroubleHandle } from './teams-stand-in/mishaps'
import { homeTenant, Roster, type TeamsChat, type TeamsTeam } from './teams-stand-in/roster'

export interface TeamsStandInOptions extends Partial<TeamsRules> {
  /** The tenant of every conversation that is not said to be in another. */
  readonly tenant?: string
  /** Only conversations of known teams and chats exist; otherwise any conversation can be written to. */
  readonly knownOnly?: boolean
  /** The path of `serviceUrl`, `/teams/` by default. The server itself answers under every prefix. */
  readonly prefix?: string
  readonly port?: number
  readonly clock?: Clock
  /** Of the chance in mishaps. */
  readonly seed?: number
}

export class TeamsStandIn {
  readonly #record = new CallRecord()
  readonly #messages = new Messages()
  readonly #roster: Roster
  readonly #gate: Gate
  readonly #mishaps: Mishaps
  readonly #prefix: string
  readonly #server: Server

  constructor(options: TeamsStandInOptions) {
    const { tenant = homeTenant, knownOnly = false, seed = 1, clock = systemClock() } = options
    this.#roster = new Roster(tenant)
    this.#gate = new Gate(options)
    this.#mishaps = new Mishaps(seed)
    this.#prefix = options.prefix ?? '/teams/'
    const connector = new Connector(this.#messages, this.#roster, knownOnly)
    const parts = { record: this.#record, gate: this.#gate, mishaps: this.#mishaps, roster: this.#roster }
    const door = new Door({ ...parts, connector, clock })
    this.#server = createServer((request, response) => void door.open(request, response))
  }

  /** `http://127.0.0.1:<port>`. */
  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  /** What Teams writes into `activity.serviceUrl`. */
  get serviceUrl(): string {
    return `${this.origin}${this.#prefix}`
  }

  get calls(): readonly TeamsCall[] {
    return this.#record.calls
  }

  /** In the order of posting; deleted ones are among them, marked so. */
  messages(conversation?: string): readonly TeamsMessage[] {
    return this.#messages.all(conversation)
  }

  message(conversation: string, id: string): TeamsMessage | undefined {
    return this.#messages.find(conversation, id)
  }

  addTeam(team: TeamsTeam): void {
    this.#roster.addTeam(team)
  }

  addChat(chat: TeamsChat): void {
    this.#roster.addChat(chat)
  }

  /** The id of the personal chat with a person, the one that `POST /v3/conversations` answers. */
  personalChat(member: string): string {
    return this.#roster.personalChat(member, null)
  }

  /** Refuses every call to this conversation with 403. */
  block(conversation: string, code = 'ConversationBlockedByUser'): void {
    this.#roster.block(conversation, code)
  }

  unblock(conversation: string): void {
    this.#roster.unblock(conversation)
  }

  /** Changes the rules from now on; new limits start with empty windows. */
  enforce(rules: Partial<TeamsRules>): void {
    this.#gate.enforce(rules)
  }

  misbehave(trouble: Trouble): TroubleHandle {
    return this.#mishaps.add(trouble)
  }

  /** Ends all mishaps. */
  behave(): void {
    this.#mishaps.clear()
  }

  /** Forgets calls and messages; teams, chats, rules and mishaps stay. */
  forget(): void {
    this.#record.clear()
    this.#messages.clear()
  }

  /**
   * Looks now and after every change until `look` returns something.
   * @throws after `timeoutMs`, naming the last calls.
   */
  waitFor<T>(look: (teams: TeamsStandIn) => T | undefined | null | false, timeoutMs = 5_000): Promise<T> {
    return this.#record.waitFor(() => look(this), timeoutMs)
  }

  async listen(port: number): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject)
      this.#server.listen(port, '127.0.0.1', resolve)
    })
  }

  async close(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#server.close(() => resolve())
      this.#server.closeAllConnections()
    })
  }
}

/** Starts it on a free port. Close it, or jest waits. */
export async function startTeamsStandIn(options: TeamsStandInOptions = {}): Promise<TeamsStandIn> {
  const teams = new TeamsStandIn(options)
  await teams.listen(options.port ?? 0)
  return teams
}
