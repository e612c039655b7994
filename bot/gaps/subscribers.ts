/** What follows from a gap report: the committee's channels get it. In the same transaction. */
import type { Transaction } from '../database/database'
import { requestPosts } from '../delivery/ledger'
import { channelsOf } from '../groups/channel-store'
import { committeeGroup } from '../groups/committee-store'
import type { World } from '../world'
import type { GapReport } from './store'

export const makeTask = 'gaps:make-due'

export async function onMade(world: World, tx: Transaction, { id, madeAt }: GapReport): Promise<void> {
  const committee = await committeeGroup(tx)
  const channels = await channelsOf(tx, committee.id)
  await requestPosts(
    tx,
    channels.map(({ conversationId, serviceUrl }) => ({
      ...{
        id: world.ids.id(),
        conversationId,
        serviceUrl,
        replyTo: null,
        data: {},
        at: madeAt,
        urgent: false,
      },
      ...{ matter: { kind: 'gap-report', id }, groupId: committee.id },
    })),
  )
}
