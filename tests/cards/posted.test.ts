/** Cards as they leave the house: the greeting as it is drawn, the form under a refusal through the door. */
import type { Card } from '../../bot/card/elements'
import { randomIds } from '../../bot/ids'
import { renderersOf } from '../../bot/words'
import { coordinator, groupId, tryToOpen } from '../support/polls'
import { startTestService, type TestService } from '../support/service'
import { complaintsOf, partsOf, seenIn } from './reading'

let test: TestService

beforeAll(async () => {
  test = await startTestService()
})
afterAll(() => test.stop())

/** Nobody listens there: what is posted stays in the ledger. */
const nowhere = 'http://127.0.0.1:9/'

async function greetingIn(conversation: string): Promise<Card> {
  await test.send({
    type: 'installationUpdate',
    action: 'add',
    id: randomIds.nonce(),
    serviceUrl: nowhere,
    channelId: 'msteams',
    from: { id: '29:demo-20', aadObjectId: '7a3c0de0-0000-4000-8000-000000000020' },
    recipient: { id: '28:verbund' },
    conversation: { id: conversation, conversationType: 'groupChat', isGroup: true },
    channelData: { tenant: { id: '7a3c0de0-0000-4000-8000-000000000001' } },
  })
  const [post] = await test.database.sql<{ network_id: string; matter_id: string }>(
    "select network_id, matter_id from post where conversation_id = $1 and matter_kind = 'greeting'",
    [conversation],
  )
  const { world } = test.service.desk
  const drawn = await renderersOf(world, test.service.links).greeting?.({
    ...{ networkId: post?.network_id ?? '', matterId: post?.matter_id ?? '', conversationId: conversation },
    ...{ memberId: null, standing: false, data: {} },
  })
  if (!drawn) throw new Error('there is no greeting')
  return drawn.card
}

it.each([
  ['de', 'Guten Tag, ich bin Verbund. Wer trifft sich hier?'],
  ['en', 'Hello, I am Verbund. Who meets here?'],
])("the greeting speaks the network's language: %s", async (language, title) => {
  await test.database.sql('update network set language = $1', [language])
  const card = await greetingIn(`19:${language}@thread.v2`)
  expect(complaintsOf(card)).toEqual([])
  expect(card).toMatchObject({ lang: language, version: '1.5', fallbackText: `Verbund: ${title}` })
  expect(seenIn(card).map(({ text }) => text)).toContain(title)
})

describe('the form under a refusal', () => {
  const send = async (wishes: Readonly<Record<string, unknown>>) => {
    const body = {
      group: await groupId(test),
      nonce: 'nonce-form-1',
      question: 'Welches Thema?',
      answers: 'A\nB',
      kind: 'single',
      date: '2026-11-30',
      time: '12:00',
      secrecy: 'named-live',
      ...wishes,
    }
    return test.api(coordinator, 'poll.open', { body, asCard: true })
  }
  const input = (card: Card, id: string) =>
    partsOf(card).find((part) => part.type.startsWith('Input.') && part.id === id)

  it('keeps what was typed, says what is wrong, and stays the same form (E3, P2)', async () => {
    const { status, body: card } = await send({
      date: '2026-11-20',
      question: 'Was **genau**?',
      answers: 'A\nB\nC',
      secrecy: 'anonymous',
    })
    expect(status).toBe(422)
    expect(complaintsOf(card)).toEqual([])
    expect(seenIn(card)[1]?.text).toBe('Der Schluss liegt in der Vergangenheit.')
    expect(input(card, 'question')?.value).toBe('Was **genau**?')
    expect(input(card, 'answers')?.value).toBe('A\nB\nC')
    expect(input(card, 'secrecy')?.value).toBe('anonymous')
    expect(card.actions[0].data.nonce).toBe('nonce-form-1')
  })

  it.each([
    ['a long question and long answers', { question: '漢'.repeat(40_000), answers: '字'.repeat(40_000) }],
    [
      'every field filled to the brim',
      Object.fromEntries(
        ['question', 'answers', 'kind', 'date', 'time', 'secrecy'].map((field) => [
          field,
          '漢'.repeat(10_000),
        ]),
      ),
    ],
    ['quotes, which JSON doubles', { question: '"'.repeat(40_000), answers: '\\'.repeat(40_000) }],
  ])('is under 80 KB even with %s', async (_, wishes) => {
    const { status, body: card } = await send(wishes)
    expect(status).toBe(422)
    expect(Buffer.byteLength(JSON.stringify(card))).toBeLessThan(80_000)
  })

  it('is a card in the language of its reader', async () => {
    await test.api(coordinator, 'member.set-language', { body: { language: 'en' } })
    const { body: card } = await send({ answers: 'A' })
    await test.api(coordinator, 'member.set-language', { body: { language: 'de' } })
    expect(card.lang).toBe('en')
    expect(seenIn(card).filter(({ text }) => /[äöüß]/.test(text))).toEqual([])
  })
})

it('a poll as long as the routes let in is opened, and its card fits', async () => {
  const answers = Array.from({ length: 20 }, (_, i) => `${i} ${'字'.repeat(116)}`).join('\n')
  const opened = await tryToOpen(test, { question: '漢'.repeat(300), answers })
  expect(opened.status).toBe(200)
  const { body: card } = await test.api(coordinator, 'poll.card', {
    query: { poll: opened.body.poll.id },
    asCard: true,
  })
  expect(complaintsOf(card)).toEqual([])
  expect(Buffer.byteLength(JSON.stringify(card))).toBeLessThan(80_000)
})
