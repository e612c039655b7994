/** The service's texts: both languages alike, every text that is asked for is there, every one that is there is asked for. */
import type { DoorProblem } from '../../bot/http/problems'
import { wordTexts } from '../../bot/word-texts'
import { code, filesIn, nameOf, ofType, textIn } from './sources'
import { type Asking, askedAs, askingsIn, flat, gapsOf, means, stringsIn } from './text-keys'

const words = Object.keys(wordTexts)
const files = filesIn('bot', code)

/** `polls:card.you` -> text. */
const all = (language: 'de' | 'en'): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(wordTexts).flatMap(([word, texts]) =>
      Object.entries(flat(texts[language] as object)).map(([key, text]) => [`${word}:${key}`, text]),
    ),
  )
const german = all('de')
const english = all('en')
const keys = Object.keys(german)
const parts = ['what', 'why', 'instead']

/** `polls:closed` for each refusal that has a text. */
const codes = [
  ...new Set(keys.flatMap((key) => /^(\w+:)refusal\.([\w-]+)\./.exec(key)?.slice(1, 3).join('') ?? [])),
]
const textsOfCode = (name: string) => parts.map((part) => `${name.replace(':', ':refusal.')}.${part}`)

/** Said by `refuse` with a code that only the running program knows: these stand in the same file, by name. */
const open = 'house:*'

const asked = files.flatMap((file) => askingsIn(file, ['t', 'refuse']))
const texts = asked.filter(({ called }) => called === 't')
const refusals = asked.filter(({ called }) => called === 'refuse')

describe('both languages', () => {
  it('have the same texts, in the same order', () => {
    expect(Object.keys(english)).toEqual(keys)
  })

  it('have the same gaps in each, and no empty text', () => {
    for (const key of keys)
      expect([key, gapsOf(english[key] ?? ''), (english[key] ?? '').trim() !== '']).toEqual([
        key,
        gapsOf(german[key] ?? ''),
        (german[key] ?? '').trim() !== '',
      ])
  })

  it('every word that has texts stands in word-texts.ts', () => {
    const folders = filesIn('bot', /\/texts\/de\.json$/).map((file) => file.split('/').at(-3))
    expect(folders.map((name) => (name === 'bot' ? 'house' : name)).sort()).toEqual([...words].sort())
  })
})

/** Keys that a call may mean: the literal one, its plurals, or all that fit its `*`. */
const keysMeant = (name: string) => keys.filter((key) => means(name, askedAs(key)) || means(name, key))

describe('every text that is asked for is there', () => {
  it('by t', () => {
    const missing = texts.flatMap(({ file, keys: names }) =>
      names
        .filter((name) => words.some((word) => name.startsWith(`${word}:`)) && keysMeant(name).length === 0)
        .map((name) => `${file}: ${name} has no text`),
    )
    expect(texts.length).toBeGreaterThan(50)
    expect(missing).toEqual([])
  })

  it('by refuse, with what, why and instead (E3)', () => {
    expect(refusals.length).toBeGreaterThan(30)
    const missing = refusals.flatMap(({ file, keys: names }) =>
      names
        .filter((name) => name !== open && !codes.some((one) => means(name, one)))
        .map((name) => `${file}: the refusal ${name} has no texts`),
    )
    expect(missing).toEqual([])
  })

  it.each(codes)('the refusal %s says what, why and what to do instead, and nothing more', (name) => {
    const written = keys.filter((key) => key.startsWith(`${name.replace(':', ':refusal.')}.`))
    expect(written).toEqual(textsOfCode(name))
  })

  it('for every problem at the door', () => {
    const problems: Readonly<Record<DoorProblem, true>> = {
      'unknown-route': true,
      'bad-json': true,
      'bad-type': true,
      'too-big': true,
      'file-too-big': true,
      'no-file': true,
      'sign-in': true,
      'not-here': true,
      'too-many': true,
    }
    expect(codes).toEqual(expect.arrayContaining(Object.keys(problems).map((one) => `house:${one}`)))
  })

  it('for everything that route.ts says of what came in', () => {
    const known = ofType('bot/route.ts', 'VariableDeclarator').find((one) => nameOf(one.id) === 'known')
    const list = known?.init as { elements: readonly { expression: unknown }[] } | undefined
    const said = (list?.elements ?? []).map(({ expression }) => `house:${textIn(expression)}`)
    expect(said.length).toBeGreaterThan(4)
    expect(codes).toEqual(expect.arrayContaining([...said, 'house:unreadable']))
    // And what inputs.ts says is one of these, or on purpose only "unreadable".
    const strings = stringsIn('bot/inputs.ts')
    expect(said.filter((one) => !strings.has(one.slice('house:'.length)))).toEqual([])
  })
})

it('every text that is there is asked for', () => {
  const strings = new Set(files.flatMap((file) => [...stringsIn(file)]))
  const byCode = new Set(
    refusals.flatMap(({ file, keys: names }) =>
      codes.filter((one) =>
        names.some((name) =>
          name === open ? stringsIn(file).has(one.slice('house:'.length)) : means(name, one),
        ),
      ),
    ),
  )
  const fit = asked.flatMap(({ keys: names }) => names)
  const unused = keys.filter((key) => {
    const [, word = '', refused] = /^(\w+):refusal\.([\w-]+)/.exec(key) ?? []
    if (refused !== undefined) return !byCode.has(`${word}:${refused}`) && !strings.has(`${word}:${refused}`)
    const group = key.split('.').slice(0, -1).join('.')
    return (
      !fit.some((name) => means(name, key) || means(name, askedAs(key))) &&
      !strings.has(askedAs(key)) &&
      !strings.has(group)
    )
  })
  expect(unused).toEqual([])
})

it('every gap is filled where a text is asked for', () => {
  const lacking = asked.flatMap((asking) => unfilled(asking))
  expect(lacking).toEqual([])
})

/** Filled for all refusals by card/frame.ts, or by i18next. */
const always = new Set(['reference'])

function unfilled({ file, called, keys: names, data }: Asking): readonly string[] {
  if (!data) return []
  const meant = names
    .filter((name) => !name.includes('*'))
    .flatMap((name) => (called === 'refuse' ? textsOfCode(name) : keysMeant(name)))
  return meant.flatMap((key) =>
    gapsOf(german[key] ?? '')
      .filter((gap) => !data.includes(gap) && !always.has(gap))
      .map((gap) => `${file}: ${key} wants ${gap}`),
  )
}

it('German is German and English is English: no text stands untranslated in both', () => {
  const same = keys.filter(
    (key) =>
      german[key] === english[key] && /\p{L}{4,}/u.test((german[key] ?? '').replace(/\{\{\w+\}\}/g, '')),
  )
  expect(same.filter((key) => !alike.includes(key))).toEqual([])
})

/** Names, and words that are the same. */
const alike = [
  // The same word in both.
  'needs:category.format.online',
  'house:name',
  'house:field.name',
  'house:field.organisation',
  'house:field.minimum',
  'house:field.maximum',
  'house:field.region',
  'offers:format.online',
  'offers:field.region',
  'offers:field.minimum',
  'offers:field.maximum',
  'offers:form.region',
  'offers:form.minimum',
  'offers:form.maximum',
  'groups:join.from',
  'groups:export.column.name',
  'groups:export.column.organisation',
]

it('no system word reaches a reader (FACE.md)', () => {
  const speech = [...Object.values(german), ...Object.values(english)]
  const hard = speech.filter((text) =>
    /\b(Token|Entity|Error|Exception|null|undefined|Bug|User-ID)\b/.test(text),
  )
  expect(hard).toEqual([])
})

it('texts stand in files of texts: no German sentence in the code of cards', () => {
  const cards = files.filter((file) => file.includes('/cards/') || file.startsWith('bot/card/'))
  const spoken = cards.flatMap((file) =>
    [...stringsIn(file)].filter((text) => /[äöüß]| (die|der|das|und|the|of) /i.test(text)),
  )
  expect(cards.length).toBeGreaterThan(5)
  expect(spoken).toEqual([])
})
