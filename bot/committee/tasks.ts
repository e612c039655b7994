/** What the worker does for the committee: terms begin and end without anybody's doing. */
import { committeesToFollow, followSeats } from '../groups/committee-store'
import { each } from '../jobs/each'
import type { Task } from '../jobs/worker'
import type { World } from '../world'

export const followTask = 'committee:follow-seats'

export function committeeTasks({ database, clock }: World): Readonly<Record<string, Task>> {
  return {
    [followTask]: async () => {
      const at = clock.now()
      await each(await committeesToFollow(database, at), (networkId) =>
        database.inNetwork(networkId, (tx) => followSeats(tx, at)),
      )
    },
  }
}
