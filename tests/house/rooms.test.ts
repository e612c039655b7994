/** Who may import whom: one direction through the house, words only earlier words, doors no words but who people are. */
import { code, filesIn, importsOf, words } from './sources'

/** Rooms that every word may use. */
const forWords = [
  'audit',
  'calendar',
  'card',
  'database',
  'delivery',
  'inbox',
  'jobs',
  'keeping',
  'mail',
  'pdf',
]

/** Files directly in bot that hold no state and know no room; everybody may use them. */
const ground = [
  'clock',
  'durable',
  'ids',
  'inputs',
  'log',
  'metrics',
  'pieces',
  'place',
  'refusal',
  'texts',
  'route',
  'turn',
  'world',
]

/** Room -> what it may import beside itself and the ground. A new room gets its line here. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  calendar: [],
  audit: ['database', 'keeping'],
  // What words register of what they keep.
  keeping: ['database'],
  card: [],
  // config only for where the checkout is.
  database: ['config'],
  jobs: ['database'],
  // No word at all: words register what they want delivered in service.ts.
  delivery: ['card', 'database', 'jobs'],
  mail: ['delivery'],
  // Where the program of its thread is; what stands in a document, words say.
  pdf: ['config'],
  inbox: ['calendar', 'card', 'database', 'delivery', 'jobs', 'keeping', 'mail'],
  ...Object.fromEntries(words.map((word, i) => [word, [...forWords, ...words.slice(0, i)]])),
  // The doors know who people are (groups; whose link it is: links) and routes by name; what a poll is, they do not know.
  teams: ['config', 'card', 'database', 'delivery', 'groups', 'limits'],
  http: ['config', 'card', 'database', 'groups', 'limits', 'links', 'teams', 'demo'],
  // inbox: what the demo has staged is no news to anybody.
  demo: ['database', 'http', 'inbox', ...words],
  clock: [],
  durable: [],
  ids: [],
  inputs: [],
  limits: [],
  metrics: [],
  pieces: [],
  place: [],
  log: [],
  refusal: [],
  config: [],
  ending: [],
  // Types alone: a language, a member.
  texts: ['groups'],
  route: ['card', 'groups'],
  turn: ['card', 'database'],
  world: ['database'],
  'word-texts': words,
}

/** The composition root: it may import everything, and nobody else imports it. */
const composition = ['main', 'service', 'words', 'working']

const files = filesIn('bot', code)

function roomOf(file: string): string {
  const [, first = '', ...rest] = file.split('/')
  return rest.length > 0 ? first : first.replace(/\.\w+$/, '')
}

/** Where `import` may not lead, as a sentence that says where the code should go instead. */
function complaint(file: string, to: string): string | undefined {
  const from = roomOf(file)
  const target = roomOf(to)
  if (composition.includes(from) || from === target || /\/texts\/(de|en)\.json$/.test(to)) return undefined
  if (composition.includes(target)) return `${file} -> ${to}: take it as a parameter, as service.ts gives it`
  const allowed = mayImport[from]
  if (!allowed) return `${file}: the room ${from} has no line in the table of tests/house/rooms.test.ts`
  if (ground.includes(target) || allowed.includes(target)) return undefined
  if (!words.includes(target))
    return `${file} -> ${to}: ${from} may not use ${target}; move what both need below both`
  return words.includes(from)
    ? `${file} -> ${to}: ${from} comes before ${target}; let ${target} register with ${from} in service.ts`
    : `${file} -> ${to}: ${from} knows no words; let ${target} register what it needs in service.ts`
}

it('imports lead only from later rooms to earlier ones', () => {
  const complaints = files.flatMap((file) =>
    importsOf(file).flatMap(({ file: to }) => (to?.startsWith('bot/') ? (complaint(file, to) ?? []) : [])),
  )
  expect(complaints).toEqual([])
})

it('nothing in bot imports from tab, tests or env', () => {
  const outside = files.flatMap((file) =>
    importsOf(file).flatMap(({ file: to }) =>
      to && !to.startsWith('bot/')
        ? [`${file} -> ${to}: the service stands without the others; move it into bot`]
        : [],
    ),
  )
  expect(outside).toEqual([])
})

it("the tab takes nothing of bot but the types of a word's view.ts, or of the inbox's", () => {
  const complaints = filesIn('tab', code).flatMap((file) =>
    importsOf(file)
      .filter(({ file: to }) => to?.startsWith('bot/'))
      .filter(
        ({ file: to, typeOnly }) =>
          !typeOnly || ![...words, 'inbox'].some((room) => to === `bot/${room}/view.ts`),
      )
      .map(
        ({ from }) => `${file} -> ${from}: put what the tab must know into view.ts, and import it as a type`,
      ),
  )
  expect(complaints).toEqual([])
})

it('nothing outside tests imports from tests', () => {
  const product = [...filesIn('tab', code), ...filesIn('env', /\.(ts|mjs)$/)]
  const complaints = product.flatMap((file) =>
    importsOf(file)
      .filter(({ file: to }) => to?.startsWith('tests/'))
      .map(({ from }) => `${file} -> ${from}: what the product needs stands in bot, tab or env`),
  )
  expect(complaints).toEqual([])
})

describe('the rule itself', () => {
  it.each([
    ['bot/groups/store.ts', 'bot/polls/poll.ts', 'groups comes before polls'],
    ['bot/delivery/tasks.ts', 'bot/groups/member.ts', 'delivery knows no words'],
    ['bot/http/api.ts', 'bot/polls/view.ts', 'http knows no words'],
    ['bot/card/frame.ts', 'bot/delivery/outlet.ts', 'card may not use delivery'],
    ['bot/polls/routes.ts', 'bot/service.ts', 'as a parameter'],
    ['bot/attic/box.ts', 'bot/card/frame.ts', 'has no line'],
  ])('stops %s -> %s', (from, to, why) => {
    expect(complaint(from, to)).toContain(why)
  })

  it('lets polls use groups', () => {
    expect(complaint('bot/polls/form.ts', 'bot/groups/rights.ts')).toBeUndefined()
  })
})
