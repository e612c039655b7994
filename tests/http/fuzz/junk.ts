/** Values that nobody expects, and ways to put them into what was right. */
import fc from 'fast-check'

/** Any sequence of UTF-16 units, halves of letters and control characters among them. */
const anyUnits = fc
  .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 30 })
  .map((units) => String.fromCharCode(...units))

export const junkText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    '\u0000',
    'a\u0000b',
    '\ud800',
    '\udfff',
    '\u200b',
    '\u202e',
    '__proto__',
    'constructor',
  ),
  fc.constantFrom(
    'toString',
    'null',
    'undefined',
    '0',
    '-1',
    '1e309',
    "' or 1=1 --",
    '../../etc/passwd',
    '%00',
    '{{x}}',
  ),
  fc.constantFrom(
    'x'.repeat(10_000),
    'ä'.repeat(2001),
    '👩🏽‍💻'.repeat(600),
    ','.repeat(999),
    '\n'.repeat(5000),
  ),
  fc.constantFrom(
    '<script>alert(1)</script>',
    '**fett**',
    '$t(house:name)',
    '<at>Verbund</at>',
    '9999-12-31',
    '24:00',
  ),
  // Long and without any pattern: what an index cannot compress.
  fc.string({ unit: 'binary', minLength: 900, maxLength: 1900 }),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.uuid(),
  anyUnits,
)

/** JSON that names what JavaScript gives a meaning to. */
const named = fc.dictionary(
  fc.constantFrom('__proto__', 'constructor', 'prototype', 'toJSON', 'id', 'type'),
  fc.jsonValue(),
  {
    maxKeys: 4,
  },
)

const deep = fc.integer({ min: 100, max: 1000 }).map((depth) => {
  let value: unknown = 1
  for (let i = 0; i < depth; i += 1) value = i % 2 === 0 ? [value] : { a: value }
  return value
})

export const junk: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 6, arbitrary: junkText },
  {
    weight: 3,
    arbitrary: fc.constantFrom<unknown>(null, true, false, 0, -1, 1e308, 2 ** 53, [], {}, [[]], [null]),
  },
  { weight: 2, arbitrary: fc.jsonValue() },
  { weight: 1, arbitrary: named },
  { weight: 1, arbitrary: fc.array(junkText, { maxLength: 60 }) },
  { weight: 1, arbitrary: deep },
)

/** What was right, mostly. */
export const perhaps = <T>(right: fc.Arbitrary<T>): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 4, arbitrary: right as fc.Arbitrary<unknown> }, { weight: 1, arbitrary: junk })

interface Mutation {
  readonly steps: readonly number[]
  readonly how: 'replace' | 'delete' | 'add'
  readonly value: unknown
}

const mutation: fc.Arbitrary<Mutation> = fc.record({
  steps: fc.array(fc.nat({ max: 40 }), { minLength: 1, maxLength: 4 }),
  how: fc.constantFrom('replace', 'replace', 'delete', 'add'),
  value: junk,
})

/** The same, with up to `most` things in it changed, taken out or put in. */
export function mutated<T>(right: fc.Arbitrary<T>, most: number): fc.Arbitrary<unknown> {
  return fc
    .tuple(right, fc.array(mutation, { maxLength: most }))
    .map(([value, mutations]) => mutations.reduce<unknown>(mutate, value))
}

function mutate(value: unknown, { steps, how, value: put }: Mutation): unknown {
  const [step = 0, ...rest] = steps
  if (typeof value !== 'object' || value === null) return how === 'replace' ? put : value
  const copy: Record<string, unknown> | unknown[] = Array.isArray(value) ? [...value] : { ...value }
  const keys = Object.keys(copy)
  const key = keys[step % Math.max(1, keys.length)]
  const at = copy as Record<string, unknown>
  if (how === 'add' || key === undefined) at[`x${step}`] = put
  else if (rest.length > 0 && typeof at[key] === 'object')
    at[key] = mutate(at[key], { steps: rest, how, value: put })
  else if (how === 'delete') delete at[key]
  else at[key] = put
  return copy
}
