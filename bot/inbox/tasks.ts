/** Tells people what they did not ask for: a few singly, the rest in one digest, nothing in quiet hours (E4). */
import type { Transaction } from '../database/database'
import { requestPosts } from '../delivery/ledger'
import type { NewPost } from '../delivery/store'
import { each } from '../jobs/each'
import type { Task } from '../jobs/worker'
import type { World } from '../world'
import { markTold, type Notice, peopleToTell, personToTell, untold } from './store'
import { tell, weekMs } from './telling'

export const tellTask = 'inbox:tell'

/** How a person is reached; undefined: not at all, and then it waits. */
export type FindWay = (
  tx: Transaction,
  memberId: string,
) => Promise<{ readonly conversationId: string; readonly serviceUrl: string } | undefined>

export function inboxTasks(world: World, way: FindWay): Readonly<Record<string, Task>> {
  return {
    [tellTask]: async () => {
      await each(await peopleToTell(world.database), ({ network_id, member_id }) =>
        world.database.inNetwork(network_id, (tx) => tellPerson(world, way, tx, member_id)),
      )
    },
  }
}

/** Marked and requested in one transaction: nobody is told twice, whatever crashes. */
async function tellPerson(world: World, findWay: FindWay, tx: Transaction, memberId: string): Promise<void> {
  const now = world.clock.now()
  const person = await personToTell(tx, memberId, new Date(now.getTime() - weekMs))
  const way = person && (await findWay(tx, memberId))
  if (!person || !way) return
  const waiting = await untold(tx, memberId)
  const { singly, digest } = tell(waiting, person.toldSingly, person, now)
  const { conversationId, serviceUrl } = way
  const post = (matter: NewPost['matter'], groupId: string | null, data: NewPost['data']): NewPost => ({
    ...{
      id: world.ids.id(),
      conversationId,
      serviceUrl,
      replyTo: null,
      matter,
      data,
      at: now,
      urgent: false,
      groupId,
      memberId,
    },
  })
  const alone = waiting.filter(({ id }) => singly.includes(id))
  const together = waiting.filter(({ id }) => digest.includes(id))
  await requestPosts(tx, [
    ...alone.map(({ matter, groupId }) => post(matter, groupId, {})),
    ...(together.length > 0
      ? [post({ kind: 'digest', id: memberId }, null, { matters: matters(together) })]
      : []),
  ])
  await markTold(tx, singly, true, now)
  await markTold(tx, digest, false, now)
}

function matters(notices: readonly Notice[]): readonly NewPost['matter'][] {
  return notices.map(({ matter }) => matter)
}
