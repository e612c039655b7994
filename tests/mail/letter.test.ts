/** Letters say everything as plain text too, keep every script, and let nothing of what was typed become markup. */
import fc from 'fast-check'
import { type LetterParts, letter } from '../../bot/mail/letter'

const parts: LetterParts = {
  language: 'de',
  subject: 'Umfrage „KI im Büro“ endet morgen',
  title: 'Ihre Antwort fehlt noch',
  paragraphs: ['Die Umfrage endet am Fr., 27. Nov., 12:00.', 'Zeile eins\nZeile zwei'],
  link: { label: 'Jetzt antworten', url: 'https://verbund.example/tab/polls/1?a=1&b=2' },
  foot: ['Verbund Südostniedersachsen', 'Sie erhalten diese Mail als Mitglied des Arbeitskreises.'],
}

it('is readable without HTML: title, paragraphs, the whole address of the link, and a foot', () => {
  expect(letter(parts).text).toBe(
    [
      'Ihre Antwort fehlt noch',
      '',
      'Die Umfrage endet am Fr., 27. Nov., 12:00.',
      '',
      'Zeile eins',
      'Zeile zwei',
      '',
      'Jetzt antworten:',
      'https://verbund.example/tab/polls/1?a=1&b=2',
      '',
      '-- ',
      'Verbund Südostniedersachsen',
      'Sie erhalten diese Mail als Mitglied des Arbeitskreises.',
      '',
    ].join('\n'),
  )
})

it('says in HTML which language it is, has one heading and one link, and keeps line breaks', () => {
  const { html } = letter(parts)
  expect(html).toContain('<html lang="de">')
  expect(html).toContain('>Ihre Antwort fehlt noch</h1>')
  expect(html).toContain('<a href="https://verbund.example/tab/polls/1?a=1&amp;b=2">Jetzt antworten</a>')
  expect(html).toContain('Zeile eins<br>Zeile zwei')
  expect(letter({ ...parts, language: 'en' }).html).toContain('<html lang="en">')
})

it('fetches nothing and runs nothing: no image, script, style sheet, form or frame', () => {
  expect(letter(parts).html).not.toMatch(
    /<(img|script|link|style|form|iframe|object|svg)|url\(|@import|\bon\w+=/i,
  )
})

it('does without link and foot', () => {
  const { link: _link, ...rest } = parts
  const plain = letter({ ...rest, paragraphs: ['Nur das.', ' ', ''], foot: [] })
  expect(plain.text).toBe('Ihre Antwort fehlt noch\n\nNur das.\n')
  expect(plain.html).not.toMatch(/<a |<hr|<p[^>]*><\/p>/)
})

it.each(['مرحبا بالعالم', 'שלום', '日本語のお知らせ', 'Žluťoučký kůň', '👩‍🏭🏳️‍🌈 und 🇩🇪', 'ẞ — „…“ €'])(
  'keeps every script and emoji: %s',
  (said) => {
    const made = letter({ ...parts, subject: said, title: said, paragraphs: [said], foot: [said] })
    expect(made.subject).toBe(said)
    expect(made.text.split(said)).toHaveLength(4)
    expect(made.html.split(said)).toHaveLength(5)
  },
)

it('lets each paragraph run in its own direction', () => {
  expect(letter({ ...parts, paragraphs: ['שלום'] }).html).toContain('<p dir="auto">שלום</p>')
})

it.each([
  'javascript:alert(1)',
  ' JaVaScRiPt:alert(1)',
  'java\nscript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'vbscript:x',
  'file:///etc/passwd',
  'mailto:jemand@example.org',
  '/tab/polls',
  'kein Link',
  '',
])('leaves a link out that does not lead to http or https: %j', (url) => {
  const made = letter({ ...parts, link: { label: 'Hier', url } })
  expect(made.html).not.toContain('href')
  expect(made.text).not.toContain('Hier')
})

it('lets no hostile text out of its place', () => {
  const hostile = `</p></title><script>alert("1")</script>'><img src=x onerror=alert(1)>&lt;`
  const url = `https://a.example/"><script>'`
  const label = hostile
  const { html } = letter({
    language: 'de',
    subject: hostile,
    title: hostile,
    paragraphs: [hostile],
    link: { label, url },
    foot: [hostile],
  })
  expect(html.split('&lt;/p&gt;&lt;/title&gt;&lt;script&gt;alert(&quot;1&quot;)')).toHaveLength(6)
  expect(html).toContain('&amp;lt;')
  expect(html).not.toMatch(/<script|<img/)
  expect(html).not.toMatch(/href="[^"]*['<>]/)
})

/** What is left when everything that people wrote is taken away. */
const skeleton = (html: string) => html.match(/<[^>]*>/g)?.filter((tag) => tag !== '<br>')

it('has the same tags whatever is written in it', () => {
  const usual = skeleton(letter({ ...parts, paragraphs: ['a'], foot: ['b'] }).html)
  const marks = fc.constantFrom('<', '>', '"', "'", '&', '\n', '\r', '\0', '</p>', 'é', '👍', '\ud800')
  const said = fc.array(fc.oneof(fc.string({ unit: 'binary' }), marks)).map((some) => `x${some.join('')}x`)
  const check = fc.property(said, (text) => {
    const made = letter({ ...parts, subject: text, title: text, paragraphs: [text], foot: [text] })
    expect(skeleton(made.html)).toEqual(usual)
    expect(made.subject).not.toMatch(/[\r\n\0\u2028]/)
    expect([made.subject, made.text, made.html].every((one) => one.isWellFormed())).toBe(true)
  })
  fc.assert(check, { numRuns: 500 })
})
