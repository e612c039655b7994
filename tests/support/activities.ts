/** Activities as Teams sends them to a bot: messages, card actions, installation, and what happens to teams and channels. */
import { type Common, common, type Said, type TeamsActivity } from './activity'
import type { Json } from './teams-stand-in/call'
import type { TeamsPerson } from './teams-stand-in/roster'
import { type ChannelPlace, localTime, type TeamsWorld } from './teams-world'

export type { Said, TeamsActivity } from './activity'

export interface SaidText extends Said {
  readonly text: string
  /** In a channel: the root message of the thread this answers in; without it a new thread begins. */
  readonly thread?: string
}

/** In channels and group chats after a mention of the bot, which is how Teams lets it hear; in a personal chat plain. */
export function message(world: TeamsWorld, said: SaidText): TeamsActivity {
  const { where, text } = said
  const id = said.id ?? world.messageId()
  const thread = where.kind === 'channel' ? (said.thread ?? id) : undefined
  const base = common(world, { ...said, id }, thread)
  if (where.kind === 'personal') return { ...base, type: 'message', text, textFormat: 'plain' }
  const { bot } = world
  const mention = `<at>${bot.name}</at>`
  const html = `<div><div><span itemscope="" itemtype="http://schema.skype.com/Mention" itemid="0">${bot.name}</span>&nbsp;${escapeHtml(text)}</div></div>`
  return {
    ...base,
    type: 'message',
    text: `${mention} ${text}`,
    textFormat: 'plain',
    attachments: [{ contentType: 'text/html', content: html }],
    entities: [{ type: 'mention', mentioned: bot, text: mention }, ...base.entities],
    ...(thread && thread !== id ? { replyToId: thread } : {}),
  }
}

export interface SaidOnCard extends Said {
  /** The message that carries the card. */
  readonly replyToId: string
  /** The root message of its thread, when the card does not stand at the root. */
  readonly thread?: string
}

export interface CardAction extends SaidOnCard {
  readonly verb: string
  /** The action's own data and the inputs, merged as Teams merges them. */
  readonly data?: unknown
  /** `automatic` is a refresh that nobody asked for: never an act. */
  readonly trigger?: 'manual' | 'automatic'
}

/** Action.Execute. */
export function cardAction(world: TeamsWorld, done: CardAction): TeamsActivity {
  const { verb, data = {}, trigger = 'manual', replyToId } = done
  const action = { type: 'Action.Execute', id: verb, verb, data }
  const base = common(world, { ...done, id: done.id ?? `f:${world.id()}` }, done.thread ?? replyToId)
  return onCard(base, { type: 'invoke', name: 'adaptiveCard/action', value: { action, trigger } }, replyToId)
}

/** Action.Submit, as clients without Action.Execute send it: a message without text. */
export function cardSubmit(world: TeamsWorld, done: SaidOnCard & { readonly value: unknown }): TeamsActivity {
  const base = common(world, { ...done, id: done.id ?? world.messageId() }, done.thread ?? done.replyToId)
  return onCard(base, { type: 'message', textFormat: 'plain', value: done.value }, done.replyToId)
}

export function installationUpdate(
  world: TeamsWorld,
  done: Said & { readonly action: 'add' | 'remove' },
): TeamsActivity {
  const base = common(world, { ...done, id: done.id ?? `f:${world.id()}` })
  const { where, action } = done
  const settings =
    where.kind === 'channel' && action === 'add' ? { settings: { selectedChannel: { id: where.id } } } : {}
  const channelData = { ...base.channelData, ...settings, source: { name: 'message' } }
  return { ...base, type: 'installationUpdate', action, channelData }
}

/** @param done.who the people, or the bot itself: then the app has just come. */
export function membersAdded(
  world: TeamsWorld,
  done: Said & { readonly who: readonly TeamsPerson[] | 'bot' },
): TeamsActivity {
  const people = done.who === 'bot' ? [{ id: world.bot.id }] : done.who
  const added = people.map((person) => ('aadObjectId' in person ? pick(person) : person))
  const event = done.where.kind === 'channel' ? { eventType: 'teamMemberAdded' } : {}
  return { ...changed(world, done, event), membersAdded: added }
}

/** Somebody was taken out of the team, or of a shared channel of it, or of a chat. */
export function membersRemoved(
  world: TeamsWorld,
  done: Said & {
    readonly who: readonly TeamsPerson[]
    readonly from?: TeamsPerson
    readonly eventType?: string
  },
): TeamsActivity {
  const { eventType = 'teamMemberRemoved' } = done
  const event = done.where.kind === 'channel' ? { eventType } : {}
  return { ...changed(world, done, event), membersRemoved: done.who.map(pick) }
}

interface InTeam extends Said {
  readonly where: ChannelPlace
}

export const channelCreated = (world: TeamsWorld, done: InTeam): TeamsActivity =>
  aboutChannel(world, done, 'channelCreated')

export const channelDeleted = (world: TeamsWorld, done: InTeam): TeamsActivity =>
  aboutChannel(world, done, 'channelDeleted')

/** @param done.where with the team's new name. */
export function teamRenamed(world: TeamsWorld, done: InTeam): TeamsActivity {
  return aboutChannel(world, done, 'teamRenamed')
}

/**
 * The same delivery again, as Teams does when the bot was slow.
 * @param again.newId Teams' later repetitions carry a new id and a new time (PLATFORM.md 5).
 */
export function repeat(
  activity: TeamsActivity,
  again: { readonly newId?: string; readonly afterMs?: number } = {},
): TeamsActivity {
  const copy = structuredClone(activity)
  if (again.newId === undefined) return copy
  const at = new Date(Date.parse(activity.timestamp) + (again.afterMs ?? 30_000))
  return {
    ...copy,
    id: again.newId,
    timestamp: at.toISOString(),
    localTimestamp: localTime(at, activity.localTimezone),
  }
}

function onCard(
  base: Common,
  act: Pick<TeamsActivity, 'type' | 'name' | 'value' | 'textFormat'>,
  replyToId: string,
): TeamsActivity {
  const channelData = {
    ...base.channelData,
    source: { name: 'message' },
    legacy: { replyToId: `1:${replyToId}` },
  }
  return { ...base, ...act, replyToId, channelData }
}

function changed(world: TeamsWorld, done: Said, event: Json): TeamsActivity {
  const base = common(world, { ...done, id: done.id ?? `f:${world.id()}` })
  const team = done.where.kind === 'channel' ? { team: done.where.team } : {}
  // These come from no client: Teams names neither a client nor who did it, beyond the id.
  const from = { id: done.from.id, aadObjectId: done.from.aadObjectId }
  const channelData = { ...base.channelData, ...team, ...event }
  return { ...base, type: 'conversationUpdate', from, channelData, entities: [] }
}

/** Teams tells it in the team's General channel, whichever channel it is about. */
function aboutChannel(world: TeamsWorld, done: InTeam, eventType: string): TeamsActivity {
  const { team, id, name } = done.where
  const general = { ...done.where, id: team.id }
  const channel = eventType === 'teamRenamed' ? {} : { channel: { id, name }, teamsChannelId: id }
  return changed(world, { ...done, where: general }, { ...channel, eventType })
}

const pick = ({ id, aadObjectId }: TeamsPerson): Json => ({ id, aadObjectId })

const escapeHtml = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
