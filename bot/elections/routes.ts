/** What the outside may ask of elections. */
import { z } from 'zod'
import { code, date, id, line, nonce, time } from '../inputs'
import type { PollDesk } from '../polls/desk'
import { isRefusal, type Refusal } from '../refusal'
import { type Route, route, type Turn } from '../route'
import { type ElectionCardContext, electionCard, type Said } from './cards/election-card'
import { electionFormCard } from './cards/form-card'
import { proposeCard } from './cards/propose-card'
import { electionFormAgain, showElectionForm } from './form'
import { pageOf } from './renderers'
import { callElectionInGroup } from './use-cases/call-election'
import { fillSeats, recount } from './use-cases/finish-election'
import { goOnWithFewer } from './use-cases/open-voting'
import { callOffElection, extendStanding } from './use-cases/run-election'
import { listMyElections, showElection, showElectionPage } from './use-cases/show-election'
import { declineCandidacy, proposeCandidate, standForElection } from './use-cases/stand'
import type { ElectionView } from './view'

const election = z.object({ election: id })
/** Fields of a step: cards send numbers as numbers or as text, and what is missing is proposed anew. */
const field = z.union([z.string().max(2000), z.number()]).optional()
const times = z.object({ 'opens-date': date, 'opens-time': time, 'closes-date': date, 'closes-time': time })

export function electionRoutes(desk: PollDesk): readonly Route[] {
  return [...readRoutes(desk), ...standingRoutes(desk), ...callingRoutes(desk), ...runningRoutes(desk)]
}

function contextOf(
  { world }: PollDesk,
  { words }: Turn,
  view: Pick<ElectionView, 'id'>,
): ElectionCardContext {
  return { words, pageUrl: world.pageUrl(pageOf(view)) }
}

/** An act answers with the election as it stands then. */
function thenShown<I extends { readonly election: string }>(
  { world }: PollDesk,
  act: (turn: Turn, input: I) => Promise<Refusal | { readonly id: string } | undefined>,
) {
  return async (turn: Turn, input: I): Promise<ElectionView | Refusal> => {
    const done = await act(turn, input)
    return isRefusal(done) ? done : showElection(world, turn.member, input.election)
  }
}

/** Under a refusal stands the election as its reader may see it. */
async function beneath(desk: PollDesk, turn: Turn, typed: Readonly<Record<string, unknown>>) {
  const asked = election.safeParse(typed)
  const view = asked.success ? await showElection(desk.world, turn.member, asked.data.election) : undefined
  return view && !isRefusal(view) ? electionCard(view, contextOf(desk, turn, view)) : undefined
}

function readRoutes(desk: PollDesk): readonly Route[] {
  const { world } = desk
  return [
    route({
      name: 'election.list',
      kind: 'read',
      does: 'Lists the elections that I see, newest first.',
      input: z.object({}),
      run: ({ member }) => listMyElections(world, member),
    }),
    route({
      name: 'election.show',
      kind: 'read',
      does: 'Shows an election with its electorate and its life.',
      input: election,
      run: ({ member }, input) => showElectionPage(world, member, input.election),
    }),
    route({
      name: 'election.card',
      kind: 'read',
      does: 'Shows an election as its card, before people vote.',
      input: election,
      run: ({ member }, input) => showElection(world, member, input.election),
      card: (view, turn) => electionCard(view, contextOf(desk, turn, view)),
    }),
    route({
      name: 'election.propose-form',
      kind: 'read',
      does: 'Asks whom to propose as a candidate.',
      input: election,
      run: ({ member }, input) => showElectionPage(world, member, input.election),
      card: (view, turn) => proposeCard(view, contextOf(desk, turn, view.election)),
    }),
    route({
      name: 'election.recount',
      kind: 'read',
      does: 'Counts a closed election anew from its stored ballots and compares it with what was announced.',
      input: election,
      run: ({ member }, input) => recount(world, member, input.election),
    }),
  ]
}

function standingRoutes(desk: PollDesk): readonly Route[] {
  const { world } = desk
  const said = (what: Said) => (view: ElectionView, turn: Turn) =>
    electionCard(view, contextOf(desk, turn, view), what)
  const stays = (turn: Turn, typed: Readonly<Record<string, unknown>>) => beneath(desk, turn, typed)
  return [
    route({
      name: 'election.stand',
      kind: 'act',
      does: 'I stand for election, or say yes to having been proposed.',
      input: election,
      run: thenShown(desk, (turn, input) => standForElection(world, turn, input.election)),
      card: said('stands'),
      beneath: stays,
    }),
    route({
      name: 'election.decline',
      kind: 'act',
      does: 'I do not stand, or no longer.',
      input: election,
      run: thenShown(desk, (turn, input) => declineCandidacy(world, turn, input.election)),
      card: (view: ElectionView, turn: Turn) =>
        said(view.mine === 'withdrawn' ? 'withdrew' : 'declined')(view, turn),
      beneath: stays,
    }),
    route({
      name: 'election.propose',
      kind: 'act',
      does: 'Proposes somebody, who is then asked in person.',
      input: election.extend({ member: id }),
      run: thenShown(desk, (turn, input) => proposeCandidate(world, turn, input.election, input.member)),
      card: said('proposed'),
      beneath: stays,
    }),
  ]
}

function callingRoutes(desk: PollDesk): readonly Route[] {
  const { world } = desk
  const typed = Object.fromEntries(
    ['title', 'places', 'electorate', 'from', 'to', ...Object.keys(times.shape)].map((name) => [name, field]),
  )
  return [
    route({
      name: 'election.form',
      kind: 'read',
      does: 'Shows a step of the form that calls an election.',
      input: z.object({ step: field, group: field, nonce: field, ...typed }),
      run: (turn, input) => showElectionForm(world, turn, input),
      card: (view, { words }) => electionFormCard(view, words),
      beneath: async (turn, all) => {
        const form = await electionFormAgain(world, turn, all, 3)
        return form && electionFormCard(form, turn.words)
      },
    }),
    route({
      name: 'election.call',
      kind: 'act',
      does: 'Calls an election; the same form twice calls one.',
      input: times.extend({
        ...{ group: id, nonce, mark: z.string().max(40).optional(), title: line(200), from: date, to: date },
        places: z.coerce.number({ error: 'not-a-choice' }),
        electorate: code.pipe(z.enum(['group', 'network'], { error: 'not-a-choice' })),
      }),
      run: async (turn, input) => {
        const { 'opens-date': od, 'opens-time': ot, 'closes-date': cd, 'closes-time': ct, ...rest } = input
        const draft = { ...rest, opens: { date: od, time: ot }, closes: { date: cd, time: ct } }
        const called = await callElectionInGroup(world, turn.member, draft)
        return isRefusal(called) ? called : showElection(world, turn.member, called.id)
      },
      card: (view, turn) => electionCard(view, contextOf(desk, turn, view)),
      beneath: async (turn, all) => {
        const form = await electionFormAgain(world, turn, all, 3)
        return form && electionFormCard(form, turn.words)
      },
    }),
  ]
}

function runningRoutes(desk: PollDesk): readonly Route[] {
  const { world } = desk
  const card = (view: ElectionView, turn: Turn) => electionCard(view, contextOf(desk, turn, view))
  const stays = (turn: Turn, typed: Readonly<Record<string, unknown>>) => beneath(desk, turn, typed)
  return [
    route({
      name: 'election.extend',
      kind: 'act',
      does: 'Gives more time to stand, before anybody has voted.',
      input: election.extend(times.shape),
      run: thenShown(desk, ({ member }, input) =>
        extendStanding(world, member, input.election, {
          opens: { date: input['opens-date'], time: input['opens-time'] },
          closes: { date: input['closes-date'], time: input['closes-time'] },
        }),
      ),
    }),
    route({
      name: 'election.go-on',
      kind: 'act',
      does: 'Holds the election with fewer candidates than seats.',
      input: election,
      run: thenShown(desk, ({ member }, input) => goOnWithFewer(desk, member, input.election)),
      card,
      beneath: stays,
    }),
    route({
      name: 'election.call-off',
      kind: 'act',
      does: 'Calls an election off, before anybody has voted.',
      input: election,
      run: thenShown(desk, ({ member }, input) => callOffElection(world, member, input.election)),
    }),
    route({
      name: 'election.fill-seats',
      kind: 'act',
      does: 'Puts the elected into seats of their organisations, all in one act.',
      input: election,
      run: thenShown(desk, ({ member }, input) => fillSeats(world, member, input.election)),
    }),
  ]
}
