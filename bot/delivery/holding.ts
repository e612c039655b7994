/** Keeps a conversation in hand while a step there takes longer than a lease. */
import { type Delivery, mayPass } from './delivery'
import { leaseMs, renewLane } from './lane-store'

/** Early enough that one renewal may fail and the next one is still in time. */
const renewMs = leaseMs / 3

export async function holding<T>(
  { database, log }: Pick<Delivery, 'database' | 'log'>,
  {
    network,
    conversation,
    by,
  }: { readonly network: string; readonly conversation: string; readonly by: string },
  step: Promise<T>,
): Promise<T> {
  const renew = () => {
    database
      .inNetwork(network, (tx) => renewLane(tx, conversation, by))
      .catch((error) =>
        log[mayPass(error) ? 'warn' : 'error']({ err: error }, 'a conversation could not be held'),
      )
  }
  const timer = setInterval(renew, renewMs)
  try {
    return await step
  } finally {
    clearInterval(timer)
  }
}
