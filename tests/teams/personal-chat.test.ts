/** Conversations are named as Teams names them; those of personal chats are the longest. */
import { demoFounder } from '../../bot/demo/network'
import { tidy } from '../support/kept'
import { faultsIn, startTeamsScene, type TeamsScene, wordsOf } from '../support/teams-scene'
import { groupChat, personalChat, teamsPerson } from '../support/teams-world'

let scene: TeamsScene
beforeAll(async () => {
  scene = await startTeamsScene()
})
afterAll(() => scene.stop())

/** 131 characters, the example of Microsoft's "Conversation basics" (msteams-docs). */
const long =
  'a:17I0kl9EkpE1O9PH5TWrzrLNwnWWcfrU7QZjKR0WSfOpzbfcAg2IaydGElSo10tVr4C7Fc6GtieTJX663WuJCc1uA83n4CSrHSgGBj5XNYLcVlJAs2ZX8DbYBPck201w-'

it('answers in a personal chat whose id is as long as those of Teams', async () => {
  expect(long).toHaveLength(131)
  const answer = await scene.say(demoFounder.name, 'hilfe', personalChat(long))
  expect(faultsIn(scene.test)).toEqual([])
  expect(answer.status).toBe(200)
  const post = await scene.teams.waitFor((teams) => teams.messages(long)[0])
  expect(wordsOf(post.activity)).toContain('Das kann ich für Sie tun')
})

it('answers in a group chat, without a thread', async () => {
  const chat = groupChat('Runde')
  await scene.say(demoFounder.name, 'hilfe', chat)
  const post = await scene.teams.waitFor((teams) => teams.messages(chat.id)[0])
  expect(post.thread).toBeNull()
})

it('forgets the chat of a stranger that has rested, keeps a member’s, and makes it anew when the stranger writes again', async () => {
  const [chat, own] = [personalChat('a:stranger'), personalChat('a:own')]
  const stranger = teamsPerson('Fremd')
  const known = async () =>
    (
      await scene.test.database.sql<{ id: string }>(
        `select conversation_id as id from channel where conversation_id = any($1) order by 1`,
        [[chat.id, own.id]],
      )
    ).map(({ id }) => id)
  await scene.say(stranger, 'hilfe', chat)
  await scene.say(demoFounder.name, 'hilfe', own)
  expect(await known()).toEqual([own.id, chat.id])
  scene.test.clock.advance(29 * 86_400_000)
  await tidy(scene.test)
  expect(await known()).toEqual([own.id, chat.id])
  scene.test.clock.advance(2 * 86_400_000)
  await tidy(scene.test)
  expect(await known()).toEqual([own.id])
  await scene.say(stranger, 'hallo', chat)
  expect(await known()).toEqual([own.id, chat.id])
})
