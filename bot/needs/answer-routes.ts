/** What the outside may ask of answers: people of an organisation about its own, and nobody about another's (N1). */
import { z } from 'zod'
import { execute } from '../card/elements'
import { privateCard } from '../card/frame'
import { id, nonce, paragraph } from '../inputs'
import { isRefusal } from '../refusal'
import { isReadByAll, type Route, route, type Turn } from '../route'
import { type AnswerCardContext, answerCard } from './cards/answer-card'
import { historyCard } from './cards/history-card'
import { needFormCard } from './cards/need-form-card'
import { needStartCard } from './cards/start-card'
import { longestNote, longestOccupation, needFields } from './need-form'
import { pageOfRound } from './renderers'
import {
  type AnsweredView,
  type NeedDesk,
  removeNeed,
  sameAsLast,
  sayNone,
  withdrawAnswer,
} from './use-cases/change-answer'
import { saveNeed } from './use-cases/save-need'
import { showAnswer } from './use-cases/show-answer'
import { showAnswerPage } from './use-cases/show-answer-page'
import { needFormAgain, showNeedForm, stepNeedForm, type Typed } from './use-cases/show-need-form'
import { startAnswering } from './use-cases/start-answering'
import type { AnswerView } from './view'

const round = z.object({ round: id })
const act = round.extend({ nonce })
/** Cards send numbers and switches as text or as what they are, and what is missing stays open. */
const field = z
  .union([z.string().max(2000), z.number(), z.boolean(), z.null()], { error: 'not-text' })
  .optional()
const typed = z.object({
  ...Object.fromEntries(needFields.map((name) => [name, field])),
  topicName: paragraph(200).nullish(),
  occupation: paragraph(longestOccupation).nullish(),
  note: paragraph(longestNote).nullish(),
})

export function answerRoutes(desk: NeedDesk): readonly Route[] {
  return [...readRoutes(desk), ...formRoutes(desk), ...actRoutes(desk)]
}

const contextOf = ({ world }: NeedDesk, { words }: Turn, id: string): AnswerCardContext => ({
  words,
  pageUrl: world.pageUrl(pageOfRound(id)),
})

function ownCard(desk: NeedDesk, view: AnswerView, turn: Turn) {
  // What an organisation needs is nobody else's to read (N1).
  if (isReadByAll(turn)) return toOwn(turn, { verb: 'need.card', data: { round: view.round.id } })
  return answerCard(view, contextOf(desk, turn, view.round.id))
}

const toOwn = ({ words }: Turn, { verb, data }: { readonly verb: string; readonly data: Typed }) =>
  privateCard(words, execute(words.t('needs:action.answer'), verb, data))

function readRoutes(desk: NeedDesk): readonly Route[] {
  const { world } = desk
  return [
    route({
      name: 'need.start',
      kind: 'read',
      does: 'Shows the answer of my organisation where one open round asks it; else the rounds, or what was said last.',
      input: z.object({ round: id.optional() }),
      run: ({ member }, input) => startAnswering(world, member, input.round),
      card: (view, turn) => {
        if (isReadByAll(turn)) return toOwn(turn, { verb: 'need.start', data: {} })
        if (view.answer) return ownCard(desk, view.answer, turn)
        return needStartCard(view, { words: turn.words, pageUrl: world.pageUrl('needs') })
      },
    }),
    route({
      name: 'need.show',
      kind: 'read',
      does: 'Shows the answer of my organisation in a round, with what the form of a need offers.',
      input: round,
      run: (turn, input) => showAnswerPage(world, turn, input.round),
    }),
    route({
      name: 'need.card',
      kind: 'read',
      does: 'Shows the answer of my organisation in a round as its card.',
      input: round,
      run: ({ member }, input) => showAnswer(world, member, input.round),
      card: (view, turn) => ownCard(desk, view, turn),
    }),
    route({
      name: 'need.history',
      kind: 'read',
      does: 'Shows who of my organisation has changed what of its answer.',
      input: round,
      run: ({ member }, input) => showAnswer(world, member, input.round),
      json: ({ history }) => ({ history }),
      card: (view, turn) => historyCard(view, contextOf(desk, turn, view.round.id)),
    }),
  ]
}

function formRoutes(desk: NeedDesk): readonly Route[] {
  const { world } = desk
  return [
    route({
      name: 'need.form',
      kind: 'read',
      does: 'Shows the form of a need: an empty one, or filled from one that is there.',
      input: round.extend({ need: id.optional() }),
      run: (turn, input) => showNeedForm(world, turn, input),
      card: (view, turn) => needFormCard(view, turn.words),
      beneath: (turn, all) => answerBeneath(desk, turn, all),
    }),
    route({
      name: 'need.step',
      kind: 'read',
      does: 'Goes to another step of the form of a need; nothing that was typed is lost.',
      input: round.extend({ nonce: field, need: field, step: field, ...typed.shape }),
      run: (turn, input) => stepNeedForm(world, turn, input),
      card: (view, turn) => needFormCard(view, turn.words),
      beneath: (turn, all) => formBeneath(desk, turn, all),
    }),
  ]
}

function actRoutes(desk: NeedDesk): readonly Route[] {
  const done = {
    json: ({ answer }: AnsweredView) => answer,
    card: ({ answer, said }: AnsweredView, turn: Turn) =>
      answerCard(answer, contextOf(desk, turn, answer.round.id), said),
  }
  const beneath = (turn: Turn, all: Typed) => answerBeneath(desk, turn, all)
  return [
    route({
      name: 'need.save',
      kind: 'act',
      does: 'Saves a need of my organisation, new or in the place of another; the same form twice is one need.',
      input: act.extend({ need: id.nullish(), step: field, ...typed.shape }),
      run: (turn, { round: asked, nonce: form, need, step: _, ...all }) =>
        saveNeed(desk, turn, { round: asked, nonce: form, need: need ?? undefined, typed: all }),
      ...done,
      beneath: (turn, all) => formBeneath(desk, turn, all),
    }),
    route({
      name: 'need.remove',
      kind: 'act',
      does: 'Removes a need from the answer of my organisation.',
      input: act.extend({ need: id }),
      run: (turn, input) => removeNeed(desk, turn, input),
      ...{ ...done, beneath },
    }),
    route({
      name: 'need.none',
      kind: 'act',
      does: 'Says that my organisation needs nothing this quarter.',
      input: act,
      run: (turn, input) => sayNone(desk, turn, input),
      ...{ ...done, beneath },
    }),
    route({
      name: 'need.same',
      kind: 'act',
      does: 'Says the same for my organisation as in the last round of its kind.',
      input: act,
      run: (turn, input) => sameAsLast(desk, turn, input),
      ...{ ...done, beneath },
    }),
    route({
      name: 'need.withdraw',
      kind: 'act',
      does: 'Takes the answer of my organisation back, until the deadline.',
      input: act,
      run: (turn, input) => withdrawAnswer(desk, turn, input),
      ...{ ...done, beneath },
    }),
  ]
}

/** Under a refusal stands the answer, for who may read it. */
async function answerBeneath(desk: NeedDesk, turn: Turn, all: Typed) {
  const asked = round.safeParse(all)
  if (!asked.success) return undefined
  const view = await showAnswer(desk.world, turn.member, asked.data.round)
  return isRefusal(view) ? undefined : ownCard(desk, view, turn)
}

/** Under a refusal stands the form with everything that was typed; once the round is over, the answer. */
async function formBeneath(desk: NeedDesk, turn: Turn, all: Typed) {
  const form = await needFormAgain(desk.world, turn, all)
  return form ? needFormCard(form, turn.words) : answerBeneath(desk, turn, all)
}
