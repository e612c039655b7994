/** Tells people what they did not ask for: a few singly, the rest in one digest, nothing in quiet hours (E4). */
import type { Transaction } from '../database/database'
import { requestPosts } from '../delivery/ledger'
import type { NewPost } from '../delivery/store'
import { each } from '../jobs/each'
import type { Task } from '../jobs/worker'
import type { World } from '../world'
import { forgetUntold, markTold, type Notice, peopleToTell, personToTell, untold } from './store'
import { tell, tellApart, weekMs } from './telling'

export const tellTask = 'inbox:tell'
export const forgetUntoldTask = 'inbox:forget-untold'

export interface Way {
  readonly memberId: string
  readonly conversationId: string
  readonly serviceUrl: string
}

/** How people are reached; whoever has no way is not among the answers, and waits. */
export type FindWays = (tx: Transaction, memberIds: readonly string[]) => Promise<readonly Way[]>

/** Longer than any digest waits, holidays included. */
const forgetAfterMs = 14 * 86_400_000

export function inboxTasks(world: World, ways: FindWays): Readonly<Record<string, Task>> {
  return {
    [tellTask]: async () => {
      await each(await networksToTell(world), async ([networkId, people]) => {
        const reached = await world.database.inNetwork(networkId, (tx) => ways(tx, people))
        await each(reached, ({ memberId }) =>
          world.database.inNetwork(networkId, (tx) => tellPerson(world, ways, tx, memberId)),
        )
      })
    },
    [forgetUntoldTask]: async () => {
      const before = new Date(world.clock.now().getTime() - forgetAfterMs)
      await each(await networksToTell(world), ([networkId]) =>
        world.database.inNetwork(networkId, (tx) => forgetUntold(tx, before)),
      )
    },
  }
}

/** By network: the people for whom something waits. */
async function networksToTell(world: World): Promise<readonly (readonly [string, readonly string[]])[]> {
  const people = await peopleToTell(world.database)
  const networks = [...new Set(people.map(({ network_id }) => network_id))]
  return networks.map((id) => [
    id,
    people.filter(({ network_id }) => network_id === id).map(({ member_id }) => member_id),
  ])
}

/** Marked and requested in one transaction: nobody is told twice, whatever crashes. */
async function tellPerson(world: World, ways: FindWays, tx: Transaction, memberId: string): Promise<void> {
  const now = world.clock.now()
  const person = await personToTell(tx, memberId, new Date(now.getTime() - weekMs))
  const [way] = person ? await ways(tx, [memberId]) : []
  if (!person || !way) return
  const waiting = await untold(tx, memberId)
  const open = waiting.filter(({ secret }) => !secret)
  const { singly, digest } = tell(open, person.toldSingly, person, now)
  const hidden = waiting.filter(({ secret }) => secret)
  const apart = tellApart(hidden, person.toldApart, person, now)
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
    ...(apart.length > 0 ? [{ ...inOne(hidden, memberId, post), secret: true }] : []),
  ])
  await markTold(tx, singly, true, now)
  await markTold(tx, [...digest, ...apart], false, now)
}

/** One looks as it does alone, several are lines of a digest. */
function inOne(
  notices: readonly Notice[],
  memberId: string,
  post: (matter: NewPost['matter'], groupId: string | null, data: NewPost['data']) => NewPost,
): NewPost {
  const [only, ...more] = matters(notices)
  if (only && more.length === 0) return post(only, null, {})
  return post({ kind: 'digest', id: memberId }, null, { matters: matters(notices) })
}

function matters(notices: readonly Notice[]): readonly NewPost['matter'][] {
  return notices.map(({ matter }) => matter)
}
