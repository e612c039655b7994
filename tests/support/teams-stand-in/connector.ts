/** What Teams does with a call that reaches it: posts, edits, rosters, in the shapes of the real connector. */
import { type Answer, failure } from './answer'
import { asJson, asText, type Json, type Operation, type TeamsCall, threadOf } from './call'
import type { Messages } from './messages'
import type { Roster, TeamsPerson } from './roster'

/** Of text, entities and attachments, in UTF-16 (PLATFORM.md 2). */
const mostBytes = 100 * 1024

/** Teams reads a page size outside these as the nearer of them. */
const pageSizes = { least: 50, most: 500, usual: 200 }

export class Connector {
  readonly #messages: Messages
  readonly #roster: Roster
  readonly #knownOnly: boolean

  constructor(messages: Messages, roster: Roster, knownOnly: boolean) {
    this.#messages = messages
    this.#roster = roster
    this.#knownOnly = knownOnly
  }

  /** @param twice shows a new message twice. */
  take(call: TeamsCall, now: number, twice = false): Answer {
    const { conversation, operation } = call
    if (operation === 'unknown') return failure(404, 'MethodNotAllowed')
    if (operation === 'create') return this.#create(call, now, twice)
    if (operation === 'team' || operation === 'team-channels') return this.#team(call)
    if (conversation === null) return failure(400)
    const refusal = this.#refusal(conversation, operation)
    if (refusal) return refusal
    if (operation === 'send' || operation === 'reply') return this.#send(call, conversation, now, twice)
    if (operation === 'update' || operation === 'delete') return this.#change(call, conversation, now)
    return this.#members(call, conversation)
  }

  #refusal(conversation: string, operation: Operation): Answer | null {
    const reads = operation === 'members' || operation === 'member' || operation === 'paged-members'
    if ((this.#knownOnly || reads) && !this.#roster.knows(conversation))
      return failure(404, 'ConversationNotFound')
    const blocked = this.#roster.blockOf(conversation)
    return blocked ? failure(403, blocked) : null
  }

  #create(call: TeamsCall, now: number, twice: boolean): Answer {
    const params = asJson(call.body)
    const activity = params.activity === undefined ? null : asJson(params.activity)
    if (call.conversation === null) return failure(400)
    const refusal = this.#refusal(call.conversation, 'create') ?? tooBig(activity)
    if (refusal) return refusal
    const inChannel = params.isGroup === true
    // Teams opens a channel conversation only together with its first message.
    if (inChannel && !activity) return failure(400)
    if (!activity) return { status: 201, body: { id: call.conversation } }
    const id = this.#post(call.conversation, null, activity, now, twice)
    const thread = inChannel ? `${call.conversation};messageid=${id}` : call.conversation
    return { status: 201, activity: id, body: { id: thread, activityId: id } }
  }

  #send(call: TeamsCall, conversation: string, now: number, twice: boolean): Answer {
    const activity = asJson(call.body)
    if (!asText(activity.type)) return failure(400)
    const refusal = tooBig(activity)
    if (refusal) return refusal
    // Typing and the like pass by: they have an id and leave nothing behind.
    if (activity.type !== 'message') return { status: 201, body: { id: this.#messages.newId(now) } }
    const id = this.#post(conversation, threadFor(call, conversation), activity, now, twice)
    return { status: 201, activity: id, body: { id } }
  }

  #post(conversation: string, thread: string | null, activity: Json, now: number, twice: boolean): string {
    const id = this.#messages.post(conversation, thread, activity, now)
    return twice ? this.#messages.post(conversation, thread, activity, now) : id
  }

  #change(call: TeamsCall, conversation: string, now: number): Answer {
    const id = call.activity ?? ''
    const refusal = call.operation === 'update' ? tooBig(asJson(call.body)) : null
    if (refusal) return refusal
    const done =
      call.operation === 'update'
        ? this.#messages.edit(conversation, id, asJson(call.body), now)
        : this.#messages.delete(conversation, id, now)
    return done
      ? { status: 200, activity: id, body: call.operation === 'update' ? { id } : undefined }
      : failure(404, 'ActivityNotFoundInConversation')
  }

  #members(call: TeamsCall, conversation: string): Answer {
    const tenant = this.#roster.tenantOf(conversation)
    const members = (this.#roster.members(conversation) ?? []).map((person) => asMember(person, tenant))
    if (call.operation === 'members') return { status: 200, body: members }
    if (call.operation === 'paged-members') return page(members, call.query)
    const one = members.find((member) => member.id === call.member || member.objectId === call.member)
    return one ? { status: 200, body: one } : failure(404, 'MemberNotFound')
  }

  #team(call: TeamsCall): Answer {
    const team = this.#roster.team(call.team ?? '')
    if (!team) return failure(404, 'ConversationNotFound')
    const { id, name, aadGroupId, members, channels = [] } = team
    if (call.operation === 'team') {
      const counts = { channelCount: channels.length + 1, memberCount: members.length }
      return { status: 200, body: { id, name, type: 'standard', aadGroupId, ...counts } }
    }
    // General has the id of its team and no name: clients call it by their own language.
    const others = channels.map((channel) => ({ id: channel.id, name: channel.name }))
    return { status: 200, body: { conversations: [{ id, name: null }, ...others] } }
  }
}

/** In a channel the answered message's thread; chats have no threads. */
function threadFor(call: TeamsCall, conversation: string): string | null {
  const isChannel = conversation.includes('@thread.tacv2') || conversation.includes('@thread.skype')
  return threadOf(conversation) ?? (call.operation === 'reply' && isChannel ? call.activity : null)
}

function tooBig(activity: Json | null): Answer | null {
  if (!activity) return null
  const counted = {
    text: activity.text,
    entities: activity.entities,
    attachments: activity.attachments,
  }
  return JSON.stringify(counted).length * 2 > mostBytes ? failure(413) : null
}

function asMember(person: TeamsPerson, tenantId: string): Json {
  const [givenName = '', ...rest] = person.name.split(' ')
  const userPrincipalName = person.userPrincipalName ?? person.email
  return {
    id: person.id,
    name: person.name,
    objectId: person.aadObjectId,
    aadObjectId: person.aadObjectId,
    givenName,
    surname: rest.join(' '),
    ...(person.email && { email: person.email }),
    ...(userPrincipalName && { userPrincipalName }),
    ...(person.tenantId !== null && { tenantId: person.tenantId ?? tenantId }),
    userRole: 'user',
  }
}

function page(members: readonly Json[], query: Readonly<Record<string, string>>): Answer {
  const wanted = Number(query.pageSize ?? pageSizes.usual) || pageSizes.usual
  const size = Math.min(Math.max(wanted, pageSizes.least), pageSizes.most)
  const token = query.continuationToken
  const from = token ? Number(Buffer.from(token, 'base64url').toString()) : 0
  if (!Number.isInteger(from) || from < 0) return failure(400)
  const next =
    from + size < members.length ? Buffer.from(String(from + size)).toString('base64url') : undefined
  return { status: 200, body: { members: members.slice(from, from + size), continuationToken: next } }
}
