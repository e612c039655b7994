/** The menu of commands that Teams shows, against the words that the bot understands. */
import { commandWords } from '../../bot/teams/commands'
import houseDe from '../../bot/texts/de.json'
import houseEn from '../../bot/texts/en.json'
import german from '../../manifest/de.json'
import english from '../../manifest/en.json'

const title = /^bots\[0\]\.commandLists\[\d\]\.commands\[\d+\]\.title$/
const isTitle = (key: string) => title.test(key)
const de: Readonly<Record<string, string>> = german
const en: Readonly<Record<string, string>> = english

function routeOf(language: 'de' | 'en', word: string | undefined): string | undefined {
  return commandWords.find((command) => command[language].some((known) => known === word))?.route
}

/** German title and English title; the same command may stand in several lists. */
const titles = new Map(
  Object.keys(de)
    .filter(isTitle)
    .map((key) => [de[key], en[key]] as const),
)

it('whoever writes something else is told every command there is', () => {
  for (const { de: own, en: alias } of commandWords) {
    const says = (text: string, words: readonly string[]) => words.some((word) => text.includes(word))
    expect([own, says(houseDe.refusal['unknown-command'].why, own)]).toEqual([own, true])
    expect([alias, says(houseEn.refusal['unknown-command'].why, alias)]).toEqual([alias, true])
  }
})

describe('every command in the menu', () => {
  it.each([...titles])(
    '"%s" or "%s" is understood, and does the same in both languages',
    (inGerman, inEnglish) => {
      const route = routeOf('de', inGerman)
      expect(route).toBeDefined()
      expect(routeOf('en', inEnglish)).toBe(route)
    },
  )
})
