/** The form that calls an election, as it is first shown and as it comes back with what was typed. */
import { DateTime } from 'luxon'
import { dayIn } from '../committee/today'
import { channelOf } from '../groups/channel-store'
import { lacks } from '../groups/rights'
import { allGroups } from '../groups/store'
import { proposedDeadline } from '../polls/opening'
import { electorateMark } from '../polls/use-cases/open-poll'
import { mayVote } from '../polls/voters-store'
import { isRefusal, type Refusal, refuse } from '../refusal'
import type { Turn } from '../route'
import type { Wording } from '../texts'
import type { World } from '../world'
import { type ElectionFormView, type FormField, formFields, type Step } from './cards/form-card'
import { electionTermRefusal, mostPlaces, placesRefusal } from './election'
import { electionOfForm } from './store'

/** What came in: everything may be missing or odd. */
export type Typed = Readonly<Record<string, unknown>>

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : undefined

/** Goes to a step; onwards only when what the steps before hold is right. */
export async function showElectionForm(
  world: World,
  turn: Turn,
  typed: Typed,
): Promise<ElectionFormView | Refusal> {
  const step = stepOf(typed.step)
  const today = dayIn(turn.member.network.zone, world.clock.now())
  const form = await formAt(world, turn, typed, step)
  if (isRefusal(form)) return form
  const { places, title, from, to } = form.values
  const wrong =
    (step > 1 && title.trim() === '' ? refuse('house:empty', { field: 'title' }, 422) : undefined) ??
    (step > 1 ? placesRefusal(Number(places)) : undefined) ??
    (step > 2 ? electionTermRefusal(from, to, today) : undefined)
  return wrong ?? form
}

/** Under a refusal: the step on which it can be mended, with everything that was typed. */
export async function electionFormAgain(
  world: World,
  turn: Turn,
  typed: Typed,
  refusedAt: Step,
): Promise<ElectionFormView | undefined> {
  const form = await formAt(world, turn, typed, refusedAt)
  if (isRefusal(form)) return undefined
  const today = dayIn(turn.member.network.zone, world.clock.now())
  const { places, title, from, to } = form.values
  if (title.trim() === '' || placesRefusal(Number(places))) return { ...form, step: 1 }
  return electionTermRefusal(from, to, today) ? { ...form, step: 2 } : form
}

async function formAt(
  world: World,
  { member, place, words }: Turn,
  typed: Typed,
  step: Step,
): Promise<ElectionFormView | Refusal> {
  const lacking = lacks(member, 'run-elections')
  if (lacking) return lacking
  return world.database.inNetwork(member.networkId, async (tx) => {
    const groups = await allGroups(tx)
    const asked =
      textOf(typed.group) ?? (place && (await channelOf(tx, place.conversationId))?.groupId) ?? undefined
    // The committee's own group is where its seats are mostly filled.
    const group =
      groups.find(({ id }) => id === asked) ?? groups.find(({ kind }) => kind === 'committee') ?? groups[0]
    if (!group) return refuse('groups:unknown-group', {}, 404)
    const values = valuesOf(typed, proposal(world.clock.now(), member.network.zone, words))
    const electorate = values.electorate === 'group' ? 'group' : 'network'
    const people = await mayVote(tx, { electorate, groupId: group.id })
    const nonce = textOf(typed.nonce)
    const known = nonce !== undefined && /^[\w-]{8,40}$/.test(nonce)
    // One that an election has come of is a new form from now on, or its button would do nothing (E5).
    const used = known && (await electionOfForm(tx, nonce)) !== undefined
    return {
      ...{ nonce: known && !used ? nonce : world.ids.nonce(), step, group: group.id, groupName: group.name },
      groups: groups.map(({ id, name }) => ({ id, name })),
      voters: { mark: electorateMark(people), count: people.length, names: people.map(({ name }) => name) },
      ...{ mostPlaces, zone: member.network.zone, values },
    }
  })
}

/** Enough of a text that was too long to find one's way in it. */
const mostKept = 400

type Values = ElectionFormView['values']

function valuesOf(typed: Typed, proposed: Values): Values {
  const kept = formFields.map((field): [FormField, string] => {
    const value = textOf(typed[field])
    return [field, value === undefined ? proposed[field] : clean(value)]
  })
  return Object.fromEntries(kept) as Values
}

function clean(value: string): string {
  return value
    .slice(0, mostKept)
    .toWellFormed()
    .replace(/[^\P{Cc}\n]/gu, '')
}

/** A week to stand, a week to vote; a term of two years from the next first of a month. */
function proposal(now: Date, zone: string, { t }: Wording): Values {
  const opens = proposedDeadline(now, zone)
  const closes = proposedDeadline(DateTime.fromISO(opens.date, { zone }).toJSDate(), zone)
  const from = DateTime.fromISO(closes.date, { zone }).startOf('month').plus({ months: 1 })
  return {
    ...{ title: t('elections:form.proposed-title'), places: '1', electorate: 'network' },
    from: from.toFormat('yyyy-MM-dd'),
    to: from.plus({ years: 2 }).minus({ days: 1 }).toFormat('yyyy-MM-dd'),
    ...{ 'opens-date': opens.date, 'opens-time': opens.time },
    ...{ 'closes-date': closes.date, 'closes-time': closes.time },
  }
}

function stepOf(value: unknown): Step {
  const step = Number(value)
  return step === 2 || step === 3 ? step : 1
}
