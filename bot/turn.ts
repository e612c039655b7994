/** The one pipeline of every request, from chat, card or tab: find the route, let it answer, catch what goes wrong. */

import type { Problem } from './card/frame'
import { DatabaseBusy, DatabaseGone } from './database/database'
import type { Answer, Route, Turn } from './route'
import type { Wording } from './texts'
import type { World } from './world'

/** A fault, told to the user with the reference under which it stands in the log (E3). */
export interface Fault {
  readonly is: 'fault'
  readonly reference: string
  readonly problem: Problem
  /** 503: the database is gone for the moment; trying again will help. */
  readonly status: 500 | 503
}

export async function takeTurn(
  world: World,
  route: Route,
  turn: Turn,
  typed: unknown,
): Promise<Answer | Fault> {
  return guarded(world, route.name, turn.words, () => route.answer(turn, typed))
}

/** Runs something at the edge of the house: whatever it throws becomes a fault with a reference. */
export async function guarded<T>(
  world: World,
  what: string,
  words: Wording,
  work: () => Promise<T>,
): Promise<T | Fault> {
  try {
    return await work()
  } catch (error) {
    return faultOf(world, what, words, error)
  }
}

export function faultOf(world: World, what: string, words: Wording, error: unknown): Fault {
  const reference = world.ids.reference()
  const gone = error instanceof DatabaseGone
  const busy = error instanceof DatabaseBusy
  world.log[gone ? 'warn' : 'error'](
    { err: error, reference, what },
    busy ? 'the database took too long' : gone ? 'the database does not answer' : 'a fault',
  )
  const name = busy ? 'busy' : gone ? 'gone' : 'fault'
  const part = (which: string) => words.t(`house:${name}.${which}`, { reference })
  return {
    is: 'fault',
    reference,
    problem: { what: part('what'), why: part('why'), instead: part('instead') },
    status: gone ? 503 : 500,
  }
}
