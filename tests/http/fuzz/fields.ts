/** What is typed into a route: its own fields with values that are mostly right, or anybody's. */
import fc from 'fast-check'
import { junk, mutated, perhaps } from './junk'
import type { Known } from './known'

const line = (maxLength: number) => fc.string({ unit: 'grapheme', minLength: 1, maxLength })
const day = fc.constantFrom(
  '2026-11-30',
  '2026-12-24',
  '2027-01-01',
  '2028-12-31',
  '2026-02-30',
  '2020-01-01',
)
const hour = fc.constantFrom('12:00', '00:00', '23:59')
const choice = fc.constantFrom('o1', 'o2', 'o1,o2', 's3', 'o1,o2,o3', '', 'o9')
const role = fc.constantFrom('coordinator', 'member', 'observer')

/** Field -> what it mostly holds. A field that is not here holds an id. */
const values: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  nonce: fc.stringMatching(/^[\w-]{8,20}$/),
  choice: fc.oneof(choice, fc.array(choice, { maxLength: 3 })),
  option: fc.constantFrom('o1', 'o2', 's1'),
  label: line(40),
  question: line(300),
  answers: fc.array(fc.string({ maxLength: 30 }), { maxLength: 6 }).map((lines) => lines.join('\n')),
  kind: fc.constantFrom('single', 'several', 'several-2', 'scale-5', 'group', 'committee', 'post', 'audit'),
  secrecy: fc.constantFrom('named-live', 'anonymous', 'named-after-close'),
  date: day,
  time: hour,
  language: fc.constantFrom('de', 'en'),
  electorate: fc.constantFrom('group', 'network', 'stale'),
  before: fc.constantFrom(
    '2026-11-23T09:00:00.000Z_00000000-0000-4000-8000-000000000000',
    '2026-99-23T09:00:00.000Z_00000000-0000-4000-8000-000000000000',
    '0000-01-01T00:00:00Z',
    '7',
  ),
  title: line(60),
  places: fc.constantFrom<unknown>(1, 2, '2', 20, 0, 1.5, -1, 1e9),
  from: day,
  to: day,
  'opens-date': day,
  'opens-time': hour,
  'closes-date': day,
  'closes-time': hour,
  step: fc.constantFrom<unknown>(1, 2, 3, '3', 0),
  name: line(60),
  mail: fc.constantFrom(
    'neu@x.example',
    'NEU@X.example',
    'ä@x.example',
    '',
    'kein',
    `${'x'.repeat(300)}@x.example`,
  ),
  bench: fc.constantFrom('employers', 'employees', 'agencies', 'training', 'Sofa'),
  size: fc.constantFrom<unknown>('1-9', '250+', '', null, '7'),
  sector: fc.oneof(line(40), fc.constant('')),
  topic: line(60),
  mandate: line(200),
  open: fc.boolean(),
  office: fc.boolean(),
  accept: fc.boolean(),
  chair: fc.boolean(),
  // Whoever erases oneself is gone for the rest of the run.
  sure: fc.constant(false),
  role,
  search: fc.oneof(line(20), fc.constantFrom('%', '_', '\\', '')),
  as: fc.constantFrom('csv', 'zip', 'xlsx', 'json'),
  days: fc.constantFrom<unknown>(30, '90', 0, -1, 1e9),
  digest: fc.constantFrom('daily', 'weekly', 'never'),
  arrived: fc.boolean(),
  run: fc.constantFrom('poll:x', 'poll-closed:1', 'x'),
  verdict: fc.constantFrom('stands', 'send-again'),
  state: fc.constantFrom('all', 'waiting', 'trouble'),
  what: fc.constantFrom('poll.open', 'import.carry-out', 'x'),
  who: line(20),
  itself: fc.constant('true'),
  objectId: fc.uuid(),
  tenantId: fc.uuid(),
}

/** Fields whose value is an id of another word than they are called. */
const meaning: Readonly<Record<string, string>> = {
  coordinator: 'member',
  holder: 'member',
  deputy: 'member',
  parent: 'organisation',
}

function rightFor(field: string, { ids, of }: Known): fc.Arbitrary<unknown> {
  const value = values[field]
  if (value) return value
  const any = fc.constantFrom(...ids)
  const right = of[meaning[field] ?? field] ?? []
  return right.length === 0 ? any : fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...right) }, any)
}

/** Nearly always right: with ten fields, one in five wrong would leave no request whole. */
const nearly = (right: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 20, arbitrary: right }, { weight: 1, arbitrary: junk })

/** Route -> what is typed into it. One that is not known has no fields of its own. Each is made once: there are many cases. */
export function typing(known: Known): (route: string) => fc.Arbitrary<unknown> {
  const everybody = Object.keys(values).concat('poll', 'group', 'member', 'election', 'seat', 'organisation')
  const all = Object.fromEntries(everybody.map((field) => [field, perhaps(rightFor(field, known))]))
  const mixed = mutated(fc.record(all, { requiredKeys: ['poll', 'nonce'] }), 2)
  const own = new Map(
    Object.entries(known.inputs).map(([route, fields]) => {
      const whole = fc.record(
        Object.fromEntries(fields.map((field) => [field, nearly(rightFor(field, known))])),
      )
      const mostly = fc.oneof(
        { weight: 6, arbitrary: whole },
        { weight: 2, arbitrary: mutated(whole, 2) },
        { weight: 2, arbitrary: mixed },
      )
      return [route, mostly]
    }),
  )
  return (route) => own.get(route) ?? mixed
}
