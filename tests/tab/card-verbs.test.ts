/** Verbs of cards in the tab: every button of a card works there, too (E5). */
import path from 'node:path'
import type { Route } from '../../bot/route'
import { readVerbs } from '../../tab/card-verbs'
import { filesIn, root } from '../house/sources'

type MakesRoutes = (desk: object, more: object) => readonly Route[]

/** Of every word, so that the routes of a new one are among them: nothing is asked of the world before a turn. */
const routes = filesIn('bot', /^bot\/\w+\/([\w-]+-)?routes\.ts$/).flatMap((file) => {
  if (file.startsWith('bot/http/')) return []
  const makers = Object.values(require(path.join(root, file)) as Record<string, MakesRoutes>)
  return makers.flatMap((make) => make({}, {}))
})

it('E5 asks with GET for exactly those cards whose routes only read', () => {
  // A word may gather the routes of several files in one of its own.
  const reads = new Set(
    routes.filter(({ kind, hasCard }) => kind === 'read' && hasCard).map(({ name }) => name),
  )
  expect([...reads]).toEqual(expect.arrayContaining(['poll.card', 'help.show']))
  expect([...readVerbs].sort()).toEqual([...reads].sort())
})
