/** Two polls to look at: one that waits for the Playground's user, one that is over. */

import type { PollDesk } from '../polls/desk'
import { proposedDeadline } from '../polls/opening'
import { closePollEarly } from '../polls/use-cases/edit-poll'
import { openPollInGroup } from '../polls/use-cases/open-poll'
import { isRefusal } from '../refusal'
import type { ActAs } from './act-as'
import { objectIdOf } from './network'

interface DemoPoll {
  readonly group: string
  readonly coordinator: number
  readonly question: string
  readonly answers: readonly string[]
  readonly kind: string
  readonly secrecy: string
  /** Number of the person -> option id. */
  readonly ballots: Readonly<Record<number, string>>
  readonly over: boolean
}

const polls: readonly DemoPoll[] = [
  {
    group: 'planung',
    coordinator: 23,
    question: 'Wie gut kennen Sie die Kompetenzen, die Ihr Betrieb in drei Jahren braucht?',
    answers: ['gar nicht', 'sehr gut'],
    kind: 'scale-5',
    secrecy: 'named-live',
    ballots: { 23: 's3', 28: 's4', 31: 's2', 34: 's2' },
    over: false,
  },
  {
    group: 'kmu',
    coordinator: 21,
    question: 'Wo sollen sich kleine Betriebe zuerst treffen?',
    answers: ['Braunschweig', 'Wolfsburg', 'Salzgitter', 'Online'],
    kind: 'several-2',
    secrecy: 'named-live',
    ballots: { 21: 'o1', 25: 'o4', 27: 'o1,o3', 30: 'o1,o4', 32: 'o3', 35: 'o4', 38: 'o1' },
    over: true,
  },
]

export async function seedPolls(
  desk: PollDesk,
  actAs: ActAs,
  groups: ReadonlyMap<string, string>,
): Promise<void> {
  for (const poll of polls) await seedPoll(desk, actAs, groups.get(poll.group) ?? '', poll)
}

async function seedPoll(desk: PollDesk, actAs: ActAs, group: string, poll: DemoPoll): Promise<void> {
  const { world, keys, box } = desk
  const coordinator = await actAs(objectIdOf(poll.coordinator))
  const { question, answers, kind, secrecy } = poll
  const when = proposedDeadline(world.clock.now(), coordinator.network.zone)
  const draft = { group, nonce: world.ids.nonce(), question, answers, kind, secrecy, ...when }
  const opened = await openPollInGroup(world, keys, coordinator, draft)
  if (isRefusal(opened)) throw new Error(`the demo's poll was refused: ${opened.code}`)
  for (const [number, chosen] of Object.entries(poll.ballots)) {
    const voter = await actAs(objectIdOf(Number(number)))
    const ballot = {
      pollId: opened.poll.id,
      memberId: voter.id,
      nonce: world.ids.nonce(),
      chosen: chosen.split(','),
      arrivedAt: world.clock.now(),
    }
    const counted = await box.cast(voter.networkId, ballot)
    if (isRefusal(counted)) throw new Error(`the demo's ballot was refused: ${counted.code}`)
  }
  if (poll.over) await closePollEarly(world, coordinator, opened.poll.id)
}
