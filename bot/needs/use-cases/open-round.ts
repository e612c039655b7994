/** Opens a round: once for each form, to the organisations that the form has shown (P1). */
import { createHash } from 'node:crypto'
import { record } from '../../audit/store'
import { dayIn } from '../../committee/today'
import type { Transaction } from '../../database/database'
import type { Member } from '../../groups/member'
import { lacks } from '../../groups/rights'
import { groupById } from '../../groups/store'
import { readDeadline } from '../../polls/opening'
import { isRefusal, type Refusal, refuse } from '../../refusal'
import type { World } from '../../world'
import { openRound, type RoundDraft, saysSame } from '../opening'
import { endRepeats } from '../repeat-store'
import type { Round } from '../round'
import {
  addAsked,
  insertRound,
  lockRounds,
  openRoundOf,
  organisationsToAsk,
  roundOfForm,
} from '../round-store'
import { endedRefusal } from '../settings'
import { needSettings } from '../settings-store'
import { onRoundOpened } from '../subscribers'
import { addRoundTrace, repeatedAtOpening } from '../trace-store'

export interface OpenRoundInput {
  /** A group's id, or `network`. */
  readonly scope: string
  readonly nonce: string
  /** Fingerprint of whom the form has shown; absent where nothing was shown before. */
  readonly mark?: string | undefined
  readonly date: string
  readonly time: string
  readonly repeats: boolean
}

/** @returns the round's id, of the first time when the form comes again */
export async function openRoundFromForm(
  world: World,
  member: Member,
  input: OpenRoundInput,
  /** Runs in the transaction that opens the round: what else follows from the form. */
  alongside: (tx: Transaction, round: Round) => Promise<void> = async () => {},
): Promise<{ readonly id: string } | Refusal> {
  return world.database.inNetwork(member.networkId, async (tx) => {
    const draft: RoundDraft = { ...input, groupId: input.scope === 'network' ? null : input.scope }
    const lacking = await lacksRunning(tx, member, draft.groupId)
    if (lacking) return lacking
    await lockRounds(tx)
    const before = await openedBefore(tx, input.nonce, draft)
    if (before) return before
    const ready = await prepare(world, tx, member, draft, input.mark)
    if (isRefusal(ready)) return ready
    if (!(await insertRound(tx, ready.round, input.nonce)))
      return (await openedBefore(tx, input.nonce, draft)) ?? refuse('needs:form-used')
    await store(world, tx, member, ready)
    await alongside(tx, ready.round)
    await recordOpening(tx, member, ready.round)
    return { id: ready.round.id }
  })
}

/** A group's round is run by who runs its polls, the network's by the office. */
export async function lacksRunning(
  tx: Transaction,
  member: Member,
  groupId: string | null,
): Promise<Refusal | undefined> {
  if (groupId === null) return lacks(member, 'administer')
  const group = await groupById(tx, groupId)
  return group ? lacks(member, 'run-polls', group.id, group.kind) : refuse('groups:unknown-group', {}, 404)
}

/** P2: the round that this form has become already; a refusal if the form says something else by now. */
async function openedBefore(
  tx: Transaction,
  nonce: string,
  draft: RoundDraft,
): Promise<{ readonly id: string } | Refusal | undefined> {
  const before = await roundOfForm(tx, nonce)
  if (!before) return undefined
  const { id, deadline, zone } = before.round
  const same = saysSame(draft, before.round, await repeatedAtOpening(tx, id))
  return same ? { id } : refuse('needs:form-sent', { deadline, zone })
}

async function prepare(
  world: World,
  tx: Transaction,
  member: Member,
  draft: RoundDraft,
  mark: string | undefined,
) {
  const now = world.clock.now()
  const { zone } = member.network
  // What was typed first: it can be mended on the spot.
  const deadline = readDeadline(draft, { zone, now })
  if (isRefusal(deadline)) return deadline
  const settings = await needSettings(tx)
  const ended = endedRefusal(settings, dayIn(zone, now))
  if (ended) return ended
  // Two at once would ask the same organisations the same.
  const running = await openRoundOf(tx, draft.groupId)
  if (running)
    return refuse('needs:round-runs', { deadline: running.round.deadline, zone: running.round.zone })
  const asked = await organisationsToAsk(tx, draft.groupId)
  if (mark !== undefined && mark !== markOf(asked))
    return refuse('needs:asked-changed', { asked: asked.length })
  const { leastFamilies, leastDistance } = settings
  const facts = { id: world.ids.id(), openedBy: member.id, asked: asked.length, zone, now }
  const round = openRound(draft, { ...facts, rules: { leastFamilies, leastDistance } })
  return isRefusal(round) ? round : { round, asked: asked.map(({ id }) => id) }
}

async function store(
  world: World,
  tx: Transaction,
  member: Member,
  { round, asked }: Exclude<Awaited<ReturnType<typeof prepare>>, Refusal>,
): Promise<void> {
  const { id, openedAt: at, repeats } = round
  await takeOver(tx, member, round)
  await addAsked(tx, id, asked)
  const data = { asked: `${asked.length}`, repeats: `${repeats}` }
  await addRoundTrace(tx, id, { at, what: 'opened', by: member.id, data })
  await onRoundOpened(world, tx, round)
}

/** Whoever opens a round by hand has decided anew whether it repeats: earlier ones of the same would ask twice in a quarter. */
async function takeOver(tx: Transaction, member: Member, { groupId, openedAt: at }: Round): Promise<void> {
  for (const id of await endRepeats(tx, groupId))
    await addRoundTrace(tx, id, { at, what: 'repeats-off', by: member.id })
}

/** The last of its statements, as everywhere. */
function recordOpening(tx: Transaction, member: Member, round: Round): Promise<void> {
  const { id, openedAt: at, groupId: group, repeats } = round
  const matter = { kind: 'round', id }
  return record(tx, {
    at,
    by: member,
    what: 'round.open',
    matter,
    data: { ...(group && { group }), repeats },
  })
}

/** P1: stands on the form for the organisations that it shows. */
export function markOf(asked: readonly { readonly id: string }[]): string {
  const ids = asked.map(({ id }) => id).sort()
  return createHash('sha256').update(ids.join()).digest('base64url').slice(0, 16)
}
