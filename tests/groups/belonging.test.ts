/** People of other tenants in shared channels, and who has left: where they are let in, and as whom. */
import { demoTenant } from '../../bot/demo/network'
import {
  type BetweenNetworks,
  both,
  guestTenant,
  partner,
  partnerTenant,
  south,
  southern,
  standing,
  startBetweenNetworks,
} from '../support/between-networks'
import { textsOf } from '../support/demo-teams'
import { coordinator, openPoll, vote, voters } from '../support/polls'
import { demoPerson } from '../support/service'

let scene: BetweenNetworks
beforeAll(async () => {
  scene = await startBetweenNetworks()
})
afterAll(() => scene.test.stop())

const northTenant = () => scene.north.office.tenantId
const notIn = 'Sie sind in diesem Verbund noch nicht dabei.'

describe('somebody of another tenant', () => {
  it('acts in a shared channel under the network of the tenant that owns it', async () => {
    expect(await scene.read(scene.inSharedChannel(partner))).toContain('Pia Partner')
    expect(await scene.read(scene.inSharedChannel(partner))).toContain(south)
  })

  it('is known, too, where channelData tells the own tenant and the conversation the owner', async () => {
    const activity = scene.inSharedChannel(partner, {})
    const told = { ...activity, channelData: { ...activity.channelData, tenant: { id: partnerTenant } } }
    expect(await scene.read(told)).toContain('Pia Partner')
  })

  it('is known where Teams tells no tenant of the sender at all: the office has written the account down', async () => {
    expect(await scene.read(scene.inSharedChannel(partner, {}))).toContain('Pia Partner')
  })

  it('is nobody under the name of a third tenant, though the object id is right', async () => {
    expect(await scene.read(scene.inSharedChannel({ ...partner, tenantId: guestTenant }))).toContain(notIn)
  })

  it('is the same person in the tab of that channel, with a token of the own tenant', async () => {
    expect(await scene.network(partner, southern)).toBe(south)
  })

  it('reaches the only network there is also outside the channel', async () => {
    expect(await scene.network(partner)).toBe(south)
  })

  it('is a stranger in the channel of another network', async () => {
    expect(await scene.network(partner, standing(northTenant()))).toBe('groups:not-a-member')
    expect(await scene.network(partner, standing('e0000000-0000-4000-8000-00000000000e'))).toBe(
      'groups:no-network',
    )
  })
})

describe('E1 an object id alone crosses no tenant', () => {
  it('a token of tenant B with an object id of tenant A is nobody in A', async () => {
    const forged = { tenantId: partnerTenant, objectId: demoPerson(coordinator).objectId }
    expect(await scene.network(forged)).toBe('groups:no-network')
    expect(await scene.network(forged, southern)).toBe('groups:not-a-member')
  })

  it('a token of tenant A with an object id of a member from tenant B is nobody either', async () => {
    const forged = { tenantId: demoTenant, objectId: partner.objectId }
    expect(await scene.network(forged)).toBe('groups:not-a-member')
    expect(await scene.network(forged, southern)).toBe('groups:not-a-member')
  })

  it('an activity whose sender is of tenant B is nobody with an object id of tenant A', async () => {
    const { objectId } = demoPerson(coordinator)
    expect(await scene.read(scene.inSharedChannel({ tenantId: partnerTenant, objectId }))).toContain(notIn)
  })

  it('the header of a place lets nobody in who does not belong there', async () => {
    for (const tenant of [northTenant(), '', 'null', "' or true --", '%00'])
      expect([south, 'groups:not-a-member', 'groups:no-network']).toContain(
        await scene.network(demoPerson(coordinator), standing(tenant)),
      )
    expect(await scene.network(demoPerson(coordinator), standing(northTenant()))).toBe('groups:not-a-member')
  })
})

describe('who has left', () => {
  it('is nobody, at neither gate and in no choice, while the ballot stays', async () => {
    const poll = await openPoll(scene.test)
    await vote(scene.test, voters[3], poll.id, 'o1')
    const leaver = demoPerson(voters[3])
    await scene.test.database.sql(
      `update member set left_at = now(), left_why = 'removed' where aad_object_id = any($1)`,
      [[leaver.objectId, partner.objectId]],
    )
    expect(await scene.network(leaver)).toBe('groups:not-a-member')
    expect(await scene.network(partner, southern)).toBe('groups:not-a-member')
    expect(await scene.read(scene.inSharedChannel(partner))).toContain(notIn)
    expect(textsOf((await scene.teams.act(voters[3], 'help.show', {})).body.value)).toContain(notIn)
    const [ballots] = await scene.test.database.sql<{ n: number }>(
      'select count(*)::int as n from ballot where poll_id = $1',
      [poll.id],
    )
    expect(ballots?.n).toBe(1)
  })

  it('of two networks is in the other one, without a question', async () => {
    await scene.test.database.sql(
      `update member set left_at = now(), left_why = 'removed' where aad_object_id = $1 and network_id = $2`,
      [both.objectId, scene.southId],
    )
    expect(await scene.network(both)).toBe('Nordverbund')
  })
})
