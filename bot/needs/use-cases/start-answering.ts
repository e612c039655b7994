/** `bedarf`: which open rounds ask the reader's organisation; where none does, what it answered last. */

import { dayIn } from '../../committee/today'
import type { Transaction } from '../../database/database'
import type { Member } from '../../groups/member'
import { may } from '../../groups/rights'
import { allGroups } from '../../groups/store'
import { isRefusal, type Refusal } from '../../refusal'
import type { World } from '../../world'
import { answerOf, lastAnswered, needsOf, repeatingQuarters } from '../answer-store'
import { nextQuarter, quarterAt } from '../quarter'
import { isOver } from '../round'
import { loadRound, openRoundsAsking } from '../round-store'
import { isRunOver } from '../settings'
import { needSettings } from '../settings-store'
import type { NeedStartView } from '../view'
import { titleOf } from '../visible'
import { answerIn, askedRound } from './show-answer'

/** @param roundId the one that is meant: then its answer is shown, whatever else asks */
export async function startAnswering(
  world: World,
  member: Member,
  roundId?: string | undefined,
): Promise<NeedStartView | Refusal> {
  return world.database.inNetwork(member.networkId, async (tx) => {
    const now = world.clock.now()
    const named = roundId === undefined ? undefined : await askedRound(tx, member, roundId)
    if (isRefusal(named)) return named
    const all = await openRoundsAsking(tx, member.organisationId)
    const asking = all.filter(({ round }) => !isOver(round, now))
    const only = asking.length === 1 ? asking[0] : undefined
    const shown = named ?? (only && { stored: only, answer: await answerNow(tx, only.round.id, member) })
    return {
      organisation: member.organisation,
      rounds: asking.map(({ answered, ...known }) => ({
        ...{ ...titleOf(known), deadline: known.round.deadline.toISOString(), zone: known.round.zone },
        answered,
      })),
      answer: shown ? await answerIn(world, tx, member, shown) : null,
      ...(shown || asking.length > 0 ? { last: null, next: null } : await before(world, tx, member)),
      mayOpen: await mayOpenOne(tx, member),
    }
  })
}

async function answerNow(tx: Transaction, roundId: string, { organisationId }: Member) {
  return (await answerOf(tx, roundId, organisationId)) ?? null
}

async function before(
  world: World,
  tx: Transaction,
  member: Member,
): Promise<Pick<NeedStartView, 'last' | 'next'>> {
  const last = await lastAnswered(tx, member.organisationId)
  const stored = last && (await loadRound(tx, last.roundId))
  return {
    last: stored
      ? { round: titleOf(stored), needs: await needsOf(tx, stored.round.id, member.organisationId) }
      : null,
    next: await nextOpening(world, tx, member),
  }
}

/** The quarter of the next round that opens by itself; one that is late by now comes in this one. */
async function nextOpening(world: World, tx: Transaction, member: Member): Promise<string | null> {
  const now = world.clock.now()
  const { zone } = member.network
  if (isRunOver(await needSettings(tx), dayIn(zone, now))) return null
  const present = quarterAt(now, zone)
  const coming = (await repeatingQuarters(tx, member.organisationId)).map((one) => nextQuarter(one))
  return coming.map((one) => [one, present].sort()[1] ?? one).sort()[0] ?? null
}

async function mayOpenOne(tx: Transaction, member: Member): Promise<boolean> {
  if (may(member, 'administer')) return true
  return (await allGroups(tx)).some(({ id, kind }) => may(member, 'run-polls', id, kind))
}
