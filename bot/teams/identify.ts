/** Who acts in Teams: the sender of the activity, in the network of the tenant where it takes place. */
import { coalesce } from '../database/coalesce'
import type { Database } from '../database/database'
import type { Belonging, Identify } from '../groups/identity-store'
import { type Member, type MemberFacts, mintMember } from '../groups/member'
import { chooseNetwork } from '../groups/network-choice'
import { setTeamsUsers } from '../groups/store'
import type { Language, NetworkLine } from '../groups/view'
import { type Refusal, refuse } from '../refusal'
import { type Activity, conversationOf, homeTenantOf, kindOf, tenantOf } from './activity'

export interface Sender {
  readonly member: Member | null
  readonly networkId: string | null
  /** Why there is no member. */
  readonly refusal: Refusal
  readonly language: Language
  readonly zone: string
  /** The networks of somebody who has yet to say which one this chat stands for. */
  readonly undecided: readonly NetworkLine[] | null
}

/**
 * In a channel or group chat its tenant decides. A personal chat takes place in the person's own tenant, which may have no
 * network, while the person belongs to others'.
 *
 * @param wanted id of the network that the sender chooses with this very act, one of the sender's own
 */
export async function identifySender(
  identify: Identify,
  activity: Activity,
  wanted?: string,
): Promise<Sender> {
  const objectId = activity.from.aadObjectId ?? ''
  const personal = kindOf(activity) === 'personal'
  if (objectId !== '' && personal) {
    const tenantId = homeTenantOf(activity) ?? tenantOf(activity)
    const belongings = await identify.everywhere({ tenantId, objectId }, conversationOf(activity))
    const candidates = belongings.map((one) => ({ ...one, networkId: one.member.networkId }))
    const choice = chooseNetwork(candidates, tenantOf(activity), wanted)
    if (choice.is === 'one') return known(choice.one.member)
    if (choice.is === 'several') return undecided(activity, belongings)
  }
  const { network, member } = await identify.at({
    at: tenantOf(activity),
    tenantId: homeTenantOf(activity),
    objectId,
  })
  if (!network) return stranger(activity, null, 'Europe/Berlin', 'groups:no-network')
  // In a personal chat all networks have been looked through above.
  if (!member || objectId === '' || personal)
    return stranger(activity, network.id, network.zone, 'groups:not-a-member')
  return known(member)
}

function known(member: MemberFacts): Sender {
  return {
    member: mintMember(member, 'teams'),
    networkId: member.networkId,
    refusal: refuse('groups:not-a-member', {}, 403),
    language: member.language,
    zone: member.network.zone,
    undecided: null,
  }
}

function stranger(
  activity: Activity,
  networkId: string | null,
  zone: string,
  code: 'groups:no-network' | 'groups:not-a-member',
): Sender {
  const language = activity.locale?.toLowerCase().startsWith('en') ? 'en' : 'de'
  return { member: null, networkId, refusal: refuse(code, {}, 403), language, zone, undecided: null }
}

/** Asked in the language that the person reads in the first of them; its ledger carries the question. */
function undecided(activity: Activity, belongings: readonly Belonging[]): Sender {
  const [first] = belongings
  return {
    ...stranger(activity, first?.member.networkId ?? null, 'Europe/Berlin', 'groups:not-a-member'),
    refusal: refuse('groups:which-network', {}, 409),
    language: first?.member.language ?? 'de',
    undecided: belongings.map(({ member }) => ({ id: member.networkId, name: member.network.name })),
  }
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
