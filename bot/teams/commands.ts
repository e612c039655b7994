/** What people write to the bot, and to which route it leads: German first, slips understood. */
import { distance } from 'fastest-levenshtein'

export interface CommandWords {
  readonly de: readonly string[]
  readonly en: readonly string[]
  readonly route: string
}

export const commandWords: readonly CommandWords[] = [
  { de: ['hilfe', 'hallo'], en: ['help', 'hi', 'hello'], route: 'help.show' },
  { de: ['gruppen'], en: ['groups'], route: 'group.list' },
  { de: ['umfrage'], en: ['poll'], route: 'poll.form' },
  { de: ['bedarf'], en: ['need', 'needs'], route: 'need.start' },
  { de: ['angebote'], en: ['offers'], route: 'offer.list' },
  { de: ['offen'], en: ['open'], route: 'inbox.show' },
  { de: ['sprache'], en: ['language'], route: 'member.language-form' },
  { de: ['meine daten'], en: ['my data'], route: 'data.show' },
]

export type Understood =
  | { readonly is: 'command'; readonly route: string }
  | { readonly is: 'guess'; readonly word: string; readonly route: string; readonly typed: string }
  | { readonly is: 'unknown' }

const all = commandWords.flatMap(({ de, en, route }) => [...de, ...en].map((word) => ({ word, route })))

/** @param text what was written, without the mention. Nothing at all asks for help. */
export function understand(text: string): Understood {
  const typed = plain(text)
  if (typed === '') return { is: 'command', route: 'help.show' }
  const exact = all.find(({ word }) => word === typed) ?? all.find(({ word }) => word === typed.split(' ')[0])
  if (exact) return { is: 'command', route: exact.route }
  const first = typed.split(' ')[0] ?? ''
  const near = all
    .map(({ word, route }) => ({ word, route, slips: distance(word, word.includes(' ') ? typed : first) }))
    .filter(({ word, slips }) => slips <= (word.length > 5 ? 2 : 1))
    .sort((a, b) => a.slips - b.slips)[0]
  return near
    ? {
        is: 'guess',
        word: near.word,
        route: near.route,
        typed: (near.word.includes(' ') ? typed : first).slice(0, 40),
      }
    : { is: 'unknown' }
}

/** Lower case, umlauts written out, no punctuation; at most what a command could be. */
function plain(text: string): string {
  const umlauts: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' }
  return text
    .slice(0, 200)
    .normalize('NFC')
    .toLocaleLowerCase('de')
    .replace(/[äöüß]/g, (letter) => umlauts[letter] ?? letter)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
