/** Who acts in Teams: the sender of the activity, in the network of the tenant where it takes place. */
import { coalesce } from '../database/coalesce'
import type { Database } from '../database/database'
import type { Identify } from '../groups/identity-store'
import { type Member, mintMember } from '../groups/member'
import { setTeamsUsers } from '../groups/store'
import type { Language } from '../groups/view'
import { type Refusal, refuse } from '../refusal'
import { type Activity, tenantOf } from './activity'

export interface Sender {
  readonly member: Member | null
  readonly networkId: string | null
  /** Why there is no member. */
  readonly refusal: Refusal
  readonly language: Language
  readonly zone: string
}

export async function identifySender(identify: Identify, activity: Activity): Promise<Sender> {
  const objectId = activity.from.aadObjectId ?? ''
  const known = await identify({ tenantId: tenantOf(activity), objectId })
  if (!known.network) return stranger(activity, null, 'Europe/Berlin', 'groups:no-network')
  const { network, member } = known
  if (!member || objectId === '') return stranger(activity, network.id, network.zone, 'groups:not-a-member')
  return {
    member: mintMember(member, 'teams'),
    networkId: network.id,
    refusal: refuse('groups:not-a-member', {}, 403),
    language: member.language,
    zone: network.zone,
  }
}

function stranger(
  activity: Activity,
  networkId: string | null,
  zone: string,
  code: 'groups:no-network' | 'groups:not-a-member',
): Sender {
  const language = activity.locale?.toLowerCase().startsWith('en') ? 'en' : 'de'
  return { member: null, networkId, refusal: refuse(code, {}, 403), language, zone }
}

/** Remembers under which id Teams knows a person towards the bot, the first time and whenever it changes. */
export type RememberTeamsUser = (member: Member, activity: Activity) => void

/** Nobody waits for it: what is not stored now is learnt from the person's next activity. */
export function teamsUserMemory(database: Database, onError: (error: unknown) => void): RememberTeamsUser {
  const store = coalesce({
    run: async (people: readonly { readonly member: Member; readonly teamsUserId: string }[]) => {
      for (const networkId of new Set(people.map(({ member }) => member.networkId))) {
        const ids = people.filter(({ member }) => member.networkId === networkId)
        await database.inNetwork(networkId, (tx) =>
          setTeamsUsers(tx, new Map(ids.map(({ member, teamsUserId }) => [member.id, teamsUserId]))),
        )
      }
      return people
    },
  })
  return (member, { from }) => {
    if (member.teamsUserId !== from.id) store({ member, teamsUserId: from.id }).catch(onError)
  }
}
