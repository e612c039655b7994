/** What a deed's ids, codes and numbers say in words: one line for each that the code writes down. */
import type { Entry } from '../audit/log-store'
import { retentionKinds } from '../keeping/retention'
import type { Wording } from '../texts'

type Value = Entry['data'][string]

export interface About {
  readonly words: Wording
  readonly what: string
  readonly matterId: string | null
  readonly data: Entry['data']
  /** What an id is called by now; undefined: it is nowhere any more. */
  readonly name: (id: string) => string | undefined
}

/** null: it says nothing to people. */
type Say = (value: Value, about: About) => string | null

const named =
  (key: string, none: string | null = null): Say =>
  (value, { words, name }) => {
    if (typeof value !== 'string') return none === null ? null : words.t(none)
    const found = name(value)
    return found === undefined ? null : words.t(key, { name: found })
  }

const byName: Say = (value, { name }) => (typeof value === 'string' ? (name(value) ?? null) : null)

const counted =
  (key: string): Say =>
  (value, { words }) =>
    typeof value === 'number' ? words.t(key, { count: value }) : null

const either =
  (yes: string, no: string): Say =>
  (value, { words }) =>
    typeof value === 'boolean' ? words.t(value ? yes : no) : null

const coded =
  (group: string): Say =>
  (value, { words }) =>
    typeof value === 'string' ? words.t(`${group}.${value}`) : null

const instant =
  (key: string): Say =>
  (value, { words }) =>
    typeof value === 'string' ? words.t(key, { at: words.instant(value) }) : null

const listed =
  (say: (one: string, about: About) => string | undefined, key: string): Say =>
  (value, about) => {
    const all = String(value ?? '')
      .split(' ')
      .flatMap((one) => say(one, about) ?? [])
    return all.length > 0 ? about.words.t(key, { list: all.join(', ') }) : null
  }

const silent: Say = () => null

/** A term is said once, whichever of its two days is met first. */
const term: Say = (_, { words, data }) => {
  const day = (value: Value | undefined) => (typeof value === 'string' ? words.day(value) : '…')
  return data.from || data.to ? words.t('data:deed.term', { from: day(data.from), to: day(data.to) }) : null
}

const asWritten: Say = (value) => (typeof value === 'string' ? value : null)

/** Key of a deed's `data` -> its sentence, in the order in which they are said. */
const says: Readonly<Record<string, Say>> = {
  accepted: either('data:deed.accepted', 'data:deed.declined'),
  verdict: (value, { words }) => words.t(value === 'stands' ? 'data:audit.stands' : 'data:audit.send-again'),
  name: asWritten,
  member: byName,
  candidate: byName,
  group: named('data:deed.group', 'data:deed.no-group'),
  role: coded('data:deed.role'),
  changed: listed((field, { words }) => words.t(`data:deed.field.${field}`), 'data:deed.changed'),
  organisation: (value, about) =>
    // A seat's organisation is what the seat is called by.
    about.what.startsWith('seat.') ? null : named('data:deed.organisation')(value, about),
  office: either('data:deed.office', 'data:deed.no-office'),
  open: either('data:deed.open', 'data:deed.closed'),
  language: (value, { words }) => words.t(`data:deed.language.${typeof value === 'string' ? value : 'none'}`),
  holder: named('data:deed.holder', 'data:deed.vacant'),
  deputy: named('data:deed.deputy', 'data:deed.no-deputy'),
  chair: (value, { words }) => (value === true ? words.t('data:deed.chair') : null),
  from: term,
  to: (value, about) => (about.data.from ? null : term(value, about)),
  places: counted('data:deed.places'),
  booked: counted('data:deed.booked'),
  minimum: counted('data:deed.minimum'),
  maximum: counted('data:deed.maximum'),
  seats: counted('data:deed.seats'),
  candidates: counted('data:deed.candidates'),
  holders: listed((id, { name }) => name(id), 'data:deed.holders'),
  electorate: coded('data:deed.electorate'),
  voters: counted('data:deed.voters'),
  repeats: either('data:deed.repeats', 'data:deed.no-repeats'),
  families: counted('data:deed.families'),
  distance: counted('data:deed.distance'),
  lastDay: (value, { words }) =>
    typeof value === 'string'
      ? words.t('data:deed.last-day', { day: words.day(value) })
      : words.t('data:deed.no-last-day'),
  opens: instant('data:deed.opens'),
  deadline: instant('data:deed.deadline'),
  organisations: counted('data:deed.organisations'),
  people: counted('data:deed.people'),
  groups: (value, about) =>
    counted(about.what === 'data.erase' ? 'data:deed.groups-left' : 'data:deed.groups')(value, about),
  memberships: counted('data:deed.memberships'),
  rows: counted('data:deed.rows'),
  as: (value) => (typeof value === 'string' ? value.toUpperCase() : null),
  entries: (value, { words, data, what }) =>
    what === 'retention.audit'
      ? words.t('data:audit.shortened', { count: Number(value), until: String(data.until ?? '') })
      : words.t('data:audit.entries', { count: Number(value) }),
  posts: counted('data:audit.posts'),
  days: (value, { words, matterId }) =>
    words.t('data:audit.days', {
      kind: retentionKinds.some((kind) => kind === matterId)
        ? words.t(`data:retention.${matterId}.title`)
        : '',
      count: Number(value),
    }),
  ...Object.fromEntries(
    retentionKinds.map((kind): [string, Say] => [
      kind,
      (value, { words }) =>
        words.t('data:audit.gone', { what: words.t(`data:retention.${kind}.title`), number: Number(value) }),
    ]),
  ),
  purpose: coded('data:deed.purpose'),
  of: byName,
  state: (value, { words }) => words.t('data:deed.state', { state: String(value) }),
  zone: asWritten,
  account: coded('data:deed.account'),
  asked: counted('data:deed.asked'),
  found: counted('data:deed.found'),
  run: silent,
  // Which post or link it was, where the chain was cut: for who looks into the database.
  post: silent,
  link: silent,
  until: silent,
  head: silent,
}

/** Keys that have a sentence, or say nothing on purpose. */
export const knownKeys: readonly string[] = Object.keys(says)

export function detailOf(about: About): string | null {
  const said = Object.entries(says).flatMap(([key, say]) => {
    const value = about.data[key]
    return value === undefined ? [] : (say(value, about) ?? [])
  })
  return said.length > 0 ? said.join('; ') : null
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** All ids that stand in a deed. */
export function idsIn(data: Entry['data']): readonly string[] {
  return Object.values(data)
    .flatMap((value) => (typeof value === 'string' ? value.split(' ') : []))
    .filter((value) => uuid.test(value))
}
