/**
 * The roles table of DOMAIN.md, walked: every role through every route and both gates, with real tokens, in the own network,
 * with the ids of a foreign one, and standing in a foreign one.
 */
import { askers, type Gate, gateNames, routeOf, stateOf } from '../support/roles-asking'
import {
  type Matters,
  type Role,
  type RolesNetwork,
  type RolesScene,
  roles,
  startRolesScene,
} from '../support/roles-scene'
import { type Row, rows } from './roles-table'

let scene: RolesScene
let ask: ReturnType<typeof askers>
beforeAll(async () => {
  scene = await startRolesScene()
  const { issuer, botWanted } = scene.gates
  ask = askers(scene, await issuer.botToken(botWanted))
})
afterAll(async () => {
  process.stdout.write(`  the matrix of roles, routes, networks and gates: ${cells} cells\n`)
  await scene.gates.stop()
})

/** How a person stands to what is asked for. */
const standings = ['the own network', 'ids of a foreign network', 'a place in a foreign network'] as const
type Standing = (typeof standings)[number]

let cells = 0

interface Cell {
  readonly role: Role
  readonly gate: Gate
  readonly allowed: boolean
}

function expected(row: Row, standing: Standing, role: Role, gate: Gate): boolean {
  if (gate === 'card' && !routeOf(scene, row).hasCard) return false
  if (standing === 'a place in a foreign network') return false
  return row.may.includes(role) && (standing === 'the own network' || row.namesNothing === true)
}

/** Whoever acts, and in whose matters. */
function sides(standing: Standing): { readonly actor: RolesNetwork; readonly target: RolesNetwork } {
  const { own, foreign } = scene
  return standing === 'the own network' ? { actor: own, target: own } : { actor: foreign, target: own }
}

const placeOf = (standing: Standing, actor: RolesNetwork, target: RolesNetwork) =>
  standing === 'a place in a foreign network' ? target.tenant : actor.tenant

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
    const wrong = said.is === (allowed ? 'let in' : 'kept out') ? [] : [`${role} by ${gate}: ${said.is}`]
    const told =
      actor !== target && said.text.includes(target.mark) ? [`${role} by ${gate}: reads ${target.mark}`] : []
    return [...wrong, ...told]
  }
  const problems: string[] = []
  const matters = await target.fresh()
  const before = await stateOf(scene, matters)
  const refused = all.filter(({ allowed }) => !allowed)
  problems.push(...(await Promise.all(refused.map((cell) => enter(cell, matters)))).flat())
  const after = await stateOf(scene, matters)
  for (const [table, sum] of Object.entries(before))
    if (after[table] !== sum) problems.push(`who was refused has changed something in ${table}`)
  const isRead = routeOf(scene, row).kind === 'read'
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
    // Dozens of requests, the first of a route with all that it loads; a PDF for each.
    120_000,
  )
})

it('names every route there is, and no other: a new one gets its rows in roles-table.ts', () => {
  const running = scene.gates.test.service.routes.map(({ name }) => name)
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
