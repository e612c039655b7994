/** The bot comes into a conversation or leaves it: where posts may go, one greeting, cards that are gone posted anew. */
import type { Transaction } from '../database/database'
import { checkCards, requestPost, resume, suspend } from '../delivery/ledger'
import { moveTo, noteActivity } from '../delivery/store'
import { channelOf, noteInstalled, noteRemoved, noteTeamInstalled, renameTeam } from '../groups/channel-store'
import { isStillThere } from '../groups/erasure-store'
import type { Member } from '../groups/member'
import { onPeopleCame } from '../groups/subscribers'
import type { World } from '../world'
import { type Activity, conversationOf, kindOf } from './activity'
import type { Desk } from './desk'
import { identifySender } from './identify'
import { installationOf } from './installation'
import { concerned, isAboutPeople, isTeamEvent, notePeople, noteTeamEvent } from './team-events'

export async function noteInstallation(desk: Desk, activity: Activity): Promise<void> {
  const change = isTeamEvent(activity) ? 'event' : (changeOf(activity) ?? peopleIn(activity))
  if (!change) return
  const { networkId, member } = await identifySender(desk.identify, activity)
  if (!networkId) return
  const { world } = desk
  await world.database.inNetwork(networkId, async (tx) => {
    const conversationId = conversationOf(activity)
    if (change === 'event') return noteTeamEvent(tx, activity)
    if (change === 'people') return notePassing(world, tx, activity)
    if (change === 'added') return arrive(world, tx, activity, member)
    // From a team it is removed as a whole, whichever of its channels the activity names.
    const left = [...new Set([conversationId, ...(await concerned(tx, activity))])]
    await noteRemoved(tx, left)
    for (const one of left) await suspend(tx, one, 'not-installed')
  })
}

/** Both kinds of activity tell of an installation; conversationUpdate tells of other people too. */
function changeOf(activity: Activity): 'added' | 'removed' | undefined {
  const isBot = (account: { id: string }) => account.id === activity.recipient?.id
  if (activity.type === 'installationUpdate')
    return activity.action?.startsWith('remove') ? 'removed' : 'added'
  if (activity.membersRemoved?.some(isBot)) return 'removed'
  return activity.membersAdded?.some(isBot) ? 'added' : undefined
}

const peopleIn = (activity: Activity) => (isAboutPeople(activity) ? 'people' : undefined)

/** Who is in a channel no more is suggested for a comparison; who is new there is looked for. */
async function notePassing(world: World, tx: Transaction, activity: Activity): Promise<void> {
  await notePeople(tx, activity, world.clock.now())
  if (activity.membersAdded?.length) await onPeopleCame(tx, await concerned(tx, activity))
}

async function arrive(
  world: World,
  tx: Transaction,
  activity: Activity,
  member: Member | null,
): Promise<void> {
  const conversationId = conversationOf(activity)
  const installation = installationOf(world, activity, member)
  if (member && !(await isStillThere(tx, member.id))) return
  await noteInstalled(tx, installation)
  const { teamId, teamName } = installation
  if (teamId) await noteTeamInstalled(tx, teamId, activity.serviceUrl)
  if (teamId && teamName) await renameTeam(tx, teamId, teamName)
  const here = await concerned(tx, activity)
  await moveTo(tx, here, activity.serviceUrl)
  for (const one of here) await resume(tx, one)
  await checkCards(tx, conversationId, ['poll'])
  if (kindOf(activity) !== 'personal') await greetOnce(world, tx, activity)
}

/** One greeting for a conversation, however often the bot comes and however many activities say so. */
async function greetOnce(world: World, tx: Transaction, activity: Activity): Promise<void> {
  const { serviceUrl } = activity
  const conversationId = conversationOf(activity)
  const at = world.clock.now()
  const channel = await channelOf(tx, conversationId)
  if (!channel || !(await noteActivity(tx, conversationId, 'greeting', at))) return
  await requestPost(tx, {
    ...{ id: world.ids.id(), conversationId, serviceUrl, replyTo: null, data: {}, at, urgent: true },
    matter: { kind: 'greeting', id: channel.id },
    groupId: channel.groupId,
  })
}
