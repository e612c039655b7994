/** One list of tenants for both gates (PLATFORM.md 6 and 11): whoever is not on it comes no further, by card or tab. */
import { demoFounder, demoTenant, objectIdOf } from '../../bot/demo/network'
import { type ClosedGates, startClosedGates } from '../support/closed-gates'
import { foundSecondNetwork } from '../support/second-network'
import { startTestService } from '../support/service'
import { faultsIn } from '../support/teams-scene'

const partner = 'c0000000-0000-4000-8000-00000000000c'
const stranger = 'e0000000-0000-4000-8000-00000000000e'
const objectId = objectIdOf(demoFounder.number)

let gates: ClosedGates
let token: string
beforeAll(async () => {
  gates = await startClosedGates({ TENANTS: `${partner.toUpperCase()}, ${partner}` })
  token = `Bearer ${await gates.issuer.botToken(gates.botWanted)}`
  // The same account at home in the partner's tenant, so that only the tenant can be what is refused.
  await gates.test.database.sql(
    `insert into member (id, network_id, organisation_id, name, aad_object_id, language, home_tenant_id)
     select gen_random_uuid(), network_id, organisation_id, 'Pia Partner', 'pia', 'de', $1 from member limit 1`,
    [partner],
  )
})
afterAll(() => gates.stop())

interface Named {
  readonly conversation?: string
  readonly channelData?: string
  readonly from?: string
}

/** The founder's act, with the tenants that it names. */
const ask = ({ conversation = demoTenant, channelData = conversation, from }: Named) =>
  gates.ask(token, {
    conversation: { id: '19:x@thread.tacv2', conversationType: 'channel', tenantId: conversation },
    channelData: { tenant: { id: channelData }, channel: { id: '19:x@thread.tacv2' } },
    from: { id: '29:1', aadObjectId: from === undefined ? objectId : 'pia', tenantId: from },
  })

const refused = { status: 403, body: { refusal: { code: 'house:sign-in' }, reference: expect.any(String) } }

describe('the gate of Teams', () => {
  it("opens to the bot's own tenant, which nobody has to name", async () => {
    expect(await ask({})).toMatchObject({ status: 200, body: { value: { type: 'AdaptiveCard' } } })
  })

  it('opens to somebody of a named tenant in a shared channel, as the member that this person is', async () => {
    const { status, body } = await ask({ from: partner })
    expect([status, JSON.stringify(body).includes('Pia Partner')]).toEqual([200, true])
  })

  it.each([
    ['where it takes place', { conversation: stranger }],
    [
      'where it takes place, with the right one in channelData',
      { conversation: stranger, channelData: demoTenant },
    ],
    ['in channelData', { channelData: stranger }],
    ['of its sender', { from: stranger }],
    ['as no id at all', { conversation: 'common' }],
  ])('refuses an activity that names another tenant %s', async (_where, named) => {
    const answer = await ask(named)
    expect(answer).toMatchObject(refused)
    const line = gates.test.log.find(({ reference }) => reference === answer.body.reference)
    expect(line?.why).toMatch(/^not in TENANTS: /)
    expect(JSON.stringify(line)).not.toContain('eyJ')
  })

  it('refuses an activity that names no tenant', async () => {
    expect(await ask({ conversation: '' })).toMatchObject(refused)
  })

  it('stores nothing and looks nobody up before: no row changes by 50 such installations', async () => {
    const rows = () =>
      gates.test.database.sql(
        'select (select count(*) from channel) c, (select count(*) from activity_seen) a',
      )
    const before = await rows()
    for (let i = 0; i < 50; i += 1) {
      const activity = { type: 'installationUpdate', name: undefined, value: undefined, action: 'add' }
      const conversation = { id: `19:${i}@thread.tacv2`, tenantId: stranger }
      expect((await gates.ask(token, { ...activity, conversation })).status).toBe(403)
    }
    expect(await rows()).toEqual(before)
  })
})

describe('the gate of the tab', () => {
  const show = async (tenant: string, who: string) =>
    gates.show(`Bearer ${await gates.issuer.tabToken({ ...gates.tabWanted, tenant, objectId: who })}`)

  it("checks a named tenant's token against the keys of that tenant", async () => {
    expect(await show(partner, 'pia')).toMatchObject({ status: 200, body: { name: 'Pia Partner' } })
    expect(gates.issuer.asked).toContain(`/${partner}/discovery/v2.0/keys`)
  })

  it('refuses a tenant that is not named, and asks for no keys of it', async () => {
    expect((await show(stranger, objectId)).status).toBe(401)
    expect(gates.issuer.asked.filter((path) => path.includes(stranger))).toEqual([])
  })

  it('takes no token that names one tenant and comes from another', async () => {
    const claims = gates.issuer.tabClaims({ ...gates.tabWanted, tenant: partner, objectId: 'pia' })
    const mixed = await gates.issuer.entra.sign({ ...claims, tid: demoTenant })
    expect((await gates.show(`Bearer ${mixed}`)).status).toBe(401)
  })
})

it('logs no fault for all of this', () => {
  expect(faultsIn(gates.test)).toEqual([])
})

it('without credentials there is no list: the demo and tests have tenants of their own', async () => {
  const open = await startTestService()
  const north = await foundSecondNetwork(open)
  expect((await open.api(north.office, 'member.show')).status).toBe(200)
  await open.stop()
})
