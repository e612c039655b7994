/** What an activity tells of the conversation in which it takes place. */
import type { Installation } from '../groups/channel-store'
import type { Member } from '../groups/member'
import type { World } from '../world'
import { type Activity, conversationOf, kindOf } from './activity'

/** In a personal chat it is the person's own: there Verbund may write unasked (E4). */
export function installationOf(world: World, activity: Activity, member: Member | null): Installation {
  const { team, channel } = activity.channelData ?? {}
  return {
    id: world.ids.id(),
    kind: kindOf(activity),
    conversationId: conversationOf(activity),
    teamId: team?.id ?? null,
    teamGroupId: team?.aadGroupId ?? null,
    teamName: team?.name ?? null,
    serviceUrl: activity.serviceUrl,
    name: channel?.name ?? undefined,
    memberId: (kindOf(activity) === 'personal' && member?.id) || undefined,
    at: world.clock.now(),
  }
}
