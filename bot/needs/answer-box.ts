/**
 * Where answers are given: who waits rides in the next transaction together, whatever the round.
 *
 * A round's row is locked while somebody answers in it, so single transactions would queue up behind each other's fsync, and
 * in the last hour before a deadline all organisations come at once. As ballots do (polls/ballot-box).
 */
import { coalesce } from '../database/coalesce'
import { DatabaseBusy, DatabaseGone, type Transaction } from '../database/database'
import { isRefusal, type Refusal, refuse } from '../refusal'
import type { World } from '../world'
import { holdPeople } from './answer-acts-store'
import { lockRound, type StoredRound } from './round-store'
import { onAnswered } from './subscribers'
import { type Answered, answerOne, type Rider } from './use-cases/answer-one'

export interface AnswerBox {
  answer(networkId: string, rider: Rider): Promise<Answered | Refusal>
}

/** As for ballots: one transaction fills while the other commits. */
const lanes = 2
/** A ride of so many takes some 50 ms, which is what the last of them waits. */
const mostRiders = 25

type Ride = { readonly on: (rider: Rider) => Promise<Answered | Refusal>; riders: number }

export function openAnswerBox(world: World): AnswerBox {
  const boxes = new Map<string, Ride>()
  const boxFor = (networkId: string): Ride => {
    const run = (riders: readonly Rider[]) =>
      world.database.inNetwork(networkId, (tx) => answerTogether(world, tx, riders))
    // One round's row may be held for long: answers in others do not wait for it.
    const alone = (error: unknown) => !(error instanceof DatabaseGone) || error instanceof DatabaseBusy
    return { on: coalesce({ run, lanes, alone, most: mostRiders }), riders: 0 }
  }
  return {
    answer: async (networkId, rider) => {
      const box = boxes.get(networkId) ?? boxFor(networkId)
      boxes.set(networkId, box)
      box.riders += 1
      try {
        return await box.on(rider)
      } finally {
        box.riders -= 1
        if (box.riders === 0) boxes.delete(networkId)
      }
    },
  }
}

async function answerTogether(
  world: World,
  tx: Transaction,
  riders: readonly Rider[],
): Promise<readonly (Answered | Refusal)[]> {
  // People before rounds, and both in the order of their ids: no two rides wait for each other in a circle.
  const people = await holdPeople(tx, [...new Set(riders.map(({ member }) => member.id))])
  const ids = [...new Set(riders.map(({ roundId }) => roundId))].sort()
  const locked = await Promise.all(ids.map((id) => lockRound(tx, id)))
  const rounds = new Map<string, StoredRound>(locked.flatMap((one) => (one ? [[one.round.id, one]] : [])))
  const more = new Map<string, number>()
  const answers: (Answered | Refusal)[] = []
  for (const rider of riders) {
    const stored = rounds.get(rider.roundId)
    const organisationId = people.get(rider.member.id)
    const done =
      !stored || organisationId === undefined
        ? refuse('needs:not-asked', {}, 404)
        : await answerOne(world, tx, rider, { round: stored.round, organisationId })
    if (!isRefusal(done)) more.set(rider.roundId, (more.get(rider.roundId) ?? 0) + done.more)
    answers.push(done)
  }
  for (const [id, by] of more) {
    const round = rounds.get(id)?.round
    if (round && by !== 0) await onAnswered(tx, round, round.answered + by)
  }
  return answers
}
