/** The form of one need, as it is first shown and as it comes back with what was typed. */
import type { Transaction } from '../../database/database'
import { id as uuid } from '../../inputs'
import { isRefusal, type Refusal } from '../../refusal'
import type { Turn } from '../../route'
import type { Wording } from '../../texts'
import type { World } from '../../world'
import { needsOf } from '../answer-store'
import { answeringRefusal } from '../answering'
import { shortQuarter } from '../cards/round-names'
import { mostHeads, type Part, partChoices, parts, unsaid } from '../need'
import { quartersFrom, readHeads, readNeed, readTopic, type TypedNeed } from '../need-draft'
import {
  fieldsOfStep,
  proposedValues,
  stepOfProblem,
  stepTooLong,
  valuesOf,
  valuesOfNeed,
} from '../need-form'
import { regionsOf, topicsFor } from '../need-topic-store'
import { quarterAt } from '../quarter'
import { mayAnswerIn } from '../round'
import type { NeedChoice, NeedFormView, StepOfNeed } from '../view'
import { type AskedRound, askedRound, roundForReader } from './show-answer'

/** What came in: everything may be missing or odd. */
export type Typed = Readonly<Record<string, unknown>>

/** A form to begin with: empty, or filled from a need that is there. */
export async function showNeedForm(
  world: World,
  turn: Turn,
  { round, need }: { readonly round: string; readonly need?: string | undefined },
): Promise<NeedFormView | Refusal> {
  const { member } = turn
  return world.database.inNetwork(member.networkId, async (tx) => {
    const asked = await askedRound(tx, member, round)
    if (isRefusal(asked)) return asked
    const no = refusalNow(asked, turn)
    if (no) return no
    const needs = await needsOf(tx, round, member.organisationId)
    const found = needs.find(({ id }) => id === need)
    const form = await formOf(world, tx, turn, asked, needs.length)
    return found ? { ...form, need: found.id, values: valuesOfNeed(found) } : form
  })
}

/** Goes to a step; onwards only when what the steps before hold is right. */
export async function stepNeedForm(world: World, turn: Turn, typed: Typed): Promise<NeedFormView | Refusal> {
  const form = await typedForm(world, turn, typed)
  if (isRefusal(form)) return form
  const step = stepOf(typed.step)
  const problem = problemBefore(step, form.values, nowOf(turn))
  return problem ?? { ...form, step }
}

/** Under a refusal: the step on which it can be mended, with everything that was typed. */
export async function needFormAgain(
  world: World,
  turn: Turn,
  typed: Typed,
): Promise<NeedFormView | undefined> {
  const form = await typedForm(world, turn, typed)
  if (isRefusal(form)) return undefined
  const problem = readNeed(form.values, nowOf(turn))
  const step = isRefusal(problem) ? stepOfProblem(problem) : stepTooLong(form.values)
  return { ...form, step }
}

async function typedForm(world: World, turn: Turn, typed: Typed): Promise<NeedFormView | Refusal> {
  const { member } = turn
  const round = uuid.safeParse(typed.round)
  return world.database.inNetwork(member.networkId, async (tx) => {
    const asked = await askedRound(tx, member, round.data ?? '00000000-0000-4000-8000-000000000000')
    if (isRefusal(asked)) return asked
    const no = refusalNow(asked, turn)
    if (no) return no
    const needs = await needsOf(tx, asked.stored.round.id, member.organisationId)
    const form = await formOf(world, tx, turn, asked, needs.length)
    const nonce =
      typeof typed.nonce === 'string' && /^[\w-]{8,40}$/.test(typed.nonce) ? typed.nonce : form.nonce
    // One that a colleague has removed meanwhile is a new one from now on: nothing that was typed is lost.
    const need = needs.find(({ id }) => id === typed.need)?.id ?? null
    return { ...form, nonce, need, values: valuesOf(typed, form.values) }
  })
}

function refusalNow({ stored, answer }: AskedRound, { member, arrivedAt }: Turn): Refusal | undefined {
  return answeringRefusal({
    ...{ round: stored.round, asked: true, observes: !mayAnswerIn(stored.round, member) },
    ...{
      answeredAt: answer?.answeredAt ?? null,
      needs: new Set(),
      actKnown: false,
      at: arrivedAt,
    },
  })
}

const nowOf = ({ arrivedAt, member }: Turn) => quarterAt(arrivedAt, member.network.zone)

async function formOf(
  world: World,
  tx: Transaction,
  turn: Turn,
  asked: AskedRound,
  count: number,
): Promise<NeedFormView> {
  const { member, words } = turn
  const [topics, regions] = await Promise.all([topicsFor(tx, member.organisationId), regionsOf(tx)])
  return {
    ...{ round: roundForReader(world, member, asked), organisation: member.organisation, count },
    ...{
      nonce: world.ids.nonce(),
      step: 1,
      steps: 3,
      need: null,
      topics,
      regions,
      fields: fieldsOfStep,
      unsaid,
      mostHeads,
    },
    quarters: quartersFrom(nowOf(turn)).map((value) => ({ value, label: shortQuarter(value) })),
    choices: choicesIn(words),
    values: proposedValues(),
  }
}

function choicesIn({ t }: Wording): NeedFormView['choices'] {
  const all = parts.map((part): [Part, readonly NeedChoice[]] => [
    part,
    partChoices[part].map((value) => ({ value, label: t(`needs:category.${part}.${value}`) })),
  ])
  return Object.fromEntries(all) as Record<Part, readonly NeedChoice[]>
}

function problemBefore(step: StepOfNeed, values: TypedNeed, now: string): Refusal | undefined {
  if (step === 1) return undefined
  const [topic, heads] = [readTopic(values), readHeads(values.heads)]
  if (isRefusal(topic)) return topic
  if (isRefusal(heads)) return heads
  const problem = readNeed(values, now)
  return isRefusal(problem) && stepOfProblem(problem) < step ? problem : undefined
}

function stepOf(value: unknown): StepOfNeed {
  const step = Number(value)
  return step === 2 || step === 3 ? step : 1
}
