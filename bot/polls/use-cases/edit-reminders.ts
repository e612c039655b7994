/** Brings reminders that stand up to date: a ballot is there or taken back, an option is called otherwise, the poll is over. */
import { wantEditOf } from '../../delivery/edit-store'
import { grade } from '../../delivery/grade'
import { wake } from '../../delivery/lane-store'
import type { World } from '../../world'
import { outdatedReminders } from '../reminder-store'

export async function editReminders(world: World, networkId: string, pollId: string): Promise<void> {
  await world.database.inNetwork(networkId, async (tx) => {
    const outdated = await outdatedReminders(tx, pollId)
    // Sent all at once, answered in order.
    await Promise.all(outdated.map(({ id }) => wantEditOf(tx, id)))
    const conversations = outdated.map(({ conversationId }) => conversationId)
    await wake(tx, conversations, grade.many)
  })
}
