/** What the outside may ask of rounds, and of the demand that comes of them. */
import { z } from 'zod'
import { date, id, nonce, time } from '../inputs'
import { place } from '../place'
import type { Refusal } from '../refusal'
import { type Route, route, type Turn } from '../route'
import type { World } from '../world'
import { roundFormCard } from './cards/form-card'
import { noResultCard, resultOf, roundResultCard } from './cards/result-card'
import { roundCard, roundOpenedCard } from './cards/round-card'
import { roundFormAgain, showRoundForm } from './form'
import { pageOfDemand, pageOfRound } from './renderers'
import { addOrganisation, setRepeats } from './use-cases/edit-round'
import { listMyRounds } from './use-cases/list-rounds'
import { openFromForm } from './use-cases/open-from-form'
import { showDemand } from './use-cases/show-demand'
import { showRound, showRoundPage } from './use-cases/show-round'
import type { RoundView } from './view'

const round = z.object({ round: id })
/** A field of the form: cards send toggles as text, the tab as what they are. */
const typed = z.union([z.string().max(100), z.boolean()]).optional()
const yes = z
  .union([z.boolean(), z.enum(['true', 'false'])], { error: 'not-a-choice' })
  .transform((value) => value === true || value === 'true')
const scope = id.or(z.literal('network'))

export function roundRoutes(world: World): readonly Route[] {
  return [...readRoutes(world), ...openingRoutes(world), ...runningRoutes(world)]
}

function contextOf(world: World, { words }: Turn, view: Pick<RoundView, 'id'>) {
  return { words, pageUrl: world.pageUrl(pageOfRound(view.id)) }
}

function readRoutes(world: World): readonly Route[] {
  return [
    route({
      name: 'round.list',
      kind: 'read',
      does: 'Lists the rounds that I see, newest first (in pages).',
      input: z.object({ before: place.optional() }),
      run: ({ member }, input) => listMyRounds(world, member, input.before),
    }),
    route({
      name: 'round.show',
      kind: 'read',
      does: 'Shows a round with whom it asks and its life; for who runs it also whose answer is missing.',
      input: round,
      run: ({ member }, input) => showRoundPage(world, member, input.round),
    }),
    route({
      name: 'round.card',
      kind: 'read',
      does: 'Shows a round as its card; also what Teams asks by itself to refresh one, which answers nothing.',
      input: round,
      run: ({ member }, input) => showRound(world, member, input.round),
      card: (view, turn) => roundCard(view, contextOf(world, turn, view)),
    }),
    route({
      name: 'demand.show',
      kind: 'read',
      does: 'Shows the demand of a closed round, the latest unless another is named, beside the rounds before.',
      input: z.object({ round: id.optional(), scope: scope.optional() }),
      run: (turn, input) => showDemand(world, turn, input),
      card: (view, { words }) => {
        const result = resultOf(view)
        const pageUrl = world.pageUrl(result ? pageOfDemand(result.id) : 'needs')
        return result ? roundResultCard(result, { words, pageUrl }) : noResultCard({ words, pageUrl })
      },
    }),
  ]
}

function openingRoutes(world: World): readonly Route[] {
  const again = async (turn: Turn, all: Readonly<Record<string, unknown>>) => {
    const form = await roundFormAgain(world, turn, all)
    return form && roundFormCard(form, turn.words)
  }
  return [
    route({
      name: 'round.form',
      kind: 'read',
      does: 'Shows the form that opens a round, with whom it will ask.',
      input: z.object({ scope: typed, nonce: typed, date: typed, time: typed, repeats: typed }),
      run: (turn, input) => showRoundForm(world, turn, input),
      card: (view, { words }) => roundFormCard(view, words),
    }),
    route({
      name: 'round.open',
      kind: 'act',
      does: 'Opens a round; the same form twice opens one.',
      input: z.object({
        scope,
        nonce,
        mark: z.string().max(40).optional(),
        date,
        time,
        repeats: yes.default(false),
      }),
      run: (turn, input) => openFromForm(world, turn, input),
      card: (view, turn) => roundOpenedCard(view.round, view.channels, contextOf(world, turn, view.round)),
      beneath: again,
    }),
  ]
}

function runningRoutes(world: World): readonly Route[] {
  /** An edit answers with the round as it stands then. */
  const edited =
    <I extends { round: string }>(edit: (turn: Turn, input: I) => Promise<Refusal | undefined>) =>
    async (turn: Turn, input: I) =>
      (await edit(turn, input)) ?? showRound(world, turn.member, input.round)
  return [
    route({
      name: 'round.add-organisation',
      kind: 'act',
      does: 'Asks an organisation that has come after the opening, too.',
      input: round.extend({ organisation: id }),
      run: edited(({ member }, input) => addOrganisation(world, member, input.round, input.organisation)),
    }),
    route({
      name: 'round.set-repeats',
      kind: 'act',
      does: 'Lets another round follow in the next quarter, or not.',
      input: round.extend({ repeats: yes }),
      run: edited(({ member }, input) => setRepeats(world, member, input.round, input.repeats)),
    }),
  ]
}
