/** The form that opens a poll, as it is first shown and as it comes back with what was typed. */
import { channelOf } from '../groups/channel-store'
import type { Member } from '../groups/member'
import { lacks, may } from '../groups/rights'
import { allGroups, votingMembers } from '../groups/store'
import { id } from '../inputs'
import { isRefusal, type Refusal, refuse } from '../refusal'
import type { Turn } from '../route'
import type { FormField, FormView } from './cards/form-card'
import type { PollDesk } from './desk'
import { offers } from './kinds'
import { proposedDeadline, secrecies } from './opening'
import { pollOfForm } from './store'
import { electorateMark } from './use-cases/open-poll'

/** @param groupId the group asked for; else that of the channel; else the only one; else the reader chooses. */
export async function showForm(
  { world }: PollDesk,
  turn: Turn,
  groupId: string | undefined,
): Promise<FormView | Refusal> {
  const { member, place } = turn
  return world.database.inNetwork(member.networkId, async (tx) => {
    const all = await allGroups(tx)
    const groups = all.filter((group) => may(member, 'run-polls', group.id, group.kind))
    const here = groupId ?? (place && (await channelOf(tx, place.conversationId))?.groupId) ?? undefined
    const known = here === undefined ? undefined : all.find((one) => one.id === here)
    const lacking = here === undefined ? undefined : lacks(member, 'run-polls', here, known?.kind)
    if (lacking) return lacking
    const mayElect = may(member, 'run-elections')
    if (groups.length === 0) return refuse('groups:lacks-run-polls', {}, 403)
    if (here !== undefined && !known) return refuse('groups:unknown-group', {}, 404)
    const group = known ?? (groups.length === 1 ? groups[0] : undefined)
    const voters = group ? await votingMembers(tx, group.id) : []
    return {
      nonce: world.ids.nonce(),
      group: group ? { id: group.id, name: group.name } : null,
      groups: groups.map(({ id: one, name }) => ({ id: one, name })),
      electorate: group
        ? { mark: electorateMark(voters), voters: voters.length, names: voters.map((voter) => voter.name) }
        : null,
      kinds: offers,
      secrecies: Object.keys(secrecies),
      zone: member.network.zone,
      mayElect,
      values: proposed(world.clock.now(), member),
    }
  })
}

function proposed(now: Date, member: Member): FormView['values'] {
  const first = offers[0] ?? ''
  return {
    question: '',
    answers: '',
    kind: first,
    secrecy: 'named-live',
    ...proposedDeadline(now, member.network.zone),
  }
}

/**
 * The form under a refusal: everything that was typed is still there. The nonce stays, it is the same form; one that a poll
 * has come of is a new one from now on, or its button would do nothing (E5).
 */
export async function formAgain(
  desk: PollDesk,
  turn: Turn,
  typed: Readonly<Record<string, unknown>>,
): Promise<FormView | undefined> {
  const group = id.safeParse(typed.group)
  const form = await showForm(desk, turn, group.success ? group.data : undefined)
  if (isRefusal(form)) return undefined
  const fields = Object.keys(form.values) as FormField[]
  const kept = fields.map((field) => [
    field,
    keep(typed[field], form.values[field], long.has(field) ? mostKept : mostCode),
  ])
  const nonce = typeof typed.nonce === 'string' && /^[\w-]{8,40}$/.test(typed.nonce) ? typed.nonce : undefined
  const used =
    nonce && (await desk.world.database.inNetwork(turn.member.networkId, (tx) => pollOfForm(tx, nonce)))
  return {
    ...form,
    nonce: nonce && !used ? nonce : form.nonce,
    values: Object.fromEntries(kept) as FormView['values'],
  }
}

/** Enough of a text that was too long to find one's way in it; a card holds 80 KB. */
const mostKept = 5000
const mostCode = 40
const long: ReadonlySet<FormField> = new Set(['question', 'answers'])

function keep(value: unknown, otherwise: string, most: number): string {
  return typeof value === 'string'
    ? value
        .slice(0, most)
        .toWellFormed()
        .replace(/[^\P{Cc}\n]/gu, '')
    : otherwise
}
