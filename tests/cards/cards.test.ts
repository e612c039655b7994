/** Every card, in both languages: valid where Teams reads it, small enough, and made as FACE.md says. */
import type { Card } from '../../bot/card/elements'
import * as frame from '../../bot/card/frame'
import * as data from '../../bot/data/cards/data-card'
import * as erasure from '../../bot/data/cards/erasure-card'
import * as election from '../../bot/elections/cards/election-card'
import * as electionForm from '../../bot/elections/cards/form-card'
import * as proposing from '../../bot/elections/cards/propose-card'
import * as gap from '../../bot/gaps/cards/gap-card'
import * as channel from '../../bot/groups/cards/channel-card'
import * as groups from '../../bot/groups/cards/groups-card'
import * as help from '../../bot/groups/cards/help'
import * as join from '../../bot/groups/cards/join-cards'
import * as notice from '../../bot/groups/cards/notice'
import * as openItems from '../../bot/inbox/cards/open-card'
import * as booking from '../../bot/offers/cards/booking-card'
import * as offerForm from '../../bot/offers/cards/form-card'
import * as offer from '../../bot/offers/cards/offer-card'
import * as offerList from '../../bot/offers/cards/offers-card'
import * as form from '../../bot/polls/cards/form-card'
import * as notices from '../../bot/polls/cards/notices'
import * as poll from '../../bot/polls/cards/poll-card'
import * as reminder from '../../bot/polls/cards/reminder'
import { filesIn, textOf } from '../house/sources'
import { complaintsOf, partsOf, placesOf, seenIn } from './reading'
import { languages, samples } from './samples'
import { mark } from './views'

const all = languages.flatMap((language) =>
  Object.entries(samples(language)).map(([name, card]) => ({
    name: `${name} (${language})`,
    card,
    language,
  })),
)

/** What is wrong, with the name of the card; none is what every test wants. */
const wrong = (check: (card: Card) => readonly unknown[]) =>
  all.flatMap(({ name, card }) => check(card).map((what) => [name, what]))

/** The complaint if it is one. */
const unless = (right: boolean, what: unknown) => (right ? [] : [what])

it('is valid in version 1.5, says Microsoft', () => {
  for (const { card, language } of all)
    expect(card).toMatchObject({ type: 'AdaptiveCard', version: '1.5', lang: language })
  expect(wrong(complaintsOf)).toEqual([])
})

it('is under 80 KB, whatever the data', () => {
  const size = (card: Card) => Buffer.byteLength(JSON.stringify(card))
  expect(wrong((card) => unless(size(card) < 80_000, size(card)))).toEqual([])
})

it('has a text for whoever cannot show it', () => {
  expect(wrong((card) => unless(/^\S.*\S$/s.test(card.fallbackText), card.fallbackText))).toEqual([])
})

it('has at most three actions, the one most people want first, the tab last', () => {
  const inOrder = (card: Card) => {
    const actions = card.actions ?? []
    const tab = actions.findIndex(({ type }) => type === 'Action.OpenUrl')
    const titles = new Set(actions.map(({ title }) => title))
    const primary = actions.slice(1).some(({ style }) => style === 'positive')
    return (
      actions.length <= 3 &&
      (tab < 0 || tab === actions.length - 1) &&
      titles.size === actions.length &&
      !primary
    )
  }
  expect(wrong((card) => unless(inOrder(card), card.actions))).toEqual([])
})

it('labels its inputs, and says of required ones what is missing', () => {
  const inputs = (card: Card) => partsOf(card).filter(({ type }) => type.startsWith('Input.'))
  const filled = (value: unknown) => typeof value === 'string' && value.trim() !== ''
  expect(wrong((card) => inputs(card).filter(({ id, label }) => !filled(id) || !filled(label)))).toEqual([])
  expect(
    wrong((card) =>
      inputs(card).flatMap(({ id, isRequired, errorMessage }) =>
        unless(!isRequired || filled(errorMessage), id),
      ),
    ),
  ).toEqual([])
})

it('shows texts, never keys, gaps or what is not there', () => {
  const odd =
    /\b(house|groups|polls|elections|offers|committee|data|ledger):[a-z]|\{\{(?!DATE)|\bundefined\b|\bnull\b|\bNaN\b|\[object /
  const empty = (where: string, text: string) => where === 'TextRun.text' && text === ''
  expect(
    wrong((card) => seenIn(card).filter(({ where, text }) => odd.test(text) || empty(where, text))),
  ).toEqual([])
})

it('has what people wrote in text runs, choices and fields alone, which know no Markdown', () => {
  const markdown = /^(TextBlock|FactSet|Table|Image|Media)$/
  expect(wrong((card) => partsOf(card).filter(({ type }) => markdown.test(type)))).toEqual([])
  const plain = [
    'TextRun.text',
    'Input.ChoiceSet.choices.title',
    'Input.Text.value',
    'AdaptiveCard.fallbackText',
  ]
  const places = (card: Card) => placesOf(card, mark).filter((place) => !plain.includes(place))
  expect(wrong(places)).toEqual([])
  // The samples do hold such texts.
  expect(all.filter(({ card }) => placesOf(card, mark).length > 0).length).toBeGreaterThan(5)
})

it('says nothing by colour alone, nor in a colour that cannot be read', () => {
  expect(
    wrong((card) => partsOf(card).filter(({ color, style }) => color !== undefined || style === 'warning')),
  ).toEqual([])
})

it('opens with eyebrow and title, and has one large text (FACE.md, anatomy)', () => {
  const ordered = (card: Card) => {
    const [eyebrow = '', title = '', ...rest] = card.body
      .filter(({ type }) => type !== 'Container')
      .map((part) => JSON.stringify(part))
    return (
      /"isSubtle":true,"size":"Small"/.test(eyebrow) &&
      title.includes('"Large"') &&
      !rest.some((part) => part.includes('"Large"'))
    )
  }
  expect(wrong((card) => unless(ordered(card), card.body.slice(0, 3)))).toEqual([])
})

it('never makes a bar with a column of no width, which Teams would not draw', () => {
  const columns = (card: Card) => partsOf(card).filter(({ type }) => type === 'Column')
  expect(wrong((card) => columns(card).filter(({ width }) => /^(0|-|NaN)/.test(`${width}`)))).toEqual([])
})

describe('nothing is forgotten', () => {
  it('every card that the house can make has a sample', () => {
    const makers = Object.entries({
      ...data,
      ...erasure,
      ...notice,
      ...frame,
      ...groups,
      ...help,
      ...channel,
      ...openItems,
      ...join,
      ...form,
      ...notices,
      ...poll,
      ...reminder,
      ...{ ...election, ...electionForm, ...proposing },
      ...{ ...offer, ...offerForm, ...offerList, ...booking, ...gap },
    })
      .filter(([name, made]) => name.endsWith('Card') && typeof made === 'function')
      .map(([name]) => name)
    const written = filesIn('tests/cards', /samples\.ts$/)
      .map(textOf)
      .join()
    expect(makers.length).toBeGreaterThan(7)
    expect(makers.filter((name) => !new RegExp(`\\b${name}\\(`).test(written))).toEqual([])
  })

  it('and every file of cards is looked at here', () => {
    const files = filesIn('bot', /\/cards\/[\w-]+\.ts$/).filter((file) =>
      /\bexport function \w+Card\(/.test(textOf(file)),
    )
    const imported = textOf('tests/cards/cards.test.ts')
    expect(files.length).toBeGreaterThan(3)
    expect(files.filter((file) => !imported.includes(file.replace(/\.ts$/, "'")))).toEqual([])
  })

  it('both languages show the same parts, in other words', () => {
    const shape = (card: Card | undefined) => partsOf(card).map(({ type }) => type)
    const english = samples('en')
    for (const [name, german] of Object.entries(samples('de'))) {
      expect([name, shape(english[name])]).toEqual([name, shape(german)])
      expect(JSON.stringify(english[name])).not.toBe(JSON.stringify(german))
    }
  })
})
