/**
 * The roles table of DOMAIN.md, walked: every role through every route and both gates, with real tokens, in the own network,
 * with the ids of a foreign one, and standing in a foreign one.
 */
import type { Identity } from '../../bot/groups/identity-store'
import type { Route } from '../../bot/route'
import { wordTexts } from '../../bot/word-texts'
import { cardAction } from '../support/activities'
import { appId, serviceUrl } from '../support/closed-gates'
import { textsOf } from '../support/demo-teams'
import {
  type Matters,
  type Role,
  type RolesNetwork,
  type RolesScene,
  roles,
  startRolesScene,
  wanted,
} from '../support/roles-scene'
import { channelPlace, personalChat, teamsPerson, teamsWorld } from '../support/teams-world'
import { type Row, rows } from './roles-table'

let scene: RolesScene
let botToken: string
beforeAll(async () => {
  scene = await startRolesScene()
  const { issuer, botWanted } = scene.gates
  botToken = await issuer.botToken(botWanted)
})
afterAll(async () => {
  process.stdout.write(`  the matrix of roles, routes, networks and gates: ${cells} cells\n`)
  await scene.gates.stop()
})

/** How a person stands to what is asked for. */
const standings = ['the own network', 'ids of a foreign network', 'a place in a foreign network'] as const
type Standing = (typeof standings)[number]
const gateNames = ['card', 'tab'] as const
type Gate = (typeof gateNames)[number]

let cells = 0

interface Cell {
  readonly role: Role
  readonly gate: Gate
  readonly allowed: boolean
}

const routeOf = (row: Row): Route => {
  const route = scene.gates.test.service.routes.get(row.route)
  if (!route) throw new Error(`there is no route ${row.route}`)
  return route
}

function expected(row: Row, standing: Standing, role: Role, gate: Gate): boolean {
  if (gate === 'card' && !routeOf(row).hasCard) return false
  if (standing === 'a place in a foreign network') return false
  return row.may.includes(role) && (standing === 'the own network' || row.namesNothing === true)
}

interface Said {
  readonly allowed: boolean
  /** All of it, as it came. */
  readonly text: string
}

interface Asking {
  readonly who: Identity
  readonly row: Row
  /** Tenant in which it takes place. */
  readonly place: string
  readonly matters: Matters
}

const ask: Readonly<Record<Gate, (asking: Asking) => Promise<Said>>> = {
  tab: async ({ who, row, place, matters }) => {
    const { issuer, test } = scene.gates
    const isRead = routeOf(row).kind === 'read'
    const typed = row.typed(matters)
    const response = await fetch(
      `${test.url}/api/${row.route}${isRead ? `?${new URLSearchParams(typed)}` : ''}`,
      {
        method: isRead ? 'GET' : 'POST',
        headers: {
          authorization: `Bearer ${await issuer.tabToken(wanted(scene.gates, who))}`,
          'content-type': 'application/json',
          ...(row.personal ? {} : { 'x-place-tenant': place }),
        },
        ...(!isRead && { body: JSON.stringify(typed) }),
      },
    )
    const text = await response.text()
    if (response.status !== 200 && !lacking.has(JSON.parse(text).refusal?.code))
      throw new Error(`${row.route}: ${response.status} ${text}`)
    return { allowed: response.status === 200, text }
  },
  card: async ({ who, row, place, matters }) => {
    const { test } = scene.gates
    const world = teamsWorld({ serviceUrl, appId, clock: test.clock, tenant: place })
    const from = teamsPerson('Wer auch immer', who.objectId)
    const where = row.personal ? personalChat(`a:${who.objectId}`) : channelPlace('Verbund', 'Matrix')
    const data = row.typed(matters)
    const act = cardAction(world, { from, where, replyToId: '1700000000000', verb: row.route, data })
    const activity = { ...act, from: { ...act.from, tenantId: who.tenantId } }
    const { status, body } = await test.send(activity, { authorization: `Bearer ${botToken}` })
    if (status !== 200) throw new Error(`${row.route}: ${status} ${JSON.stringify(body)}`)
    const words = textsOf(body.value)
    const other = [...others].find(([, sentence]) => words.includes(sentence))
    if (other) throw new Error(`${row.route}: ${other[0]}`)
    return { allowed: !sentences.some((sentence) => words.includes(sentence)), text: JSON.stringify(body) }
  },
}

/** Refusals that say: not you, or not here. Any other would mean that a row asks for something wrong. */
const lacking = new Set([
  'house:unknown-action',
  'groups:not-a-member',
  'groups:no-network',
  'groups:one-network',
  'groups:place-decides',
  'groups:unknown-group',
  'groups:lacks-see-group',
  'groups:lacks-see-deliveries',
  'groups:lacks-run-polls',
  'groups:lacks-administer',
  'polls:unknown-poll',
  'polls:not-in-electorate',
  'ledger:unknown-delivery',
  'ledger:unknown-ledger',
  'ledger:nothing-failed',
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

/** Whoever acts, and in whose matters. */
function sides(standing: Standing): { readonly actor: RolesNetwork; readonly target: RolesNetwork } {
  const { own, foreign } = scene
  return standing === 'the own network' ? { actor: own, target: own } : { actor: foreign, target: own }
}

const placeOf = (standing: Standing, actor: RolesNetwork, target: RolesNetwork) =>
  standing === 'a place in a foreign network' ? target.tenant : actor.tenant

/** All that the target has, but for posts that a worker may just be busy with. */
async function stateOf({ network, poll, failed, unknown }: Matters): Promise<string> {
  const tables = ['ballot', 'act', 'trace', 'voter'].map(
    (table) => `(select jsonb_agg(to_jsonb(x) order by x::text) from ${table} x where poll_id = $2)`,
  )
  const people = ['member', 'membership', 'seat', 'working_group', 'organisation', 'poll'].map(
    (table) =>
      `(select jsonb_agg(to_jsonb(x) - 'teams_user_id' order by x::text) from ${table} x where network_id = $1)`,
  )
  const posts = '(select jsonb_agg(to_jsonb(x) order by x.id) from post x where x.id = any($3))'
  const [row] = await scene.gates.test.database.sql(
    `select jsonb_build_array(${[...tables, ...people, posts].join(', ')}) as all`,
    [network, poll, [...Object.values(failed), ...Object.values(unknown)]],
  )
  return JSON.stringify(row)
}

/** Who is let in although the table says no, or not although it says yes: none is what every test wants. */
async function walk(row: Row, standing: Standing): Promise<readonly string[]> {
  const { actor, target } = sides(standing)
  const place = placeOf(standing, actor, target)
  const all = roles.flatMap((role) =>
    gateNames.map((gate): Cell => ({ role, gate, allowed: expected(row, standing, role, gate) })),
  )
  cells += all.length
  const enter = async ({ role, gate, allowed }: Cell, matters: Matters) => {
    const said = await ask[gate]({ who: actor.people[role], row, place, matters })
    const wrong =
      said.allowed === allowed ? [] : [`${role} by ${gate}: ${said.allowed ? 'let in' : 'kept out'}`]
    const told =
      actor !== target && said.text.includes(target.mark) ? [`${role} by ${gate}: reads ${target.mark}`] : []
    return [...wrong, ...told]
  }
  const problems: string[] = []
  const matters = await target.fresh()
  const before = await stateOf(matters)
  const refused = all.filter(({ allowed }) => !allowed)
  problems.push(...(await Promise.all(refused.map((cell) => enter(cell, matters)))).flat())
  if ((await stateOf(matters)) !== before) problems.push('who was refused has changed something')
  const isRead = routeOf(row).kind === 'read'
  for (const cell of all.filter(({ allowed }) => allowed))
    problems.push(...(await enter(cell, isRead ? matters : await target.fresh())))
  return problems
}

describe.each(standings)('%s', (standing) => {
  it.each(rows.map((row) => [row.about ? `${row.route} ${row.about}` : row.route, row] as const))(
    '%s lets in whom the table names, and nobody else',
    async (_name, row) => {
      expect(await walk(row, standing)).toEqual([])
    },
  )
})

it('names every route there is, and no other: a new one gets its rows in roles-table.ts', () => {
  const running = [...scene.gates.test.service.routes.keys()]
  expect(running.length).toBeGreaterThan(20)
  expect([...new Set(rows.map(({ route }) => route))].sort()).toEqual(running.sort())
})

it('has a row that lets in each role, and one that keeps it out', () => {
  for (const role of roles.filter((one) => one !== 'visitor'))
    expect([
      role,
      rows.some(({ may }) => may.includes(role)),
      rows.some(({ may }) => !may.includes(role)),
    ]).toEqual([role, true, true])
})
