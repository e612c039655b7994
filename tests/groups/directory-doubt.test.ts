/** No doubtful answer of the directory marks anybody, and nobody is told of a single bad night. */
import { type DirectoryScene, startDirectoryScene } from '../support/directory-scene'
import { error } from '../support/directory-stand-in'

const gone = 'Gero Modell'
let scene: DirectoryScene
beforeAll(async () => {
  scene = await startDirectoryScene()
  await scene.leave(gone)
})
afterAll(() => scene.stop())

type Page = Readonly<Record<string, unknown>>
type Responses = readonly { readonly id: string; readonly body: unknown }[]
const responsesOf = (page: Page) => page.responses as Responses

const halved = (page: Page) => ({ responses: responsesOf(page).slice(0, responsesOf(page).length / 2) })
const shifted = (page: Page) => {
  const all = responsesOf(page)
  return { responses: all.map((one, i) => ({ ...one, body: all[(i + 1) % all.length]?.body })) }
}
const within = (status: number, code: string) => ({ within: () => error(status, code) })

it.each([
  ['401', { status: 401 }, 'forbidden'],
  ['403, as without consent', { status: 403, code: 'Authorization_RequestDenied' }, 'forbidden'],
  ['429 for longer than a job waits', { status: 429, retryAfter: 600 }, 'busy'],
  ['503 with a pause that is too long', { status: 503, retryAfter: 600 }, 'busy'],
  ['another content', { body: '<html>' }, 'unclear'],
  ['half of the ids', { change: halved }, 'unclear'],
  ['somebody else for each', { change: shifted }, 'unclear'],
  ['an account for each that is none', { within: () => ({ status: 200, body: {} }) }, 'unclear'],
  ['403 within', within(403, 'Authorization_RequestDenied'), 'forbidden'],
  ['404 of another kind', within(404, 'ResourceNotFound'), 'unclear'],
  ['that nobody of them is there', within(404, 'Request_ResourceNotFound'), 'unclear'],
] as const)('marks nobody where Graph answers %s', async (_name, mishap, why) => {
  scene.directory.misbehave(() => mishap)
  await scene.night()
  expect([await scene.left(), (await scene.show()).failed?.why]).toEqual([[], why])
})

it('marks nobody where the connection breaks, in the middle of an answer, too, or leads elsewhere', async () => {
  const mishaps = ['cut', 'cut-within', { redirect: 'http://127.0.0.1:9/' }] as const
  scene.directory.misbehave(({ n }) => mishaps[n % mishaps.length])
  await scene.night()
  expect([await scene.left(), (await scene.show()).failed.why]).toEqual([[], 'busy'])
})

it('of all these nights in a row the office was told once; of a single one not at all; of a new series again', async () => {
  const told = async () => (await scene.notices()).map(({ kind }) => kind)
  expect(await told()).toEqual(['directory-failed'])
  // Nobody is missing: a good night.
  scene.directory.behave()
  scene.directory.put('', [await scene.accountOf(gone)])
  await scene.night()
  scene.directory.misbehave(() => ({ status: 403 }))
  await scene.night()
  expect(await told()).toHaveLength(1)
  await scene.night()
  expect(await told()).toHaveLength(2)
})

it('a pause that Graph asks for is kept, for a batch and for a single one in it, and then all is read', async () => {
  await scene.leave(gone)
  const before = scene.directory.calls.length
  scene.directory.misbehave(({ n, ids }) => {
    if (n === before + 1) return { status: 429, retryAfter: 1 }
    const late = error(429, 'TooManyRequests', { 'Retry-After': '1' })
    return n === before + 2 ? { within: (id) => (id === ids[0] ? late : undefined) } : undefined
  })
  await scene.night()
  expect(await scene.left()).toEqual([gone])
  // The one that was put off is asked for alone.
  expect(scene.directory.calls.slice(before).map(({ ids }) => ids.length)).toContain(1)
})
