/**
 * Guests (B2B): people of other companies with an account in the network's own directory. Both gates know them by that
 * account and never by the one at home; the roster names the host's tenant, and Entra makes up their principal name.
 */
import { demoFounder, demoTenant } from '../../bot/demo/network'
import { randomIds } from '../../bot/ids'
import { type ClosedGates, startClosedGates } from '../support/closed-gates'
import { coordinator, groupId, openPoll } from '../support/polls'
import { demoTeamsPerson, fillTeam, startTeamsScene, type TeamsScene } from '../support/teams-scene'
import { teamsPerson } from '../support/teams-world'

const home = 'e0000000-0000-4000-8000-00000000000e'
const guest = {
  ...teamsPerson('Gunda Gast'),
  email: 'gunda@werk.example',
  userPrincipalName: 'gunda_werk.example#EXT#@verbund.onmicrosoft.example',
}
const here = { tenantId: demoTenant, objectId: guest.aadObjectId }
const objectAtHome = 'e0000000-0000-4000-8000-0000000000e1'

describe('in Teams', () => {
  let scene: TeamsScene
  let group: string
  beforeEach(async () => {
    scene = await startTeamsScene()
    group = await groupId(scene.test)
    await scene.install()
    fillTeam(scene, [demoTeamsPerson(coordinator), guest])
  })
  afterEach(() => scene.stop())

  const organisation = async () =>
    (await scene.test.api(coordinator, 'network.show')).body.organisations[0].id as string
  const compare = async () => (await scene.test.api(coordinator, 'group.roster', { body: { group } })).body
  const whoByTab = async () => (await scene.test.api(here, 'member.show')).body.name

  it('a stranger is taken in as the roster tells, and is one member by card and by tab', async () => {
    const [stranger] = (await compare()).strangers
    expect(stranger).toMatchObject({ name: guest.name, mail: guest.email, tenantId: demoTenant })
    const facts = { name: stranger.name, mail: stranger.mail, tenant: stranger.tenantId }
    const taken = await scene.test.api(coordinator, 'group.take-in', {
      body: { ...{ group, account: stranger.objectId, organisation: await organisation() }, ...facts },
    })
    expect(taken.status).toBe(200)
    expect(await whoByTab()).toBe(guest.name)
    const { id: poll, options } = await openPoll(scene.test)
    const ballot = (at: number) => ({ poll, choice: options[at]?.id, nonce: randomIds.nonce() })
    await scene.act(guest, 'poll.cast-ballot', ballot(0))
    expect((await scene.test.api(here, 'poll.cast-ballot', { body: ballot(1) })).status).toBe(200)
    expect(
      await scene.test.database.sql('select count(*)::int as n from ballot where poll_id = $1', [poll]),
    ).toEqual([{ n: 1 }])
  })

  it('is recognised by the address in the directory that has invited her, whatever her principal name says', async () => {
    await scene.test.api(coordinator, 'member.add', {
      body: { name: guest.name, organisation: await organisation(), mail: guest.email.toUpperCase() },
    })
    expect((await scene.act(guest, 'poll.list')).words).not.toContain('noch nicht dabei')
    expect(await whoByTab()).toBe(guest.name)
  })
})

describe('with closed gates', () => {
  let gates: ClosedGates
  beforeAll(async () => {
    gates = await startClosedGates({ TENANTS: home })
  })
  afterAll(() => gates.stop())

  // As Entra makes a guest's token: of the host's tenant, with the account there; `idp` tells where she signed in.
  const claims = () => ({
    ...gates.issuer.tabClaims(gates.tabWanted),
    ...{ idp: `https://sts.windows.net/${home}/`, acct: 1, preferred_username: guest.email },
  })
  const show = async (token: Promise<string>) => {
    const { status, body } = await gates.show(`Bearer ${await token}`)
    return [status, body.name ?? body.refusal.code]
  }

  it('a token that a guest got in the host’s tenant is hers there', async () => {
    expect(await show(gates.issuer.entra.sign(claims()))).toEqual([200, demoFounder.name])
  })

  it('a token of the tenant at home is not, though it tells the same address', async () => {
    const atHome = gates.issuer.tabClaims({ ...gates.tabWanted, tenant: home, objectId: objectAtHome })
    const token = gates.issuer.entra.sign({ ...atHome, preferred_username: guest.email })
    expect(await show(token)).toEqual([403, 'groups:no-network'])
  })
})
