/** An activity as Teams sends it, cut to what is used; identity comes from here and never from card data. */
import { z } from 'zod'

const text = z
  .string()
  .max(2000)
  .refine((value) => !/\p{Cc}/u.test(value) && value.isWellFormed())

/** Stands in indexes; Teams' longest (personal chats) have some 140 characters. */
const id = text.max(300)

/** Ids of Entra are compared as it writes them. */
const entraId = id.transform((value) => value.toLowerCase())

const account = z.object({
  id: id,
  name: z.string().max(500).optional(),
  aadObjectId: id.optional(),
  /** The account's own tenant. Teams tells it where it is another one than the conversation's. */
  tenantId: entraId.nullish(),
})

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
    tenantId: entraId.nullish(),
    conversationType: text.optional(),
    isGroup: z.boolean().optional(),
  }),
  channelData: z
    .object({
      tenant: z.object({ id: entraId.nullish() }).nullish(),
      team: z
        .object({ id: id.optional(), name: text.nullish(), aadGroupId: z.string().max(100).nullish() })
        .optional(),
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

/**
 * Where the conversation takes place: in a shared channel its owner's tenant, not the sender's. Not every activity in a
 * channel carries it; channelData then names the one tenant there is.
 */
export function tenantOf(activity: Activity): string {
  return activity.conversation.tenantId || activity.channelData?.tenant?.id || ''
}

/** The sender's own; null where the activity does not say it. */
export function homeTenantOf(activity: Activity): string | null {
  const at = tenantOf(activity)
  const other = activity.channelData?.tenant?.id
  if (activity.from.tenantId) return activity.from.tenantId
  if (other && other !== at) return other
  // In a channel that is shared nobody says so; elsewhere the account is of the tenant in which it acts.
  return kindOf(activity) === 'channel' ? null : at
}

/** All tenants that the activity names. */
export function tenantsIn({ conversation, channelData, from }: Activity): readonly string[] {
  const named = [conversation.tenantId, channelData?.tenant?.id, from.tenantId]
  return [...new Set(named.flatMap((tenant) => tenant || []))]
}

export function kindOf(activity: Activity): 'channel' | 'group-chat' | 'personal' {
  const type = activity.conversation.conversationType
  if (type === 'channel' || activity.channelData?.channel?.id) return 'channel'
  return type === 'groupChat' || activity.conversation.isGroup ? 'group-chat' : 'personal'
}
