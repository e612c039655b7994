/** What the outside may ask of polls. */
import { z } from 'zod'
import { execute } from '../card/elements'
import { privateCard } from '../card/frame'
import { openCard } from '../inbox/cards/open-card'
import { choices, code, date, id, line, lines, nonce, time } from '../inputs'
import { place } from '../place'
import { isRefusal, type Refusal } from '../refusal'
import { isReadByAll, type Route, route, type Turn } from '../route'
import type { Wording } from '../texts'
import { formCard } from './cards/form-card'
import { openedCard } from './cards/notices'
import { pollCard, type Said } from './cards/poll-card'
import type { PollDesk } from './desk'
import { formAgain, showForm } from './form'
import { openPollItem } from './open-words'
import { castBallot } from './use-cases/cast-ballot'
import {
  addPollOption,
  addVoter,
  closePollEarly,
  removePollOption,
  renamePollOption,
} from './use-cases/edit-poll'
import { listMyPolls } from './use-cases/list-polls'
import { openFromForm } from './use-cases/open-from-form'
import { showPoll, showPollPage } from './use-cases/show-poll'
import type { PollLine, PollView } from './view'

const poll = z.object({ poll: id })
const label = line(120)

const draft = z.object({
  group: id,
  nonce,
  electorate: z.string().max(40).optional(),
  question: line(300),
  answers: lines(120),
  kind: code,
  date,
  time,
  secrecy: code,
})

export function pollRoutes(desk: PollDesk): readonly Route[] {
  return [...readRoutes(desk), ...votingRoutes(desk), ...runningRoutes(desk)]
}

function readRoutes(desk: PollDesk): readonly Route[] {
  const { world, keys } = desk
  return [
    route({
      name: 'poll.list',
      kind: 'read',
      does: 'Lists my polls: waiting for my answer, open, closed (in pages).',
      input: z.object({ group: id.optional(), before: place.optional() }),
      run: ({ member }, input) => listMyPolls(world, member, input),
      card: ({ waiting }, turn) =>
        isReadByAll(turn)
          ? privateCard(turn.words, execute(turn.words.t('inbox:open.show'), 'poll.list', {}))
          : waitingCard(waiting, turn.words, world.pageUrl('polls')),
    }),
    route({
      name: 'poll.show',
      kind: 'read',
      does: 'Shows a poll with its electorate, its life and, when they are due, the names behind the answers.',
      input: poll,
      run: ({ member }, input) => showPollPage(world, keys, member, input.poll),
    }),
    route({
      name: 'poll.card',
      kind: 'read',
      does: 'Shows a poll as its card; also what Teams asks by itself to refresh one.',
      input: poll,
      run: ({ member }, input) => showPoll(world, keys, member, input.poll),
      card: (view, turn) => ownCard(desk, view, turn),
    }),
    route({
      name: 'poll.answer-form',
      kind: 'read',
      does: 'Shows the form of an answer, ticked as the answer stands.',
      input: poll,
      run: ({ member }, input) => showPoll(world, keys, member, input.poll),
      card: (view, turn) => pollCard(view, context(desk, view, turn), { asking: true }),
    }),
  ]
}

function votingRoutes(desk: PollDesk): readonly Route[] {
  return [
    route({
      name: 'poll.cast-ballot',
      kind: 'act',
      does: 'Casts my ballot or replaces it, until the deadline.',
      input: poll.extend({ nonce, choice: choices }),
      run: (turn, input) => castBallot(desk, turn, input.poll, input.nonce, input.choice),
      json: ({ poll: view }) => view,
      card: ({ poll: view, said }, turn) => ownCard(desk, view, turn, said),
      beneath: (turn, typed) => pollBeneath(desk, turn, typed, true),
    }),
    route({
      name: 'poll.withdraw-ballot',
      kind: 'act',
      does: 'Takes my ballot back, until the deadline.',
      input: poll.extend({ nonce }),
      run: (turn, input) => castBallot(desk, turn, input.poll, input.nonce, null),
      json: ({ poll: view }) => view,
      card: ({ poll: view, said }, turn) => ownCard(desk, view, turn, said),
      beneath: (turn, typed) => pollBeneath(desk, turn, typed),
    }),
  ]
}

function runningRoutes(desk: PollDesk): readonly Route[] {
  const { world, keys } = desk
  /** An edit answers with the poll as it stands then. */
  const edited =
    <I extends { poll: string }>(edit: (turn: Turn, input: I) => Promise<Refusal | undefined>) =>
    async (turn: Turn, input: I) =>
      (await edit(turn, input)) ?? showPoll(world, keys, turn.member, input.poll)
  const card = (view: PollView, turn: Turn) => ownCard(desk, view, turn)
  const beneath = (turn: Turn, typed: Readonly<Record<string, unknown>>) => pollBeneath(desk, turn, typed)
  return [
    route({
      name: 'poll.form',
      kind: 'read',
      does: 'Shows the form that opens a poll in a group.',
      input: z.object({ group: id.optional() }),
      run: (turn, input) => showForm(desk, turn, input.group),
      card: (view, { words }) => formCard(view, words),
    }),
    route({
      name: 'poll.open',
      kind: 'act',
      does: 'Opens a poll; the same form twice opens one.',
      input: draft,
      run: (turn, input) => openFromForm(desk, turn, input),
      card: (view, { words }) =>
        openedCard(view.poll, view.channels, { words, pageUrl: world.pageUrl(`polls/${view.poll.id}`) }),
      beneath: async (turn, typed) => {
        const form = await formAgain(desk, turn, typed)
        return form && formCard(form, turn.words)
      },
    }),
    route({
      name: 'poll.add-option',
      kind: 'act',
      does: 'Adds an answer to an open poll.',
      input: poll.extend({ label }),
      run: edited(({ member }, input) => addPollOption(world, member, input.poll, input.label)),
      card,
      beneath,
    }),
    route({
      name: 'poll.rename-option',
      kind: 'act',
      does: 'Renames an answer of an open poll; its ballots stay.',
      input: poll.extend({ option: code, label }),
      run: edited(({ member }, input) =>
        renamePollOption(world, member, input.poll, input.option, input.label),
      ),
      card,
      beneath,
    }),
    route({
      name: 'poll.remove-option',
      kind: 'act',
      does: 'Removes an answer that nobody has chosen.',
      input: poll.extend({ option: code }),
      run: edited(({ member }, input) => removePollOption(world, member, input.poll, input.option)),
      card,
      beneath,
    }),
    route({
      name: 'poll.add-voter',
      kind: 'act',
      does: 'Adds a voting member who joined after opening.',
      input: poll.extend({ member: id }),
      run: edited(({ member }, input) => addVoter(world, member, input.poll, input.member)),
      card,
      beneath,
    }),
    route({
      name: 'poll.close',
      kind: 'act',
      does: 'Closes a poll before its deadline; an anonymous one runs on.',
      input: poll,
      run: edited(({ member }, input) => closePollEarly(world, member, input.poll)),
      card,
      beneath,
    }),
  ]
}

function context(desk: PollDesk, view: PollView, { words }: Turn) {
  return { words, nonce: desk.world.ids.nonce(), pageUrl: desk.world.pageUrl(`polls/${view.id}`) }
}

function ownCard(desk: PollDesk, view: PollView, turn: Turn, said?: Said) {
  return pollCard(view, context(desk, view, turn), { said })
}

/** Under a refusal stands the poll as its reader may see it; what was ticked stays ticked. */
async function pollBeneath(
  desk: PollDesk,
  turn: Turn,
  typed: Readonly<Record<string, unknown>>,
  asking = false,
) {
  const asked = poll.safeParse(typed)
  if (!asked.success) return undefined
  const view = await showPoll(desk.world, desk.keys, turn.member, asked.data.poll)
  if (isRefusal(view)) return undefined
  const ticked = choices.safeParse(typed.choice)
  const mayVote = asking && view.mine?.mayVote === true
  const kept = mayVote && ticked.success && ticked.data.length > 0 ? ticked.data : undefined
  return pollCard(view, context(desk, view, turn), { asking: mayVote, ticked: kept })
}

/** The polls alone of what waits: buttons of older cards lead here. */
function waitingCard(waiting: readonly PollLine[], words: Wording, pageUrl: string) {
  const items = waiting.map((line) => openPollItem({ ...line, deadline: new Date(line.deadline) }, words))
  return openCard(items, words, pageUrl)
}
