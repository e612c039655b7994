/** Requests to both doors: right ones, nearly right ones and wrong ones. */
import fc from 'fast-check'
import { cardAction, installationUpdate, membersAdded, message } from '../../support/activities'
import type { TeamsScene } from '../../support/teams-scene'
import { type Place, teamsPerson } from '../../support/teams-world'
import { junk, junkText, mutated, perhaps } from './junk'
import type { Actor, Known } from './known'

export interface FuzzRequest {
  readonly door: 'teams' | 'tab'
  readonly method: 'GET' | 'POST'
  /** Path and query. */
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: unknown
  /** Sent as it is, where it is no JSON. */
  readonly raw?: string
  /** Signed in as; null without a token. */
  readonly actor: Actor | null
}

const data = ({ ids }: Known) => {
  const id = fc.constantFrom(...ids)
  const choice = fc.constantFrom('o1', 'o2', 'o1,o2', 's3', 'o1,o2,o3', '', 'o9')
  const fields = {
    poll: perhaps(id),
    group: perhaps(id),
    member: perhaps(id),
    nonce: perhaps(fc.stringMatching(/^[\w-]{8,20}$/)),
    choice: perhaps(fc.oneof(choice, fc.array(choice, { maxLength: 3 }))),
    option: perhaps(fc.constantFrom('o1', 'o2', 's1')),
    label: perhaps(fc.string({ unit: 'grapheme', maxLength: 40 })),
    question: perhaps(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 300 })),
    answers: perhaps(
      fc.array(fc.string({ maxLength: 30 }), { maxLength: 6 }).map((lines) => lines.join('\n')),
    ),
    kind: perhaps(fc.constantFrom('single', 'several', 'several-2', 'scale-5')),
    secrecy: perhaps(fc.constantFrom('named-live', 'anonymous', 'named-after-close')),
    date: perhaps(fc.constantFrom('2026-11-30', '2026-12-24', '2026-02-30', '2020-01-01')),
    time: perhaps(fc.constantFrom('12:00', '00:00', '23:59')),
    language: perhaps(fc.constantFrom('de', 'en')),
    before: perhaps(
      fc.constantFrom(
        '2026-11-23T09:00:00.000Z_00000000-0000-4000-8000-000000000000',
        '2026-99-23T09:00:00.000Z_00000000-0000-4000-8000-000000000000',
        '0000-01-01T00:00:00Z',
      ),
    ),
    electorate: perhaps(fc.constantFrom('stale')),
  }
  return mutated(fc.record(fields, { requiredKeys: ['poll', 'nonce'] }), 2)
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
  const parts = fc.record({
    actor: fc.constantFrom(...known.actors),
    where: fc.constantFrom(...known.conversations.map(placeOf)),
    kind: fc.constantFrom('message', 'act', 'act', 'act', 'install', 'joined'),
    verb,
    text,
    data: data(known),
    trigger: fc.constantFrom('manual', 'manual', 'automatic'),
    locale: fc.constantFrom('de-DE', 'en-US', ''),
  })
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
      'application/json',
      'application/vnd.microsoft.card.adaptive',
      '*/*',
      'x'.repeat(500),
    ),
    'accept-language': fc.constantFrom('de', 'en', 'en-GB;q=0.1', '', ';;;'),
    'content-type': fc.constantFrom(
      ...Array(6).fill('application/json'),
      'text/plain',
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
  return fc
    .record({
      route: fc.oneof(
        { weight: 12, arbitrary: fc.constantFrom(...known.routes) },
        { weight: 1, arbitrary: junkText },
      ),
      method: fc.constantFrom('GET', 'POST', 'POST'),
      headers: header,
      query,
      body: fc.oneof({ weight: 6, arbitrary: data(known) }, { weight: 1, arbitrary: junk }),
      raw: fc.option(fc.oneof(junkText, fc.constantFrom('{', '[1,]', '{"a":NaN}')), {
        freq: 12,
        nil: undefined,
      }),
      actor: fc.option(fc.constantFrom(...known.actors), { freq: 15 }),
    })
    .map(({ route, query: pairs, raw, ...rest }) => ({
      door: 'tab',
      path: `/api/${encode(route)}${pairs.length > 0 ? `?${pairs.map(pair).join('&')}` : ''}`.slice(0, 8000),
      ...rest,
      ...(raw !== undefined && { raw }),
    }))
}

const pair = ([name, value]: readonly [string, unknown]) =>
  `${encode(name)}=${encode(typeof value === 'string' ? value : (JSON.stringify(value) ?? ''))}`
const encode = (text: string) => encodeURIComponent(text.toWellFormed())
