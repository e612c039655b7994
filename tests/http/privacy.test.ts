/** The page on privacy says in both languages what the tables keep of a person. */
import { textOf } from '../house/sources'

const [, german = '', english = ''] = textOf('tab/public/privacy.html').split('<section')
const schema = textOf('bot/database/schema.sql')

/** What is kept, where it stands in the schema, and how each language tells it. */
const kept: readonly (readonly [what: string, column: RegExp, de: RegExp, en: RegExp])[] = [
  ['the mail address', /\bmail text/, /Ihre E-Mail-Adresse/, /Your mail address/],
  ['when one answered', /\banswered_at/, /wann Sie zuletzt geantwortet haben/, /when you last answered/],
  ['that one took part', /\btook_part/, /ob Sie teilgenommen haben/, /whether you took part/],
  ['reminders', /create table reminder/, /Erinnerungen an eine fehlende Antwort/, /Reminders of a missing/],
  ['what one was told', /create table notice/, /Was Ihnen mitgeteilt wurde/, /What you were told/],
  ['the rhythm', /\bdigest text/, /zusammengefasst lesen/, /read messages put together/],
  [
    'candidacies',
    /create table candidacy/,
    /ob Sie kandidiert haben, vorgeschlagen/,
    /whether you stood, were proposed/,
  ],
  [
    'electorates of elections',
    /create table election_voter/,
    /ob Sie stimmberechtigt waren/,
    /whether you had a vote/,
  ],
  ['requests to join', /create table join_request/, /beitreten wollten/, /wanted to join/],
  [
    'how long names of elections stay',
    /create table retention/,
    /Umfragen und Wahlen höchstens fünf/,
    /polls and elections five at most/,
  ],
  ['who did what', /create table trace/, /eröffnet, geändert oder geschlossen/, /opened, changed or closed/],
  ['an answer that did not arrive', /\bdata jsonb/, /bleibt er gespeichert/, /it stays stored/],
  ['links', /create table link/, /die persönlichen Links/, /the personal links/],
  [
    'what the directory said',
    /create table directory_finding/,
    /fehlt oder gesperrt ist/,
    /missing or blocked/,
  ],
  [
    'leaving a channel',
    /create table channel_departure/,
    /Kanal eines Arbeitskreises verlassen/,
    /left the channel/,
  ],
  ['newcomers', /create table newcomer/, /von dem bleibt nur eine Prüfsumme/, /only a checksum/],
  ['repeated messages', /create table activity_seen/, /Prüfsumme/, /checksum/],
]

it.each(kept)('tells of %s', (_what, column, de, en) => {
  expect(schema).toMatch(column)
  expect(german).toMatch(de)
  expect(english).toMatch(en)
})

it('claims of no post that its text is never kept', () => {
  expect(german).not.toContain('ohne ihren Text')
  expect(english).not.toContain('without their text')
})

it('has as much to say in English as in German', () => {
  const points = (section: string) => section.split('<li>').length
  expect(points(english)).toBe(points(german))
})
