/** Texts are shown letter by letter: every script, emoji and markup stands in text runs, which know no Markdown. */
import { openPoll, vote, voters } from '../support/polls'
import { elementsOf, startTeamsScene, type TeamsScene } from '../support/teams-scene'

let scene: TeamsScene
beforeAll(async () => {
  scene = await startTeamsScene()
  await scene.install()
  await scene.teams.waitFor((teams) => teams.messages().length === 1)
})
afterAll(() => scene.stop())
beforeEach(() => scene.teams.forget())

const texts: readonly (readonly [string, string])[] = [
  ['Markdown', '**fett** _kursiv_ ~~weg~~ `code` # 1. - [Klick](https://evil.example) ![](x)'],
  ['HTML', '<b>fett</b><script>alert(1)</script><img src=x onerror=alert(1)> &lt;b&gt; &amp;'],
  ['a mention', '<at>Verbund</at> @alle'],
  [
    'macros of cards and texts',
    `{{DATE(2017-02-14T06:08:39Z, SHORT)}} \${poll} {{answer}} $t(house:name) $& $1 $$`,
  ],
  ['emoji', '👩🏽‍💻👨‍👩‍👧‍👦🇩🇪🏴󠁧󠁢󠁥󠁮󠁧󠁿1️⃣❤️‍🔥'],
  ['scripts', 'Größe ﷽ العربية עברית हिन्दी 日本語 한국어 Ελληνικά 𝔘𝔫𝔦 𐐷'],
  ['quotes and backslashes', `"'\`„“«»\\n\\u0000 \\\\ C:\\temp`],
  ['SQL and paths', `'; drop table poll; -- ../../etc/passwd %00 %s`],
  ['long without a blank', 'Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen'.repeat(2)],
]

const runsOf = (card: unknown) =>
  elementsOf(card, 'TextRun').map((run: { readonly text: string }) => run.text)

it.each(texts)('keeps %s in question and answers, on every card', async (_name, text) => {
  const poll = await openPoll(scene.test, { question: text, answers: `${text}\nandere` })
  expect(poll.question).toBe(text.normalize('NFC'))
  expect(poll.options[0]?.label).toBe(text.normalize('NFC'))
  await vote(scene.test, voters[0], poll.id, 'o1')
  // Earlier ones may still be on their way: a channel takes eight posts in two seconds.
  const posted = await scene.teams.waitFor(
    (teams) => teams.messages().find((message) => JSON.stringify(message.activity).includes(poll.id)),
    10_000,
  )
  const nonce = 'nonce-of-a-card'
  const cards = [
    posted.activity,
    (await scene.act(voters[0], 'poll.card', { poll: poll.id })).card,
    (await scene.act(voters[0], 'poll.answer-form', { poll: poll.id })).card,
    (await scene.act(voters[1], 'poll.cast-ballot', { poll: poll.id, choice: 'o1', nonce })).card,
    (await scene.act(voters[1], 'poll.cast-ballot', { poll: poll.id, choice: 'o9', nonce })).card,
  ]
  for (const card of cards) {
    expect(runsOf(card)).toContain(poll.question)
    // A TextBlock would read Markdown; nothing of ours is one.
    expect(elementsOf(card, 'TextBlock')).toEqual([])
    expect(JSON.stringify(card)).not.toMatch(/\[object|undefined/)
  }
  for (const choice of elementsOf(cards[2], 'Input.ChoiceSet'))
    expect(choice.choices[0]).toEqual({ title: poll.question, value: 'o1' })
  expect(runsOf(cards[3])).toContain(`Gespeichert: ${poll.question}`)
})

it.each(texts)('keeps %s in a refusal that quotes it', async (_name, text) => {
  const poll = await openPoll(scene.test, { answers: `${text}\nandere` })
  const { card } = await scene.act('Anke Beispiel', 'poll.add-option', { poll: poll.id, label: text })
  expect(runsOf(card)).toContain(`Die Antwort „${text.normalize('NFC')}“ steht zweimal da.`)
})

it('joins what a keyboard took apart: "u" and its dots are "ü"', async () => {
  const poll = await openPoll(scene.test, { question: 'Fu\u0308r wen?', answers: 'Bu\u0308ro\nHof' })
  expect([poll.question, poll.options[0]?.label]).toEqual(['Für wen?', 'Büro'])
})

it('takes all line ends, drops empty lines, trims the others', async () => {
  const poll = await openPoll(scene.test, { answers: '  KI \r\n\r\n\tDatenschutz\rFührung\n\n' })
  expect(poll.options.map((option) => option.label)).toEqual(['KI', 'Datenschutz', 'Führung'])
})
