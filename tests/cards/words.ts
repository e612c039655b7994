/** In which words and with what around them the samples are made. */
import type { Language } from '../../bot/groups/view'
import { openTexts } from '../../bot/texts'
import { wordTexts } from '../../bot/word-texts'

const texts = openTexts(wordTexts, () => new Date('2026-11-23T09:00:00+01:00'))

export const wordsIn = (language: Language) => texts.for(language, 'Europe/Berlin')

export const contextIn = (language: Language) => ({
  words: wordsIn(language),
  nonce: 'nonce-00000001',
  pageUrl: 'http://localhost:3978/tab/polls/5d0f6a3e-0000-4000-8000-000000000001',
})
