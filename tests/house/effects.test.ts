/** E5 No setting without effect; no button that does nothing. */
import { commandWords } from '../../bot/teams/commands'
import { samples } from '../cards/samples'
import { code, filesIn, textOf } from './sources'

/** Names of the routes, as their files give them. */
const routeNames = new Set(
  filesIn('bot', /routes\.ts$/).flatMap((file) =>
    [...textOf(file).matchAll(/^\s*name: '([a-z.-]+)'/gm)].map((found) => found[1]),
  ),
)

function verbsIn(part: unknown): readonly string[] {
  if (Array.isArray(part)) return part.flatMap(verbsIn)
  if (typeof part !== 'object' || part === null) return []
  const own = 'verb' in part && typeof part.verb === 'string' ? [part.verb] : []
  return [...own, ...Object.values(part).flatMap(verbsIn)]
}

it.each(['de', 'en'] as const)('E5 every button on every card leads to a route (%s)', (language) => {
  const verbs = Object.entries(samples(language)).flatMap(([name, card]) =>
    verbsIn(card).map((verb) => [name, verb]),
  )
  expect(verbs.length).toBeGreaterThan(30)
  expect(verbs.filter(([, verb]) => !routeNames.has(verb))).toEqual([])
})

it('E5 every command leads to a route', () => {
  expect(commandWords.map(({ route }) => route).filter((route) => !routeNames.has(route))).toEqual([])
})

it('E5 every setting of the configuration is used somewhere in the service', () => {
  const config = textOf('bot/config.ts')
  const fields = [
    ...(/export interface Config \{(.*?)\n\}/s.exec(config)?.[1] ?? '').matchAll(/readonly (\w+):/g),
  ]
  const others = filesIn('bot', code)
    .filter((file) => file !== 'bot/config.ts')
    .map(textOf)
    .join('\n')
  const idle = fields
    .map((field) => field[1] ?? '')
    .filter((name) => !new RegExp(`\\b${name}\\b`).test(others))
  expect(fields.length).toBeGreaterThan(10)
  expect(idle).toEqual([])
})
