/** Samples of the cards of what is kept: short and long, alone and where others read along, before erasing and after. */
import type { Card } from '../../bot/card/elements'
import { dataCard } from '../../bot/data/cards/data-card'
import { erasedCard, erasureCard } from '../../bot/data/cards/erasure-card'
import { noticeCard } from '../../bot/groups/cards/notice'
import type { Language } from '../../bot/groups/view'
import { hostile, longest } from './views'
import { contextIn } from './words'

const person = (name: string) => ({
  id: '5d0f6a3e-0000-4000-8000-0000000000bb',
  name,
  organisation: 'IHK Braunschweig',
})

const parts = (lines: number, line: string) =>
  ['person', 'roles', 'polls', 'notices', 'posts', 'audit'].map((name) => ({
    name,
    title: `Teil ${name}`,
    lines: Array.from({ length: lines }, (_, i) => `${line} ${i}`),
  }))

export function ofData(language: Language): Readonly<Record<string, Card>> {
  const { words, pageUrl } = contextIn(language)
  const context = { words, pageUrl, alone: true }
  const own = { person: person('Anke Beispiel'), own: true, goes: ['A', 'B'], stays: ['C'] }
  const many = Array.from({ length: 30 }, (_, i) => `${longest.question} ${i}`)
  return {
    'what is kept': dataCard({ person: person('Anke Beispiel'), parts: parts(2, 'Zeile') }, context),
    'what is kept, in a channel': dataCard(
      { person: person('Anke Beispiel'), parts: parts(1, 'Zeile') },
      { ...context, alone: false },
    ),
    'much is kept': dataCard(
      { person: person('Anke Beispiel'), parts: parts(900, `${longest.question}`) },
      context,
    ),
    'what is kept, of hostile texts': dataCard(
      { person: person(`${hostile.question}`), parts: parts(5, `${hostile.question}`) },
      context,
    ),
    'before erasing': erasureCard(own, words, pageUrl),
    'before erasing much': erasureCard({ ...own, goes: many, stays: many }, words, pageUrl),
    'before erasing who has a hostile name': erasureCard(
      { ...own, person: person(`${hostile.question}`), goes: [`${hostile.question}`] },
      words,
      pageUrl,
    ),
    erased: erasedCard({ pseudonym: 'Ehemaliges Mitglied 7F3A', own: true }, words),
    'a vacant coordination': noticeCard(words, {
      title: words.t('groups:vacant.title', { group: 'AK Digitale Kompetenzen' }),
      says: [words.t('groups:vacant.says')],
      url: pageUrl,
    }),
  }
}
