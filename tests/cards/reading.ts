/** A card read as Teams reads it: its parts, what of them is seen, and what Microsoft's own library says of it. */
import type { Card } from '../../bot/card/elements'

// Its module entry wants a browser's bundler; this file is the one that Node can load.
const library = require('adaptivecards/dist/adaptivecards.js') as typeof import('adaptivecards')

export type Part = Readonly<Record<string, unknown>> & { readonly type: string }

/** All objects of a card that have a type, outermost first, the actions and what they refresh with them. */
export function partsOf(value: unknown): readonly Part[] {
  if (typeof value !== 'object' || value === null) return []
  const own = 'type' in value && typeof value.type === 'string' ? [value as Part] : []
  const children = Array.isArray(value)
    ? value
    : Object.entries(value).flatMap(([key, child]) => (key === 'data' ? [] : [child]))
  return [...own, ...children.flatMap(partsOf)]
}

export interface Seen {
  /** `TextRun.text`, `Input.Text.label`, `Input.ChoiceSet.choices.title`. */
  readonly where: string
  readonly text: string
}

/** Fields that people read, or hear. */
const read = [
  'text',
  'title',
  'label',
  'placeholder',
  'errorMessage',
  'fallbackText',
  'value',
  'altText',
  'speak',
]

export function seenIn(card: Card): readonly Seen[] {
  return partsOf(card).flatMap((part) => {
    const own = read.map((field) => ({ where: `${part.type}.${field}`, text: part[field] }))
    const choices = (part.choices ?? []) as readonly { title: string; value: string }[]
    const more = choices.map(({ title }) => ({ where: `${part.type}.choices.title`, text: title }))
    return [...own, ...more].filter((seen): seen is Seen => typeof seen.text === 'string')
  })
}

/** Where something that people wrote turns up, whatever the field. */
export function placesOf(value: unknown, mark: string, type = '', path = ''): readonly string[] {
  if (typeof value === 'string') return value.includes(mark) ? [`${type}.${path}`] : []
  if (typeof value !== 'object' || value === null) return []
  if (Array.isArray(value)) return value.flatMap((one) => placesOf(one, mark, type, path))
  const own = 'type' in value && typeof value.type === 'string' ? value.type : undefined
  return Object.entries(value).flatMap(([key, child]) =>
    placesOf(child, mark, own ?? type, own || path === '' ? key : `${path}.${key}`),
  )
}

/** A chart, which Teams knows beside version 1.5 on some devices, and leaves out on all others (PLATFORM.md, 2). */
const isAddition = ({ type, fallback }: Card['body'][number]) =>
  type.startsWith('Chart.') && fallback === 'drop'

/** What Microsoft's library complains of when it reads the card as version 1.5. */
export function complaintsOf(whole: Card): readonly string[] {
  const card = { ...whole, body: whole.body.filter((part) => !isAddition(part)) }
  const context = new library.SerializationContext(library.Versions.v1_5)
  const parsed = new library.AdaptiveCard()
  parsed.parse(card, context)
  const events = Array.from({ length: context.eventCount }, (_, i) => context.getEventAt(i).message)
  // The library's pattern for languages remembers where it stopped, so that it refuses every other card.
  const said = events.filter((message) => !/^Invalid value "(de|en)" for property "lang"/.test(message))
  return [
    ...said,
    ...parsed.validateProperties().validationEvents.map(({ message }) => message),
    ...strangers(card),
  ]
}

/** Holds parts, which the library keeps apart from its table of fields; `msteams` is Teams' own. */
const holders = [
  'type',
  'body',
  'items',
  'columns',
  'inlines',
  'actions',
  'choices',
  'refresh',
  'data',
  'msteams',
]

/** Fields that version 1.5 does not know: Teams drops the card or the field without a word. */
function strangers(card: Card): readonly string[] {
  return partsOf(card).flatMap((part) => {
    const known = fieldsOf(part.type)
    if (!known) return [`${part.type} is not of version 1.5`]
    return Object.keys(part)
      .filter((field) => !known.has(field) && !holders.includes(field))
      .map((field) => `${part.type}.${field} is not of version 1.5`)
  })
}

function fieldsOf(type: string): ReadonlySet<string> | undefined {
  const made = partOf(type)
  if (!made) return undefined
  const schema = made.getSchema()
  const fields = Array.from({ length: schema.getCount() }, (_, i) => schema.getItemAt(i))
  return new Set(
    fields
      .filter(({ targetVersion }) => targetVersion.compareTo(library.Versions.v1_5) <= 0)
      .map(({ name }) => name),
  )
}

function partOf(type: string) {
  if (type === 'AdaptiveCard') return new library.AdaptiveCard()
  if (type === 'Column') return new library.Column()
  if (type === 'TextRun') return new library.TextRun()
  const found =
    library.GlobalRegistry.elements.findByName(type) ?? library.GlobalRegistry.actions.findByName(type)
  return found && found.schemaVersion.compareTo(library.Versions.v1_5) <= 0
    ? new found.objectType()
    : undefined
}
