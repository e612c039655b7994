/** The chair asks the committee and calls elections, also without coordinating a group; other groups are asked by their own. */
import { randomIds } from '../../bot/ids'
import { actionData } from '../support/demo-teams'
import { beginVoting, call, standFor } from '../support/elections'
import { groupId, openPoll, outsider, tryToOpen, voters } from '../support/polls'
import { codeOf } from '../support/refusals'
import { startTeamsScene, type TeamsScene, wordsOf } from '../support/teams-scene'
import { personalChat } from '../support/teams-world'

const chair = 'Gero Modell'
const office = 'Anke Beispiel'
const [bernd, clara] = voters
let scene: TeamsScene
let committee: string
beforeAll(async () => {
  scene = await startTeamsScene()
  await scene.test.database.sql(
    `update seat set chair = holder_id = (select id from member where name = '${chair}') where holder_id is not null`,
  )
  committee = await groupId(scene.test, 'Steuerkreis')
})
beforeEach(() => scene.test.clock.set('2026-11-23T09:00:00+01:00'))
afterAll(() => scene.stop())

const ask = (verb: string, poll: string, more: object = {}) =>
  scene.test.api(chair, `poll.${verb}`, { body: { poll, ...more } })

it('at "umfrage" the committee’s form comes, and the way to an election', async () => {
  const chat = personalChat('a:1geros-chat')
  await scene.say(chair, 'umfrage', chat)
  const { activity } = await scene.teams.waitFor((teams) => teams.messages(chat.id)[0])
  const words = wordsOf(activity).join('\n')
  expect(words).toContain('NEUE UMFRAGE · Steuerkreis')
  const card = (await scene.test.api(chair, 'poll.form', { asCard: true })).body
  expect(actionData(card, 'poll.open')).toMatchObject({ group: committee })
  expect(actionData(card, 'election.form')).toBeDefined()
})

it('the chair opens, edits and closes a poll among the committee', async () => {
  const { id } = await openPoll(scene.test, { by: chair, group: committee } as object)
  expect((await scene.test.api(chair, 'poll.show', { query: { poll: id } })).body.poll.mayManage).toBe(true)
  expect((await ask('add-option', id, { label: 'Noch eine' })).status).toBe(200)
  expect((await ask('close', id)).status).toBe(200)
})

it('a plain poll in a group that somebody else coordinates stays refused', async () => {
  const group = await groupId(scene.test, 'AK KMU-Netzwerk')
  expect(codeOf(await tryToOpen(scene.test, { by: chair, group } as object))).toBe('groups:lacks-run-polls')
  expect(codeOf(await scene.test.api(chair, 'poll.form', { query: { group } }))).toBe(
    'groups:lacks-run-polls',
  )
  const { id } = await openPoll(scene.test)
  expect(['polls:unknown-poll', 'groups:lacks-run-polls']).toContain(codeOf(await ask('close', id)))
  // Who holds a seat and not the chair runs nothing there, either.
  const by = { by: bernd, group: committee } as object
  expect(codeOf(await tryToOpen(scene.test, by))).toBe('groups:lacks-run-polls')
})

it('"offen" names a poll to whoever votes in it, in whatever group it is', async () => {
  const { id } = await call(scene.test, { electorate: 'network' })
  for (const who of [bernd, clara]) await standFor(scene.test, who, id)
  const poll = await beginVoting(scene.test, id)
  const waiting = async (who: string) =>
    (await scene.test.api(who, 'poll.list')).body.waiting.map((line: { id: string }) => line.id)
  expect(await waiting(outsider)).toEqual([poll])
  expect(await waiting(office)).toContain(poll)
  const mine = await groupId(scene.test)
  const { body } = await scene.test.api(clara, 'poll.list', { query: { group: mine } })
  expect(body.waiting.map((line: { id: string }) => line.id)).toContain(poll)
  const cast = { poll, choice: 'o1', nonce: randomIds.nonce() }
  await scene.test.api(outsider, 'poll.cast-ballot', { body: cast })
  expect(await waiting(outsider)).toEqual([])
})
