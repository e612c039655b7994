/** Requests to both doors: right ones, nearly right ones and wrong ones. */
import fc from 'fast-check'
import { cardAction, installationUpdate, membersAdded, message } from '../../support/activities'
import type { TeamsScene } from '../../support/teams-scene'
import { type Place, teamsPerson } from '../../support/teams-world'
import { typing } from './fields'
import { junk, junkText, mutated, perhaps } from './junk'
import type { Actor, Known } from './known'
import { tableBytes } from './tables'

export interface FuzzRequest {
  readonly door: 'teams' | 'tab'
  readonly method: 'GET' | 'POST'
  /** Path and query. */
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: unknown
  /** Sent as it is, where it is no JSON. */
  readonly raw?: string | Uint8Array
  /** Signed in as; null without a token. */
  readonly actor: Actor | null
}

/** Often one of an office: most acts are hers alone. */
function someActor({ actors }: Known): fc.Arbitrary<Actor> {
  const [office] = actors
  if (!office) throw new Error('nobody is of an office')
  return fc.oneof(
    { weight: 1, arbitrary: fc.constant(office) },
    { weight: 2, arbitrary: fc.constantFrom(...actors) },
  )
}

/** What Teams, or whoever says so, sends to `/api/messages`. */
export function teamsRequest(scene: TeamsScene, known: Known): fc.Arbitrary<FuzzRequest> {
  const verb = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...known.routes) },
    { weight: 1, arbitrary: junkText },
  )
  const text = fc.oneof(
    fc.constantFrom('hilfe', 'umfrage', 'poll', 'offen', 'sprache', 'umfrge', ''),
    junkText,
  )
  const others = fc.record({
    actor: someActor(known),
    where: fc.constantFrom(...known.conversations.map(placeOf)),
    kind: fc.constantFrom('message', 'act', 'act', 'act', 'install', 'joined'),
    text,
    trigger: fc.constantFrom('manual', 'manual', 'automatic'),
    locale: fc.constantFrom('de-DE', 'en-US', ''),
  })
  const typedInto = typing(known)
  const acted = verb.chain((one) => typedInto(one).map((data) => ({ verb: one, data })))
  const parts = fc.tuple(others, acted).map(([other, act]): Chosen => ({ ...other, ...act }))
  const activity = parts.chain((chosen) =>
    mutated(fc.constant(activityOf(scene, chosen)), 2).map((body) => ({ actor: chosen.actor, body })),
  )
  return activity.map(({ actor, body }) => ({
    door: 'teams',
    method: 'POST',
    path: '/api/messages',
    headers: { 'content-type': 'application/json' },
    body,
    actor,
  }))
}

interface Chosen {
  readonly actor: Actor
  readonly where: Place
  readonly kind: string
  readonly verb: string
  readonly text: string
  readonly data: unknown
  readonly trigger: string
  readonly locale: string
}

function activityOf(
  { world: home }: TeamsScene,
  { actor, where, kind, verb, text, data, trigger, locale }: Chosen,
) {
  const world = { ...home, tenant: actor.identity.tenantId }
  const said = { from: teamsPerson(actor.name, actor.identity.objectId), where, locale }
  if (kind === 'message') return message(world, { ...said, text })
  if (kind === 'install') return installationUpdate(world, { ...said, action: 'add' })
  if (kind === 'joined') return membersAdded(world, { ...said, who: 'bot' })
  const done = { ...said, verb, data, trigger: trigger as 'manual', replyToId: '1700000000000' }
  return cardAction(world, done)
}

function placeOf(id: string): Place {
  if (id.startsWith('a:')) return { kind: 'personal', id }
  if (id.endsWith('.v2')) return { kind: 'group', id }
  return { kind: 'channel', id, name: 'x', team: { id, name: 'x', aadGroupId: 'x' } }
}

/** What a tab, or whoever plays one, asks of `/api`. */
export function tabRequest(known: Known): fc.Arbitrary<FuzzRequest> {
  const header = fc.record({
    accept: fc.constantFrom(
      ...Array(6).fill('application/json'),
      'application/vnd.microsoft.card.adaptive',
      '*/*',
      'x'.repeat(500),
    ),
    'accept-language': fc.constantFrom('de', 'en', 'en-GB;q=0.1', '', ';;;'),
    'content-type': fc.constantFrom(
      ...Array(20).fill('application/json'),
      'text/plain',
      'application/octet-stream',
      'application/json; charset=x',
      '',
    ),
  })
  const query = fc.array(
    fc.tuple(
      fc.oneof(fc.constantFrom('poll', 'group', 'before', 'poll[]', 'poll[a][b]', '__proto__[x]'), junkText),
      perhaps(fc.constantFrom(...known.ids)),
    ),
    { maxLength: 4 },
  )
  const route = fc.oneof(
    { weight: 12, arbitrary: fc.constantFrom(...known.routes) },
    { weight: 1, arbitrary: junkText },
  )
  const typedInto = typing(known)
  const asked = route.chain((name) =>
    fc.record({
      route: fc.constant(name),
      method: fc.oneof(
        {
          weight: 8,
          arbitrary: fc.constant(known.reads.includes(name) ? ('GET' as const) : ('POST' as const)),
        },
        { weight: 1, arbitrary: fc.constantFrom('GET' as const, 'POST' as const) },
      ),
      headers: header,
      query,
      body: fc.oneof({ weight: 6, arbitrary: typedInto(name) }, { weight: 1, arbitrary: junk }),
      raw: fc.oneof(
        { weight: 23, arbitrary: fc.constant(undefined) },
        { weight: 1, arbitrary: fc.oneof(junkText, fc.constantFrom('{', '[1,]', '{"a":NaN}')) },
      ),
      actor: fc.option(someActor(known), { freq: 15 }),
    }),
  )
  return asked.map(({ route, query: pairs, raw, ...rest }) => ({
    door: 'tab',
    path: pathTo(route, rest.method === 'GET' ? [...fieldsOf(rest.body), ...pairs] : pairs),
    ...rest,
    ...(raw !== undefined && { raw }),
  }))
}

/** A file, mostly by somebody who may send one. @param known.actors of whom the first is of an office */
export function uploadRequest(known: Known): fc.Arbitrary<FuzzRequest> {
  const [office] = known.actors
  if (!office) throw new Error('nobody is of an office')
  return fc
    .record({
      route: fc.constantFrom('import.preview', 'import.carry-out'),
      type: fc.oneof(
        { weight: 20, arbitrary: fc.constant('application/octet-stream') },
        fc.constantFrom('text/csv', 'application/json', 'application/octet-stream; x=y', ''),
      ),
      mark: fc.oneof({ weight: 4, arbitrary: fc.constant(markOfPreview) }, junkText),
      raw: tableBytes,
      actor: fc.oneof({ weight: 3, arbitrary: fc.constant(office) }, someActor(known)),
    })
    .map(({ route, type, mark, raw, actor }) => ({
      ...{ door: 'tab', method: 'POST', headers: { 'content-type': type }, body: null, raw, actor },
      path: pathTo(route, [['mark', mark]]),
    }))
}

/** Stands for the mark that the preview of the same file gives. */
export const markOfPreview = 'mark-of-its-preview'

type Pair = readonly [string, unknown]

const pathTo = (route: string, pairs: readonly Pair[]) =>
  `/api/${encode(route)}${pairs.length > 0 ? `?${pairs.map(pair).join('&')}` : ''}`.slice(0, 8000)

const fieldsOf = (body: unknown): readonly Pair[] =>
  typeof body === 'object' && body !== null && !Array.isArray(body) ? Object.entries(body).slice(0, 20) : []

const pair = ([name, value]: Pair) =>
  `${encode(name)}=${encode(typeof value === 'string' ? value : (JSON.stringify(value) ?? ''))}`
const encode = (text: string) => encodeURIComponent(text.toWellFormed())
