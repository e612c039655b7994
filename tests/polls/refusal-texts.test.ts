/** E3: every refusal of polls and groups says what, why and what instead, in both languages, and none is without use. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import groupsDe from '../../bot/groups/texts/de.json'
import groupsEn from '../../bot/groups/texts/en.json'
import pollsDe from '../../bot/polls/texts/de.json'
import pollsEn from '../../bot/polls/texts/en.json'
import houseDe from '../../bot/texts/de.json'
import houseEn from '../../bot/texts/en.json'

type Refusals = Readonly<Record<string, Readonly<Record<string, string>>>>
const words: readonly [string, Refusals, Refusals][] = [
  ['polls', pollsDe.refusal, pollsEn.refusal],
  ['groups', groupsDe.refusal, groupsEn.refusal],
]

const bot = path.resolve(__dirname, '../../bot')
const sources = readdirSync(bot, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => readFileSync(path.join(bot, file), 'utf8'))
  .join('\n')

const placeholders = (text: string) => (text.match(/\{\{\w+\}\}/g) ?? []).sort()

describe.each(words)('E3 the refusals of %s', (word, de, en) => {
  it('are the same in both languages', () => {
    expect(Object.keys(en).sort()).toEqual(Object.keys(de).sort())
  })

  it.each(Object.keys(de))(
    '"%s" says what, why and what instead, with the same figures in both languages',
    (code) => {
      for (const texts of [de, en]) {
        expect(Object.keys(texts[code] ?? {})).toEqual(['what', 'why', 'instead'])
        for (const text of Object.values(texts[code] ?? {})) expect(text).toMatch(/^.{8,}[.?!]$/)
      }
      const all = (texts: Refusals) =>
        Object.values(texts[code] ?? {})
          .flatMap(placeholders)
          .sort()
      expect(all(en)).toEqual(all(de))
    },
  )

  it('exist for every code that the service refuses with', () => {
    const used = [...sources.matchAll(new RegExp(`refuse\\(\\s*'${word}:([a-z-]+)'`, 'g'))].map(
      (match) => match[1] ?? '',
    )
    expect(used.length).toBeGreaterThan(0)
    for (const code of used) expect(Object.keys(de)).toContain(code)
  })
})

it('E5 every refusal of polls has a place in the code that refuses with it', () => {
  for (const code of Object.keys(pollsDe.refusal))
    expect([code, sources.includes(`'polls:${code}'`)]).toEqual([code, true])
})

it('E3 whoever comes too late is promised no result: an anonymous poll with few answers has none', () => {
  expect([pollsDe, pollsEn].map(({ refusal }) => refusal.closed.instead).join()).not.toMatch(
    /Ergebnis|result/,
  )
})

it('E2 a fault claims neither that something was stored nor that it was not: nobody knows', () => {
  for (const { fault, gone } of [houseDe, houseEn])
    for (const { why, instead } of [fault, gone]) {
      expect(why).toMatch(/gespeichert sein oder nicht|stored or not/)
      expect(instead).toMatch(/^Sehen Sie .*nach, bevor Sie|^Look .*before you repeat it/)
    }
})
