/** Compares a group with who is in its channels: who could be let in, who is a stranger, who does not read along. */
import { record } from '../../audit/store'
import type { Transaction } from '../../database/database'
import { each } from '../../jobs/each'
import { type Refusal, refuse } from '../../refusal'
import type { World } from '../../world'
import { lockAdministration } from '../administration-store'
import { channelsOf } from '../channel-store'
import { forgetPresent } from '../departure-store'
import type { Member } from '../member'
import { tenantOf } from '../network-store'
import { accountsInNoGroup, keepNewcomers } from '../newcomer-store'
import { lacks } from '../rights'
import { type Comparison, compareRoster, type ReadRoster, type RosterPerson } from '../roster'
import { groupChannels, knownAccounts, linkAccounts, peopleByIds } from '../roster-store'
import { groupById } from '../store'
import { onNewcomers } from '../subscribers'
import type { RosterView } from '../view'

/** Teams is asked between two transactions, never within one. */
export async function showRoster(
  world: World,
  readRoster: ReadRoster,
  member: Member,
  groupId: string,
): Promise<RosterView | Refusal> {
  const { networkId } = member
  const channels = await world.database.inNetwork(networkId, async (tx) =>
    (await groupById(tx, groupId)) ? channelsOf(tx, groupId) : undefined,
  )
  if (!channels) return refuse('groups:unknown-group', {}, 404)
  const lacking = lacks(member, 'keep-members', groupId)
  if (lacking) return lacking
  if (channels.length === 0) return refuse('groups:no-channel')
  const rosters = await Promise.all(channels.map((channel) => readRoster(networkId, channel)))
  const read = rosters.filter((roster) => roster !== null)
  if (read.length === 0) return refuse('groups:roster-unread', {}, 503)
  return world.database.inNetwork(networkId, async (tx) => {
    const { linked, comparison } = await compare(world, tx, onceEach(read.flat()), groupId)
    const { outside, absent, strangers } = comparison
    if (read.length === rosters.length) await forgetPresent(tx, groupId, absent)
    return {
      outside: await peopleByIds(tx, outside),
      // Somebody who is in a channel that could not be read is not absent for that.
      absent: read.length < rosters.length ? [] : await peopleByIds(tx, absent),
      strangers: strangers.map(({ objectId, name, mail, tenantId }) => ({ objectId, name, mail, tenantId })),
      linked: linked.length,
      unread: rosters.length - read.length,
    }
  })
}

/**
 * Once a day, and soon after somebody has come: people who are known by their mail address get the account under which they
 * stand in a channel, and the coordinator is told of who is new there.
 *
 * @param only of one group; absent: of all networks
 */
export async function lookThroughRosters(
  world: World,
  readRoster: ReadRoster,
  only?: { readonly network: string; readonly group: string },
): Promise<void> {
  const all = await groupChannels(world.database)
  const channels = only
    ? all.filter(({ network_id, group_id }) => network_id === only.network && group_id === only.group)
    : all
  const groups = new Map(channels.map((one) => [one.group_id, one.network_id]))
  await each([...groups], async ([groupId, networkId]) => {
    const places = channels.filter(({ group_id }) => group_id === groupId)
    const rosters = []
    for (const { conversation_id: conversationId, service_url: serviceUrl } of places)
      rosters.push(await readRoster(networkId, { conversationId, serviceUrl }))
    const read = rosters.filter((roster) => roster !== null)
    if (read.length === 0) return
    await world.database.inNetwork(networkId, async (tx) => {
      const { comparison } = await compare(world, tx, onceEach(read.flat()), groupId)
      // Who is in a channel that could not be read would be forgotten, and told of once more.
      if (read.length === rosters.length) await noteNewcomers(world, tx, groupId, comparison)
    })
  })
}

/**
 * Strangers, and members who are in no group yet. Who is in another group has found the way: the channels of one team all
 * show the whole team, and its people would be told of to every group in it.
 */
async function noteNewcomers(
  world: World,
  tx: Transaction,
  groupId: string,
  { strangers, outside }: Comparison,
): Promise<void> {
  const group = await groupById(tx, groupId)
  if (group?.kind !== 'group') return
  const objectIds = [...strangers.map(({ objectId }) => objectId), ...(await accountsInNoGroup(tx, outside))]
  if ((await keepNewcomers(tx, groupId, objectIds, world.clock.now())) > 0)
    await onNewcomers(world, tx, groupId)
}

/**
 * Somebody whom nobody knows acts in Teams: whoever stands in the roster under the mail address of one of the network's
 * people is that one. @returns whether the person is known now
 */
export async function recognise(world: World, networkId: string, person: RosterPerson): Promise<boolean> {
  return world.database.inNetwork(networkId, async (tx) => {
    await lockAdministration(tx)
    const { accounts } = compareRoster([person], await knownAccounts(tx, null, person), await tenantOf(tx))
    return (await link(world, tx, accounts, null)).length > 0
  })
}

async function compare(
  world: World,
  tx: Transaction,
  roster: readonly RosterPerson[],
  groupId: string,
): Promise<{ readonly linked: readonly string[]; readonly comparison: Comparison }> {
  await lockAdministration(tx)
  const comparison = compareRoster(roster, await knownAccounts(tx, groupId), await tenantOf(tx))
  return { linked: await link(world, tx, comparison.accounts, groupId), comparison }
}

/** The directory of the tenant says whose address it is; the service does this by itself, whoever has asked. */
async function link(
  world: World,
  tx: Transaction,
  accounts: Comparison['accounts'],
  group: string | null,
): Promise<readonly string[]> {
  const linked = await linkAccounts(tx, accounts)
  for (const id of linked) {
    const matter = { kind: 'member', id }
    await record(tx, {
      at: world.clock.now(),
      by: null,
      what: 'member.link-account',
      matter,
      data: { group },
    })
  }
  return linked
}

function onceEach(people: readonly RosterPerson[]): readonly RosterPerson[] {
  return [...new Map(people.map((person) => [person.objectId, person])).values()]
}
