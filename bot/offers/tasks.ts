/** What the worker does for offers. */
import { enqueue } from '../jobs/queue'
import type { Task } from '../jobs/worker'
import type { World } from '../world'
import { graceMs, isRunning } from './offer'
import { loadOffer } from './store'
import { barTask, settleTask, spreadBar } from './subscribers'
import { settleDueOffers } from './use-cases/settle-due'

export function offerTasks(world: World): Readonly<Record<string, Task>> {
  return {
    [settleTask]: async ({ network, offer }) => {
      await settleDueOffers(world)
      // The job came by the database's clock, the day comes by ours: look again when it is due.
      if (offer) await lookAgain(world, network, String(offer))
    },
    [barTask]: ({ network, offer }) =>
      world.database.inNetwork(network, (tx) => spreadBar(tx, String(offer))),
  }
}

async function lookAgain(world: World, network: string, id: string): Promise<void> {
  await world.database.inNetwork(network, async (tx) => {
    const offer = (await loadOffer(tx, id))?.offer
    if (!offer || !isRunning(offer)) return
    const next = (offer.state === 'open' ? offer.bookBy : offer.endsAt).getTime() + graceMs
    const inMs = Math.max(1000, next - world.clock.now().getTime())
    await enqueue(tx, { task: settleTask, payload: { offer: id }, key: `offer:${id}`, inMs })
  })
}
