/** The menu of commands that Teams shows, against the words that the bot understands. */
import { commandWords } from '../../bot/teams/commands'
import { openTexts } from '../../bot/texts'
import { wordTexts } from '../../bot/word-texts'
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

describe('every command that the bot understands', () => {
  it.each(commandWords.map((command) => [command.de[0] ?? '', command] as const))(
    '"%s" stands in the menu of the personal chat, in the help and under what was not understood',
    (_name, command) => {
      for (const [language, menu] of [
        ['de', de],
        ['en', en],
      ] as const) {
        const personal = Object.entries(menu).filter(([key]) => /commandLists\[0\].*\.title$/.test(key))
        const { t } = openTexts(wordTexts, () => new Date(0)).for(language, 'Europe/Berlin')
        const told = [t('groups:help.commands'), t('house:refusal.unknown-command.why')]
        const known = command[language]
        expect(personal.some(([, title]) => known.includes(title))).toBe(true)
        for (const text of told)
          expect([text, known.some((word) => text.includes(word))]).toEqual([text, true])
      }
    },
  )
})
