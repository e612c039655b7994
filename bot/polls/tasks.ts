/** What the worker does for polls. */
import { requestEdit } from '../delivery/ledger'
import { enqueue } from '../jobs/queue'
import type { Task } from '../jobs/worker'
import type { World } from '../world'
import { graceMs } from './closing'
import type { PollKeys } from './keys'
import { loadPoll, lockPoll, savePoll } from './store'
import { closeTask, refreshTask, remindedTask, remindTask, sealTask } from './subscribers'
import { closeDuePolls, destroyKeysOfClosed } from './use-cases/close-poll'
import { editReminders } from './use-cases/edit-reminders'
import { remindVoters } from './use-cases/remind-voters'

export function pollTasks(world: World, keys: PollKeys): Readonly<Record<string, Task>> {
  return {
    [closeTask]: async ({ network, poll }) => {
      await closeDuePolls({ world, keys })
      // The job came by the database's clock, the deadline goes by ours: look again when it is due.
      if (poll) await lookAgain(world, network, String(poll))
    },
    [refreshTask]: async ({ network, poll }) => {
      await world.database.inNetwork(network, async (tx) => {
        const stored = await lockPoll(tx, String(poll))
        if (!stored) return
        if (stored.poll.refreshWaiting) await savePoll(tx, { ...stored.poll, refreshWaiting: false })
        await requestEdit(tx, { kind: 'poll', id: stored.poll.id })
      })
      // Apart, for it must not hold up the poll's ballots.
      await editReminders(world, network, String(poll))
    },
    [remindedTask]: ({ network, poll }) => editReminders(world, network, String(poll)),
    [remindTask]: async () => {
      await remindVoters(world)
    },
    [sealTask]: () => destroyKeysOfClosed(world, keys),
    'polls:sweep-keys': () => destroyKeysOfClosed(world, keys),
  }
}

async function lookAgain(world: World, network: string, id: string): Promise<void> {
  await world.database.inNetwork(network, async (tx) => {
    const stored = await loadPoll(tx, id)
    if (stored?.poll.state !== 'open') return
    const leftMs = stored.poll.deadline.getTime() + graceMs - world.clock.now().getTime()
    await enqueue(tx, {
      task: closeTask,
      payload: { poll: id },
      key: `close:${id}`,
      inMs: Math.max(50, leftMs),
    })
  })
}
