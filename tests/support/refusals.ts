/** What a refusal says, by its code and language, as the texts have it. */
import { wordTexts } from '../../bot/word-texts'
import type { CardAnswer } from './teams-scene'

type Sentences = Readonly<Record<'what' | 'why' | 'instead', string>>

function sentencesOf(code: string, language: 'de' | 'en'): Sentences {
  const [word = '', name = ''] = code.split(':')
  const texts = wordTexts[word]?.[language] as { refusal?: Record<string, Sentences> } | undefined
  const found = texts?.refusal?.[name]
  if (!found) throw new Error(`no text ${word}:refusal.${name} in ${language}`)
  return found
}

/** Of the tab's answer; undefined where nothing was refused. */
export const codeOf = ({ body }: { readonly body: { readonly refusal?: { readonly code: string } } }) =>
  body.refusal?.code

/** A text with whatever stands in its places. */
function pattern(text: string): RegExp {
  const escaped = text.replace(/[.*+?^$()|[\]\\]/g, '\\$&')
  return new RegExp(escaped.replace(/\{\{\w+\}\}/g, '\\S[^]*?'))
}

/**
 * A refusal in words on a card, HTTP 200 around it (E3): what, why and what to do instead, in the reader's language,
 * with every place in the sentences filled.
 */
export function expectRefusal(answer: CardAnswer, code: string, language: 'de' | 'en' = 'de'): void {
  expect(answer).toMatchObject({
    status: 200,
    statusCode: 200,
    card: { type: 'AdaptiveCard', lang: language },
  })
  const { what, why, instead } = sentencesOf(code, language)
  for (const sentence of [what, why, instead]) expect(answer.words).toMatch(pattern(sentence))
  expect(answer.words).not.toMatch(/\{\{|undefined|\[object|NaN/)
}
