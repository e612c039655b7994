/** Asks what a row of the roles table says, by card and by tab with real tokens, and reads whether somebody was let in. */
import type { Identity } from '../../bot/groups/identity-store'
import type { Route } from '../../bot/route'
import { wordTexts } from '../../bot/word-texts'
import type { Row } from '../groups/roles-table'
import { cardAction } from './activities'
import { appId, serviceUrl } from './closed-gates'
import type { TestDatabase } from './database'
import { textsOf } from './demo-teams'
import { type Table, tablesOf } from './every-table'
import { type Matters, type RolesScene, wanted } from './roles-scene'
import { channelPlace, personalChat, teamsPerson, teamsWorld } from './teams-world'

export const gateNames = ['card', 'tab'] as const
export type Gate = (typeof gateNames)[number]

export interface Said {
  /** Anything else is the code of a refusal that has another reason than who asks. */
  readonly is: 'let in' | 'kept out' | (string & {})
  /** All of it, as it came. */
  readonly text: string
}

export interface Asking {
  readonly who: Identity
  readonly row: Row
  /** Tenant in which it takes place. */
  readonly place: string
  readonly matters: Matters
}

export function routeOf({ gates }: RolesScene, row: Row): Route {
  const route = gates.test.service.routes.find(({ name }) => name === row.route)
  if (!route) throw new Error(`there is no route ${row.route}`)
  return route
}

/** @param botToken of Bot Framework, for the activities */
export function askers(
  scene: RolesScene,
  botToken: string,
): Readonly<Record<Gate, (asking: Asking) => Promise<Said>>> {
  return {
    tab: (asking) => askByTab(scene, asking),
    card: (asking) => askByCard(scene, botToken, asking),
  }
}

async function askByTab(scene: RolesScene, { who, row, place, matters }: Asking): Promise<Said> {
  const { issuer, test } = scene.gates
  const { kind, upload } = routeOf(scene, row)
  const isRead = kind === 'read'
  const { file, ...typed } = row.typed(matters)
  const query = isRead || upload ? `?${new URLSearchParams(typed as Record<string, string>)}` : ''
  const response = await fetch(`${test.url}/api/${row.route}${query}`, {
    method: isRead ? 'GET' : 'POST',
    headers: {
      authorization: `Bearer ${await issuer.tabToken(wanted(scene.gates, who))}`,
      'content-type': upload ? 'application/octet-stream' : 'application/json',
      ...(row.personal ? {} : { 'x-place-tenant': place }),
    },
    ...(!isRead && { body: upload ? String(file) : JSON.stringify(typed) }),
  })
  const text = await response.text()
  if (response.status === 200) return { is: 'let in', text }
  const code = String(JSON.parse(text).refusal?.code ?? response.status)
  // Whoever hears that something is wrong with the file has come past the question who they are.
  if (code === row.past) return { is: 'let in', text }
  return { is: lacking.has(code) ? 'kept out' : code, text }
}

async function askByCard(scene: RolesScene, botToken: string, asking: Asking): Promise<Said> {
  const { who, row, place, matters } = asking
  const { test } = scene.gates
  const world = teamsWorld({ serviceUrl, appId, clock: test.clock, tenant: place })
  const from = teamsPerson('Wer auch immer', who.objectId)
  const where = row.personal ? personalChat(`a:${who.objectId}`) : channelPlace('Verbund', 'Matrix')
  const data = row.typed(matters)
  const act = cardAction(world, { from, where, replyToId: '1700000000000', verb: row.route, data })
  const activity = { ...act, from: { ...act.from, tenantId: who.tenantId } }
  const { status, body } = await test.send(activity, { authorization: `Bearer ${botToken}` })
  const text = JSON.stringify(body)
  if (status !== 200) return { is: `${status}`, text }
  const words = textsOf(body.value)
  if (sentences.some((sentence) => words.includes(sentence))) return { is: 'kept out', text }
  const other = others.find(([, sentence]) => words.includes(sentence))
  return { is: other && other[0] !== row.past ? other[0] : 'let in', text }
}

/** Refusals that say: not you, or not here. Any other would mean that a row asks for something wrong. */
const lacking = new Set([
  'house:unknown-action',
  'groups:not-a-member',
  'groups:no-network',
  'groups:one-network',
  'groups:place-decides',
  'groups:unknown-group',
  'groups:unknown-organisation',
  'groups:unknown-person',
  'groups:unknown-request',
  'groups:unknown-channel',
  'groups:lacks-keep-members',
  'groups:not-left',
  'groups:lacks-bind-channel',
  'groups:lacks-see-group',
  'groups:lacks-see-deliveries',
  'groups:lacks-run-polls',
  'groups:lacks-administer',
  'groups:lacks-run-elections',
  'groups:lacks-propose-candidates',
  'committee:unknown-seat',
  'committee:unknown-organisation',
  'elections:unknown-election',
  'elections:not-eligible',
  'offers:unknown-offer',
  'offers:unknown-booking',
  'offers:only-observes',
  'offers:not-yours',
  'offers:unknown-topic',
  'needs:unknown-round',
  'needs:unknown-topic',
  'needs:unknown-region',
  'needs:not-asked',
  'needs:only-observes',
  'polls:unknown-poll',
  'polls:not-in-electorate',
  'links:unknown-person',
  'links:unknown-link',
  'ledger:unknown-delivery',
  'ledger:unknown-ledger',
  'ledger:nothing-failed',
  'data:unknown-person',
])

/** What each refusal says first, up to where it names something. */
const whats = Object.entries(wordTexts).flatMap(([word, { de }]) => {
  const refusals = (de as { refusal?: Record<string, { what: string }> }).refusal ?? {}
  return Object.entries(refusals).map(
    ([name, { what }]) => [`${word}:${name}`, what.split('{{')[0] ?? ''] as const,
  )
})
const sentences = whats.filter(([code]) => lacking.has(code)).map(([, what]) => what)
/** Too short to tell it from what stands on a card. */
const others = whats.filter(([code, what]) => !lacking.has(code) && what.length > 12)

/**
 * Tables that change although nobody who was asked about has been let in, and why. Every other one that carries a
 * network is watched: a new one by itself.
 */
const unwatched: Readonly<Record<string, string>> = {
  activity_seen: 'every activity is noted, whoever sent it, so that it works once',
  lane: 'the worker sends what waits while the matrix is walked',
  pace: 'the worker sends what waits while the matrix is walked',
  post: 'the worker may just be busy with them: those that can be acted on are watched by their ids',
  notice: 'rounds of the calendar mark what they have told',
  reminder: 'rounds of the calendar note what is due',
}

/** Rows that are noted of whoever uses a card: a place where the bot is heard from gets its address. */
const someRows: Readonly<Record<string, string>> = { channel: 'service_url is null' }

/** Columns that the service writes by itself meanwhile, whoever asks. */
const noted = ['teams_user_id', 'refresh_waiting', 'used_at']

/** Databases that know what is asked of them: to plan it anew each time would take longer than to answer it. */
const prepared = new WeakMap<TestDatabase, Promise<void>>()

async function prepare(database: TestDatabase): Promise<void> {
  const watched = (await tablesOf(database)).filter(
    ({ name, networkColumn }) => networkColumn !== undefined && unwatched[name] === undefined,
  )
  const all = watched.map(
    (table) =>
      `(select ${sumOf(table)} from ${table.name} t
        where ${table.networkColumn} = $1 and ${someRows[table.name] ?? 'true'}) as "${table.name}"`,
  )
  const posts = `(select ${contents('to_jsonb(x)')} from post x where x.id = any($2)) as post`
  await database.sql(`prepare state_of (uuid, uuid[]) as select ${[...all, posts].join(', ')}`)
}

const contents = (facts: string) => `coalesce(sum(hashtextextended((${facts})::text, 0)), 0)::text`

/** Whatever changes a row makes another version of it; only where some columns do not count its contents have to be read. */
function sumOf({ columns }: Table): string {
  if (noted.some((column) => columns.includes(column)))
    return contents(`to_jsonb(t) - '{${noted.join()}}'::text[]`)
  return `count(*)::text || ' ' || coalesce(sum(xmin::text::bigint), 0)::text`
}

/** What a network has, but for what changes by itself: a sum for each table. */
export async function stateOf(
  { gates }: RolesScene,
  { network, failed, unknown }: Matters,
): Promise<Readonly<Record<string, string>>> {
  const { database } = gates.test
  const ready = prepared.get(database) ?? prepare(database)
  prepared.set(database, ready)
  await ready
  const posts = [...Object.values(failed), ...Object.values(unknown)]
  const [row] = await database.sql<Record<string, string>>(
    `execute state_of ('${network}', '{${posts.join()}}')`,
  )
  return row ?? {}
}
