/** What the worker does for needs. */
import { enqueue } from '../jobs/queue'
import type { Task } from '../jobs/worker'
import { graceMs } from '../polls/closing'
import type { World } from '../world'
import { loadRound } from './round-store'
import { closeRoundTask, remindRoundTask, repeatRoundTask } from './subscribers'
import { closeDueRounds } from './use-cases/close-round'
import { remindOrganisations } from './use-cases/remind-organisations'
import { repeatDueRounds } from './use-cases/repeat-round'

export function needTasks(world: World): Readonly<Record<string, Task>> {
  return {
    [closeRoundTask]: async ({ network, round }) => {
      await closeDueRounds(world)
      // The job came by the database's clock, the deadline goes by ours: look again when it is due.
      if (round) await lookAgain(world, network, String(round))
    },
    [remindRoundTask]: async () => {
      await remindOrganisations(world)
    },
    [repeatRoundTask]: async () => {
      await repeatDueRounds(world)
    },
  }
}

async function lookAgain(world: World, network: string, id: string): Promise<void> {
  await world.database.inNetwork(network, async (tx) => {
    const stored = await loadRound(tx, id)
    if (stored?.round.state !== 'open') return
    const leftMs = stored.round.deadline.getTime() + graceMs - world.clock.now().getTime()
    const inMs = Math.max(50, leftMs)
    await enqueue(tx, { task: closeRoundTask, payload: { round: id }, key: `close:${id}`, inMs })
  })
}
