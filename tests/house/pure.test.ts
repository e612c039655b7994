/** Nouns are rules without I/O, cards make cards of views, SQL stands in stores. */
import { broken, code, type Exceptions, filesIn, importsOf, packageOf, words } from './sources'

/** Files of a word that may reach out. Whatever else stands directly in a word's folder, or in kinds/, is a pure noun. */
const reachOut = [
  /^([\w-]+-)?store\.ts$/,
  /^(\w+-)?routes\.ts$/,
  /^(subscribers|tasks|renderers|desk)\.ts$/,
  // Reads what a form shows before it is drawn.
  /^form\.ts$/,
  // Files of keys (P5), and the secret of links.
  /^keys\.ts$/,
  // Enciphers with a random start (P5).
  /^sealing\.ts$/,
  // Lock polls, rounds, and count in batches.
  /^(ballot|answer)-box\.ts$/,
  // A thread of its own.
  /^workbook\.ts$/,
  // How words name their matters; rows said in a language.
  /^(describe|(\w+-)?words)\.ts$/,
]

/** Calculates, touches nothing. */
const purePackages = ['csv-parse', 'csv-stringify', 'feiertagejs', 'fflate', 'iconv-lite', 'luxon', 'zod']

/** Of bot, beside other nouns of its own and earlier words. */
const pureFiles = [
  'bot/audit/door.ts',
  'bot/inputs.ts',
  'bot/keeping/retention.ts',
  // Lets others have their turn between the pieces of a rule's work, and hands it nothing.
  'bot/pieces.ts',
  'bot/refusal.ts',
]

/** Rooms of rules alone: all in them is a noun, and every noun may use them. */
const pureRooms = ['calendar']

const wordFiles = words.flatMap((word) => filesWithin(`bot/${word}`))

function filesWithin(folder: string): readonly string[] {
  return filesIn('bot', code).filter((file) => file.startsWith(`${folder}/`))
}

function isNoun(file: string): boolean {
  const [, word = '', ...rest] = file.split('/')
  if (pureRooms.includes(word)) return true
  if (!words.includes(word)) return false
  const [first = '', second] = rest
  if (second !== undefined) return first === 'kinds'
  return !reachOut.some((pattern) => pattern.test(first))
}

it('nouns import only nouns, refusals and what merely calculates: hand the rest in as a value', () => {
  const nouns = [...wordFiles, ...pureRooms.flatMap((room) => filesWithin(`bot/${room}`))].filter(isNoun)
  const some = ['bot/polls/ballot.ts', 'bot/polls/kinds/scale.ts', 'bot/calendar/quiet-hours.ts']
  expect(nouns).toEqual(expect.arrayContaining(some))
  const offending = nouns.flatMap((file) =>
    importsOf(file)
      .filter((one) => !isPure(one.file, one.from))
      .map((one) => `${file} -> ${one.from}: a rule without I/O takes a value instead; or it is a use case`),
  )
  expect(offending).toEqual([])
})

function isPure(file: string | undefined, from: string): boolean {
  if (file === undefined) return purePackages.includes(packageOf(from) ?? from)
  return pureFiles.includes(file) || isNoun(file)
}

it('cards import views, elements and wording, nothing else: a card is made of what it is given', () => {
  const cards = wordFiles.filter((file) => file.split('/')[2] === 'cards')
  expect(cards.length).toBeGreaterThan(3)
  const allowed = /^bot\/(card\/\w+|\w+\/view|\w+\/cards\/[\w-]+|texts)\.ts$/
  const offending = cards.flatMap((file) =>
    importsOf(file)
      .filter(({ file: to }) => to === undefined || !allowed.test(to))
      .map(({ from }) => `${file} -> ${from}: put what the card shows into view.ts and give it to the card`),
  )
  expect(offending).toEqual([])
})

/** HOUSE: store.ts is its word's only SQL. */
const sqlOutsideStores: Exceptions = {
  'bot/delivery/tasks.ts': 'asks the doors give_up_posts and idle_lanes',
  'bot/demo/people.ts': 'asks the door people_of_tenant',
  'bot/http/operations.ts': 'asks whether the database answers at all',
  'bot/polls/use-cases/close-poll.ts': 'asks the doors due_polls and closed_polls',
}

it('SQL stands in stores, beside the database and the queue', () => {
  const own = /^bot\/(database\/.*|jobs\/queue\.ts|\w+\/([\w-]+-)?store\.ts)$/
  const offending = filesIn('bot', code).filter((file) => {
    const writesSql = importsOf(file).some(
      ({ from, file: to, typeOnly }) => !typeOnly && (from === 'kysely' || to === 'bot/database/query.ts'),
    )
    return writesSql && !own.test(file)
  })
  expect(broken(offending, sqlOutsideStores, 'move the SQL into the store of its word')).toEqual([])
})

it('use cases are verb-object, one file each', () => {
  const useCases = wordFiles.filter((file) => file.split('/')[2] === 'use-cases')
  expect(useCases.length).toBeGreaterThan(5)
  const misnamed = useCases.filter((file) => !/^[a-z]+(-[a-z]+)*\.ts$/.test(file.split('/')[3] ?? ''))
  expect(misnamed).toEqual([])
})
