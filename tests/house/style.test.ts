/** How files are named, opened and bounded. */
import { broken, code, type Exceptions, filesIn, nodesOf, ofType, textOf } from './sources'

const bot = filesIn('bot', code)
const product = [...bot, ...filesIn('tab', code)]
const scripts = /\.(tsx?|mts|mjs|cjs)$/
const everything = ['bot', 'tab', 'tests', 'env'].flatMap((folder) => filesIn(folder, scripts))

it('files are named in kebab-case', () => {
  const odd = ['bot', 'tab', 'tests', 'env', 'manifest']
    .flatMap((folder) => filesIn(folder))
    // The one name by which whoever opens a folder finds what to read.
    .filter((file) => !file.endsWith('/README.md'))
    .filter((file) => file.split('/').some((part) => !/^\.?[a-z0-9]+([.-][a-z0-9]+)*$/.test(part)))
  // Migrations carry their number before an underscore, as HOUSE.md names them.
  expect(odd.filter((file) => !/^bot\/database\/migrations\/\d{4}_[a-z0-9-]+\.sql$/.test(file))).toEqual([])
})

it('no file is a drawer: name it after what it holds', () => {
  const drawers = /(^|[-/])(utils?|helpers?|common|shared|misc|index|types|constants)\.(tsx?|mts|mjs|cjs)$/
  expect(everything.filter((file) => drawers.test(file))).toEqual([])
})

/** 250 lines is the 95th percentile of the best (HOUSE.md). A longer file wants a reason here. */
const longFiles: Exceptions = {}

it('no file is longer than 250 lines: split it by what it talks about', () => {
  const long = everything.filter((file) => textOf(file).split('\n').length - 1 > 250)
  expect(broken(long, longFiles, 'split it, or give the reason in this list')).toEqual([])
})

it('every module opens with a sentence of purpose', () => {
  const silent = everything.filter((file) => {
    const comment = /^(#!.*\n)?\/\*\*([\s\S]*?)\*\//.exec(textOf(file))?.[2] ?? ''
    return !/^\W*\S+(\s+\S+){2,}/.test(comment) || !/[.!?:](\s|$)/.test(comment)
  })
  expect(silent).toEqual([])
})

it('no default exports: a name is found by searching for it', () => {
  const exceptions: Exceptions = { 'tab/vite.config.mts': 'Vite demands it' }
  const instead = 'export it under its name'
  const files = [...product, ...filesIn('tab', /\.mts$/)]
  const offending = files.filter(
    (file) => ofType(file, 'ExportDefaultDeclaration', 'ExportDefaultExpression').length > 0,
  )
  expect(broken(offending, exceptions, instead)).toEqual([])
})

it('no enums: a union of strings is read by people, JSON and SQL alike', () => {
  expect(product.filter((file) => ofType(file, 'TsEnumDeclaration').length > 0)).toEqual([])
})

it('no any, no non-null assertion: say what it is, or that it is unknown', () => {
  const offending = product.filter((file) =>
    nodesOf(file).some(
      (node) => (node.type === 'TsKeywordType' && node.kind === 'any') || node.type === 'TsNonNullExpression',
    ),
  )
  expect(offending).toEqual([])
})

it('poll kinds are a table, never a switch on their names', () => {
  const switches = bot
    .filter((file) => /^bot\/[a-z]+\//.test(file))
    .filter((file) =>
      ofType(file, 'SwitchStatement').some((node) =>
        /"value":"(kind|offer)"/.test(JSON.stringify(node.discriminant)),
      ),
    )
  expect(switches).toEqual([])
})

it('a suppression says why, a test is neither skipped nor focused', () => {
  const marks = everything.flatMap((file) =>
    textOf(file)
      .split('\n')
      .map((text, i) => ({ text, at: `${file}:${i + 1}` }))
      .filter(({ text }) => unexplained.some((pattern) => pattern.test(text)))
      .map(({ at, text }) => `${at}: ${text.trim()}`),
  )
  expect(marks.filter((mark) => !mark.startsWith('tests/house/style.test.ts'))).toEqual([])
})

const unexplained = [
  /biome-ignore(?!(-all|-start|-end)? [\w/]+: \S+ \S+)/,
  /@ts-(ignore|nocheck)|@ts-expect-error\s*$|eslint-disable/,
  /\b(it|test|describe)\.(skip|only|todo)\b|\bx(it|describe|test)\(/,
  /\b(TODO|FIXME|XXX)\b/,
]
