/** What the outside may ask of the ledger. */
import { z } from 'zod'
import type { Describers } from '../delivery/describe'
import { id } from '../inputs'
import { place } from '../place'
import { type Route, route } from '../route'
import type { World } from '../world'
import { decide, sendAgain } from './use-cases/repair-delivery'
import { sendRunAgain } from './use-cases/send-run-again'
import { showLedger } from './use-cases/show-ledger'

export function ledgerRoutes(world: World, describers: Describers): readonly Route[] {
  const repair = { world, describers }
  return [
    route({
      name: 'ledger.show',
      kind: 'read',
      does: 'Shows what became of posts: waiting, sent, failed and why, unknown; in pages.',
      input: z.object({
        ledger: z.union([z.literal('network'), id]).optional(),
        state: z.enum(['all', 'waiting', 'trouble'], { error: 'not-a-choice' }).default('all'),
        before: place.optional(),
      }),
      run: ({ member, words }, input) => showLedger(world, describers, member, words, input),
    }),
    route({
      name: 'ledger.send-again',
      kind: 'act',
      does: 'Sends a post again that failed or was given up.',
      input: z.object({ delivery: id }),
      run: ({ member, words }, input) => sendAgain(repair, member, words, input.delivery),
    }),
    route({
      name: 'ledger.send-run-again',
      kind: 'act',
      does: 'Sends all posts of one matter again that failed or were given up.',
      input: z.object({ run: z.string().regex(/^[a-z-]{1,40}:[\w-]{1,60}$/, 'not-a-choice') }),
      run: ({ member, words }, input) => sendRunAgain(world, member, words, input.run),
    }),
    route({
      name: 'ledger.decide',
      kind: 'act',
      does: 'Decides on a post of which nobody knows: it stands there, or it is sent again.',
      input: z.object({
        delivery: id,
        verdict: z.enum(['stands', 'send-again'], { error: 'not-a-choice' }),
      }),
      run: ({ member, words }, input) => decide(repair, member, words, input.delivery, input.verdict),
    }),
  ]
}
