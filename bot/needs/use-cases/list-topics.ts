/** Lists what needs choose from, and the proposals that wait for the office. */
import type { Transaction } from '../../database/database'
import type { Member } from '../../groups/member'
import { may } from '../../groups/rights'
import { allGroups } from '../../groups/store'
import type { World } from '../../world'
import { visibleProposals } from '../proposal-store'
import { regionsOf, topicsFor } from '../topic-store'
import type { Named, TopicListView } from '../view'

export async function listTopics(world: World, member: Member, search: string): Promise<TopicListView> {
  return world.database.inNetwork(member.networkId, async (tx) => ({
    topics: await topicsFor(tx, member.organisationId, search),
    proposals: await proposalsFor(tx, member),
    regions: await regionsOf(tx),
    mayEdit: may(member, 'administer'),
  }))
}

/** Whoever runs a group's rounds sees what was proposed in them. */
async function proposalsFor(tx: Transaction, member: Member): Promise<readonly Named[]> {
  if (may(member, 'administer')) return visibleProposals(tx, null)
  const groups = (await allGroups(tx)).filter(({ id, kind }) => may(member, 'run-polls', id, kind))
  if (groups.length === 0) return []
  return visibleProposals(
    tx,
    groups.map(({ id }) => id),
  )
}
