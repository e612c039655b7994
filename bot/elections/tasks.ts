/** What the worker does for elections. */
import { enqueue } from '../jobs/queue'
import type { Task } from '../jobs/worker'
import type { PollDesk } from '../polls/desk'
import { loadElection } from './store'
import { openTask } from './subscribers'
import { openDueElections } from './use-cases/open-voting'

export function electionTasks(desk: Pick<PollDesk, 'world' | 'keys'>): Readonly<Record<string, Task>> {
  return {
    [openTask]: async ({ network, election }) => {
      await openDueElections(desk)
      // The job came by the database's clock, voting opens by ours: look again when it is due.
      if (election) await lookAgain(desk, network, String(election))
    },
  }
}

async function lookAgain({ world }: Pick<PollDesk, 'world'>, network: string, id: string): Promise<void> {
  await world.database.inNetwork(network, async (tx) => {
    const stored = await loadElection(tx, id)
    if (stored?.election.state !== 'standing') return
    const leftMs = stored.election.opensAt.getTime() - world.clock.now().getTime()
    const inMs = Math.max(50, leftMs)
    await enqueue(tx, { task: openTask, payload: { election: id }, key: `open:${id}`, inMs })
  })
}
