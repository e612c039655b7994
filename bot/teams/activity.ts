/** An activity as Teams sends it, cut to what is used; identity comes from here and never from card data. */
import { z } from 'zod'

const text = z
  .string()
  .max(2000)
  .refine((value) => !/\p{Cc}/u.test(value) && value.isWellFormed())

/** Stands in indexes; Teams' longest (personal chats) have some 140 characters. */
const id = text.max(300)

const account = z.object({ id: id, name: z.string().max(500).optional(), aadObjectId: id.optional() })

export const activitySchema = z.object({
  type: text,
  id: id.optional(),
  name: text.optional(),
  action: text.optional(),
  text: z.string().max(100_000).optional(),
  locale: z.string().max(40).optional(),
  serviceUrl: id,
  channelId: text.optional(),
  from: account,
  recipient: account.partial().optional(),
  conversation: z.object({
    id: id,
    tenantId: id.optional(),
    conversationType: text.optional(),
    isGroup: z.boolean().optional(),
  }),
  channelData: z
    .object({
      tenant: z.object({ id: id.optional() }).optional(),
      team: z.object({ id: id.optional(), aadGroupId: z.string().max(100).nullish() }).optional(),
      channel: z.object({ id: id.optional(), name: text.nullish() }).optional(),
      eventType: text.optional(),
    })
    .optional(),
  entities: z
    .array(z.looseObject({ type: text }))
    .max(200)
    .optional(),
  replyToId: id.optional(),
  membersAdded: z.array(account).max(1000).optional(),
  membersRemoved: z.array(account).max(1000).optional(),
  value: z.unknown().optional(),
})

export type Activity = z.output<typeof activitySchema>

/** `value` of an `adaptiveCard/action`. */
export const cardActionSchema = z.object({
  action: z.object({
    verb: z.string().max(100).optional(),
    data: z.record(z.string(), z.unknown()).optional(),
  }),
  /** "automatic": Teams asks by itself, for a card that comes into view. Never a vote (P9). */
  trigger: z.string().max(20).optional(),
})

/** The thread's suffix does not belong to the conversation in which posts are sent. */
export function conversationOf(activity: Activity): string {
  return activity.conversation.id.split(';messageid=')[0] ?? activity.conversation.id
}

export function tenantOf(activity: Activity): string {
  return activity.channelData?.tenant?.id ?? activity.conversation.tenantId ?? ''
}

export function kindOf(activity: Activity): 'channel' | 'group-chat' | 'personal' {
  const type = activity.conversation.conversationType
  if (type === 'channel' || activity.channelData?.channel?.id) return 'channel'
  return type === 'groupChat' || activity.conversation.isGroup ? 'group-chat' : 'personal'
}
