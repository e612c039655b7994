/**
 * E1 by row-level security alone: with the roles table taken out of the service, a member who names ids of another network
 * sees and changes nothing of it, through any route and either gate.
 */
import { askers, gateNames, stateOf } from '../support/roles-asking'
import { type RolesScene, startRolesScene } from '../support/roles-scene'
import { rows } from './roles-table'

// The first wall: whatever is asked, by whomever, the table says yes.
jest.mock('../../bot/groups/rights', () => ({ may: () => true, lacks: () => undefined }))

let scene: RolesScene
let ask: ReturnType<typeof askers>
beforeAll(async () => {
  scene = await startRolesScene()
  const { issuer, botWanted } = scene.gates
  ask = askers(scene, await issuer.botToken(botWanted))
})
afterAll(() => scene.gates.stop())

const named = rows.map((row) => [row.about ? `${row.route} ${row.about}` : row.route, row] as const)
const row = (name: string) => {
  const found = named.find(([one]) => one === name)?.[1]
  if (!found) throw new Error(`no row ${name}`)
  return found
}

it.each(['poll.close', 'poll.open', 'ledger.decide of the network', 'ledger.show of the group'])(
  'the first wall is really gone: a mere observer gets through %s of the own network',
  async (name) => {
    const { people, tenant, fresh } = scene.own
    const said = await ask.tab({
      who: people.observer,
      row: row(name),
      place: tenant,
      matters: await fresh(),
    })
    expect(said.is).toBe('let in')
  },
)

describe.each(['member', 'office'] as const)('E1 the %s of another network', (role) => {
  it.each(named)('sees and changes nothing by %s', async (_name, asked) => {
    const { own, foreign } = scene
    const matters = await own.fresh()
    const before = await stateOf(scene, matters)
    const who = foreign.people[role]
    for (const gate of gateNames) {
      const said = await ask[gate]({ who, row: asked, place: foreign.tenant, matters })
      expect([gate, said.text.includes(own.mark)]).toEqual([gate, false])
      if (asked.namesNothing !== true) expect([gate, said.is]).not.toEqual([gate, 'let in'])
    }
    expect(await stateOf(scene, matters)).toEqual(before)
  })
})

it('it is that wall which holds: without it the poll of another network is read', async () => {
  const { own, foreign, gates } = scene
  const matters = await own.fresh()
  const show = () =>
    ask.tab({ who: foreign.people.member, row: row('poll.show'), place: foreign.tenant, matters })
  const walls = async (what: 'enable' | 'disable') => {
    for (const table of ['poll', 'voter', 'working_group', 'member', 'organisation', 'ballot', 'trace'])
      await gates.test.database.sql(`alter table ${table} ${what} row level security`)
  }
  expect((await show()).is).toBe('kept out')
  await walls('disable')
  expect((await show()).text).toContain(own.mark)
  await walls('enable')
  expect((await show()).is).toBe('kept out')
})

it('E1 after all that nothing has failed on the way: row-level security refuses in words, too', () => {
  const faults = scene.gates.test.log.filter(({ level }) => level === 'error' || level === 'fatal')
  expect(faults).toEqual([])
})
