/** Commands as people write them: German, English, in capitals, with slips, after a mention or without one. */
import { demoFounder } from '../../bot/demo/network'
import { understand } from '../../bot/teams/commands'
import { message } from '../support/activities'
import { openPoll, voters } from '../support/polls'
import { quiet } from '../support/quiet'
import {
  committeeChat,
  demoTeamsPerson,
  elementsOf,
  faultsIn,
  groupChannel,
  startTeamsScene,
  type TeamsScene,
  wordsOf,
} from '../support/teams-scene'
import { type Place, personalChat, teamsPerson } from '../support/teams-world'

const coordinator = demoFounder.name
const english = voters[4]

describe('understands', () => {
  it.each([
    ['help.show', ['hilfe', 'hallo', 'help', 'hi', 'hello', 'HILFE', 'Hallo!', '  hilfe  bitte ', '', '?']],
    ['poll.form', ['umfrage', 'poll', 'Umfrage', 'UMFRAGE.', '„umfrage“', 'umfrage starten', 'poll, please']],
    ['need.start', ['bedarf', 'need', 'needs', 'Bedarf', 'bedarf an KI', 'BEDARF!']],
    ['inbox.show', ['offen', 'open', 'Offen?', 'OPEN']],
    ['member.language-form', ['sprache', 'language', 'Sprache', '*sprache*']],
  ] as const)('%s', (route, texts) => {
    for (const text of texts) expect([text, understand(text)]).toEqual([text, { is: 'command', route }])
  })

  it.each([
    ['umfrage', ['umfrge', 'umfarge', 'umfragen', 'umfage', 'Umfrgae']],
    ['hilfe', ['hilfee', 'hife', 'hilffe']],
    ['sprache', ['spache', 'sprach', 'spracche']],
    ['language', ['langauge', 'languge']],
  ] as const)('a slip in "%s"', (word, slips) => {
    for (const slip of slips) expect(understand(slip)).toMatchObject({ is: 'guess', word })
  })

  it('umlauts alike, composed, decomposed and written out', () => {
    for (const text of ['Öffen', 'O\u0308ffen', 'oeffen'])
      expect(understand(text)).toEqual({ is: 'guess', word: 'offen', route: 'inbox.show', typed: 'oeffen' })
  })

  it.each(['wetter', 'urlaub am Meer', '12345', '日本語', 'x'.repeat(100_000), 'constructor'])(
    'nothing in %.20p',
    (text) => {
      expect(understand(text)).toEqual({ is: 'unknown' })
    },
  )
})

describe('through the door', () => {
  let scene: TeamsScene
  beforeAll(async () => {
    scene = await startTeamsScene()
  })
  afterAll(() => scene.stop())
  let logged = 0
  beforeEach(() => {
    logged = scene.test.log.length
    scene.teams.forget()
  })
  afterEach(() => expect(faultsIn(scene.test, logged)).toEqual([]))

  const answer = async (): Promise<string> => {
    const post = await scene.teams.waitFor((teams) => teams.messages()[0])
    return wordsOf(post.activity).join('\n')
  }
  const places: readonly (readonly [string, Place])[] = [
    ['a channel', groupChannel],
    ['a group chat', committeeChat],
    ['a personal chat', personalChat('a:personal')],
  ]

  it.each(places)('answers in %s, where it was asked', async (_name, where) => {
    await scene.say(coordinator, 'umfrage', where)
    expect(await answer()).toMatch(/NEUE UMFRAGE/)
    const [post] = scene.teams.messages()
    expect(post?.conversation).toBe(where.id)
    expect(post?.thread === null).toBe(where.kind !== 'channel')
  })

  it('answers in the thread in which it was asked', async () => {
    const thread = '1795420000000'
    const from = demoTeamsPerson(coordinator)
    await scene.test.send(message(scene.world, { from, where: groupChannel, text: 'hilfe', thread }))
    expect(await answer()).toContain('Das kann ich für Sie tun')
    expect(scene.teams.messages()[0]?.thread).toBe(thread)
  })

  it("opens the form of the channel's own group", async () => {
    await scene.say(coordinator, 'umfrage')
    expect(await answer()).toContain('NEUE UMFRAGE · AK Digitale Kompetenzen')
  })

  it.each([
    ['a coordinator', coordinator, 'hallo', 'Fragen Sie Ihren Arbeitskreis'],
    ['a member', voters[1], 'hilfe', 'beantworten Sie direkt auf der Karte'],
    ['a member who reads English', english, 'hilfe', 'What I can do for you'],
    ['a member who reads English', english, 'offen', 'I show this only to you'],
    ['a member who may not ask', voters[1], 'umfrage', 'Umfragen führt hier die Koordination.'],
    ['a member who may not ask', english, 'poll', 'Here the coordinator runs the polls.'],
    ['a slip', coordinator, 'umfrge', 'Meinten Sie „umfrage“?'],
    ['a slip in English', english, 'langauge', 'Did you mean “language”?'],
    ['anything else', coordinator, 'Wie wird das Wetter?', 'Das habe ich nicht verstanden.'],
    ['anything else in English', english, 'What a day', 'I did not understand that.'],
    ['the language', coordinator, 'sprache', 'Das zeige ich nur Ihnen'],
  ])('answers %s (%s: %s)', async (_who, who, text, words) => {
    await scene.say(who, text)
    expect(await answer()).toContain(words)
  })

  describe.each(places.slice(0, 2))('P4 in %s, where others read along,', (_name, where) => {
    it.each([
      ['offen', 'inbox.show', 'Was fehlt noch von Bernd?', /Was fehlt noch|wartet auf Sie|warten auf Sie/],
      ['sprache', 'member.language-form', 'Zurzeit: Deutsch', /Zurzeit|zusammenfassen/],
    ])(
      '"%s" is answered with one button, and what is personal goes to who presses it',
      async (text, verb, own, personal) => {
        if (verb === 'inbox.show') await openPoll(scene.test, { question: own })
        // It would be told in the personal chats of the tests that follow.
        await scene.test.database.sql('delete from notice')
        await quiet(scene.test.database)
        scene.teams.forget()
        await scene.say(voters[0], text, where)
        expect(await answer()).not.toMatch(personal)
        const buttons = elementsOf(scene.teams.messages()[0]?.activity, 'Action.Execute')
        expect(buttons).toEqual([expect.objectContaining({ verb, data: {} })])
        expect((await scene.act(voters[0], verb, {}, { where })).words).toContain(own)
      },
    )
  })

  it.each([
    ['offen', /Eine Sache wartet|Sachen warten|Nichts wartet/],
    ['sprache', /Zurzeit: Deutsch/],
  ])('"%s" is answered at once in the personal chat', async (text, words) => {
    await scene.say(voters[0], text, personalChat('a:personal'))
    expect(await answer()).toMatch(words)
  })

  it.each([
    ['before', '<at>Verbund</at> umfrage'],
    ['after', 'umfrage <at>Verbund</at>'],
    ['without a blank', '<at>Verbund</at>umfrage'],
    ['with a hard blank', '<at>Verbund</at>&nbsp;umfrage'],
    ['on lines of its own', '<at>Verbund</at>\n\numfrage\n'],
    ['with attributes, as phones send it', '<at id="0">Verbund</at> umfrage'],
    ['twice', '<at>Verbund</at> <at>Verbund</at> umfrage'],
    ['under another name than its entity', '<at>Verbund (Test)</at> umfrage'],
  ])('understands a mention %s', async (_name, text) => {
    const said = message(scene.world, { from: demoTeamsPerson(coordinator), where: groupChannel, text: '' })
    await scene.test.send({ ...said, text })
    expect(await answer()).toContain('NEUE UMFRAGE')
  })

  it.each([
    ['de-DE', 'Sie sind in diesem Verbund noch nicht dabei.'],
    ['en-GB', 'You are not part of this network yet.'],
  ])('tells a visitor (%s) how to become a member', async (locale, words) => {
    const visitor = message(scene.world, {
      from: teamsPerson('Gast'),
      where: groupChannel,
      text: 'hilfe',
      locale,
    })
    await scene.test.send(visitor)
    expect(await answer()).toContain(words)
  })

  it('stays silent in a tenant without a network, and says nothing to reactions and edits', async () => {
    const from = demoTeamsPerson(coordinator)
    const said = message(scene.world, { from, where: groupChannel, text: 'hilfe' })
    const tenant = 'f0000000-0000-4000-8000-00000000000f'
    const elsewhere = {
      conversation: { ...said.conversation, tenantId: tenant },
      channelData: { tenant: { id: tenant } },
    }
    expect((await scene.test.send({ ...said, ...elsewhere })).status).toBe(200)
    for (const type of ['messageReaction', 'messageUpdate', 'typing', 'endOfConversation', 'event'])
      expect((await scene.test.send({ ...said, type })).status).toBe(200)
    expect(await scene.test.database.sql("select 1 from post where state in ('waiting', 'sending')")).toEqual(
      [],
    )
  })
})
