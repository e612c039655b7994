/** Libraries and sources of surprise (time, chance, environment, identity) have one place each. */
import { builtinModules } from 'node:module'
import {
  broken,
  code,
  type Exceptions,
  filesIn,
  importsOf,
  memberName,
  nameOf,
  ofType,
  packageOf,
  textOf,
} from './sources'

const bot = filesIn('bot', code)
const tab = filesIn('tab', code)

/** Package -> where it may stand, and why there alone. */
const homes: Readonly<Record<string, readonly [RegExp, string]>> = {
  botbuilder: [/^bot\/teams\//, 'archived upstream: only bot/teams knows it, so that it can be replaced'],
  'botframework-connector': [/^bot\/teams\//, 'it belongs to botbuilder: only bot/teams knows it'],
  '@azure/msal-node': [/^bot\/teams\//, "the bot's own token is made in bot/teams"],
  restify: [/^bot\/http\//, 'only bot/http knows which server this is; give the others a plain function'],
  'graphile-worker': [
    /^bot\/(jobs\/|database\/migrate\.ts$)/,
    'store a job with jobs/queue, work it in jobs/worker',
  ],
  pg: [/^bot\/database\//, 'ask through database.ts, which names the network (E1)'],
  pino: [/^bot\/log\.ts$/, 'take the Log that service.ts gives'],
  // In the tab others name a type of it.
  i18next: [/^(bot\/texts\.ts$|tab\/)/, 'take a Wording, as cards do'],
  'prom-client': [
    /^bot\/(metrics|http\/operations|delivery\/meter)\.ts$/,
    'measure in http/operations or delivery/meter',
  ],
  'rate-limiter-flexible': [/^bot\/limits\.ts$/, 'take the Limits that service.ts gives'],
  feiertagejs: [/^bot\/calendar\//, 'ask calendar/working-days'],
  nodemailer: [/^bot\/mail\//, 'only bot/mail speaks SMTP; send through the Mailer that service.ts gives'],
  pdfkit: [/^bot\/pdf\//, 'say what stands in it as a PdfDocument, and have bot/pdf draw it'],
  'bidi-js': [/^bot\/pdf\//, 'only bot/pdf puts letters in their order'],
  adaptivecards: [/^tab\//, 'cards are plain data in bot; only the tab draws them'],
}

const pgElsewhere: Exceptions = {
  'bot/jobs/heartbeat.ts': "a type alone: it shares the worker's pool",
  'bot/jobs/worker.ts': "works as the owner: graphile-worker's tables are closed to the service's role",
}

it.each(Object.entries(homes))('%s stands in its place', (name, [home, why]) => {
  const users = [...bot, ...tab].filter((file) =>
    importsOf(file).some(({ from }) => packageOf(from) === name),
  )
  expect(users).not.toEqual([])
  const away = users.filter((file) => !home.test(file))
  expect(broken(away, name === 'pg' ? pgElsewhere : {}, why)).toEqual([])
})

it('every package that is imported is named in package.json', () => {
  const { dependencies, devDependencies } = JSON.parse(textOf('package.json'))
  const named = new Set(Object.keys({ ...dependencies, ...devDependencies }))
  const all = [...bot, ...tab, ...filesIn('tests', code), ...filesIn('env', /\.(ts|mjs)$/)]
  const strangers = all.flatMap((file) =>
    importsOf(file)
      .map(({ from }) => packageOf(from))
      .filter((name) => name !== undefined && !builtinModules.includes(name) && !named.has(name))
      .map((name) => `${file}: ${name} is not in package.json; another package's update could take it away`),
  )
  expect(strangers).toEqual([])
  const productive = new Set(Object.keys(dependencies))
  const lacking = [...bot, ...tab].flatMap((file) =>
    importsOf(file)
      .filter(({ typeOnly }) => !typeOnly)
      .map(({ from }) => packageOf(from))
      .filter((name) => name !== undefined && named.has(name) && !productive.has(name))
      .map((name) => `${file}: ${name} belongs into dependencies, not devDependencies`),
  )
  expect(lacking).toEqual([])
})

it('every package that is named in package.json is used by somebody', () => {
  const { dependencies, devDependencies } = JSON.parse(textOf('package.json'))
  const names = Object.keys({ ...dependencies, ...devDependencies })
  const readers = ['bot', 'tab', 'tests', 'env'].flatMap((folder) => filesIn(folder, /\.(tsx?|mts|mjs|cjs)$/))
  const texts = readers.map(textOf).join('\n')
  const typed = (name: string) => names.includes(name) || ['node', 'jest'].includes(name)
  const unused = names.filter((name) =>
    name.startsWith('@types/') ? !typed(name.slice('@types/'.length)) : !texts.includes(name),
  )
  expect(unused).toEqual([])
})

/** Files in which a member such as `process.env` or `Math.random` stands. */
function using(files: readonly string[], name: string): readonly string[] {
  return files.filter((file) => ofType(file, 'MemberExpression').some((node) => memberName(node) === name))
}

/** `new Date()` reads the machine's clock; `new Date(value)` only reads a value. */
function readingTheClock(files: readonly string[]): readonly string[] {
  const bare = (file: string) =>
    ofType(file, 'NewExpression').some(
      (node) => nameOf(node.callee) === 'Date' && ((node.arguments ?? []) as readonly unknown[]).length === 0,
    )
  return [...files.filter(bare), ...using(files, 'Date.now'), ...using(files, 'performance.now')]
}

it('only config.ts reads the environment', () => {
  const exceptions: Exceptions = {
    'bot/config.ts': 'the reader',
    'bot/database/embedded-server.ts': 'hands the whole of it on to initdb and pg_ctl, and reads no variable',
  }
  const instead = 'add the variable to config.ts and take Config as a parameter'
  expect(broken(using([...bot, ...tab], 'process.env'), exceptions, instead)).toEqual([])
})

it('only clock.ts reads the time of the machine', () => {
  const exceptions: Exceptions = {
    'bot/clock.ts': 'the reader',
    'bot/http/operations.ts': 'measures how long an answer took, against the time that restify noted',
    'tab/card-state.ts': 'hands Date.now in, where the echo of an act is made',
    'tab/when.ts': 'the year of the reader: dates are said without it in the same year',
  }
  const instead = 'take a Clock as a parameter; the machine may lie, and tests set the time'
  expect(broken(readingTheClock([...bot, ...tab]), exceptions, instead)).toEqual([])
})

it('chance comes in from outside', () => {
  const exceptions: Exceptions = {
    'bot/working.ts': 'the composition root, which hands it in',
    'tab/changes.ts': 'spreads the reconnections of many tabs; nothing depends on it',
  }
  const instead = 'take `random` as a parameter, as delivery does'
  expect(broken(using([...bot, ...tab], 'Math.random'), exceptions, instead)).toEqual([])
})

it('ids come from ids.ts', () => {
  const users = bot.filter((file) => importsOf(file).some(({ names }) => names.includes('randomUUID')))
  expect(
    broken(users, { 'bot/ids.ts': 'the source' }, 'take Ids as a parameter, so that tests can count'),
  ).toEqual([])
})

describe('only the gates make a Member', () => {
  it('by mintMember', () => {
    const exceptions: Exceptions = {
      'bot/http/link-gate.ts': 'the gate of personal links: the person of a link',
      'bot/http/sign-in.ts': "the gate of the tab: a token's person",
      'bot/teams/identify.ts': "the gate of Teams: an activity's sender",
    }
    const minting = bot.filter((file) => importsOf(file).some(({ names }) => names.includes('mintMember')))
    expect(
      broken(minting, exceptions, 'take a Member as a parameter; permission is proven at the gate'),
    ).toEqual([])
  })

  it('and nobody forges one with `as Member`', () => {
    const forging = bot.filter((file) =>
      ofType(file, 'TsAsExpression', 'TsTypeAssertion').some((node) => {
        const type = node.typeAnnotation as { typeName?: unknown }
        return nameOf(type.typeName) === 'Member'
      }),
    )
    expect(broken(forging, { 'bot/groups/member.ts': 'the mint' }, 'go through a gate')).toEqual([])
  })
})
