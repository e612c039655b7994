/** Who signs the bot's tokens is away, or one network cannot be read: a refusal in words, and the others go on. */
import { demoPlaces, demoTenant } from '../../bot/demo/network'
import type { ReadRoster } from '../../bot/groups/roster'
import { lookThroughRosters } from '../../bot/groups/use-cases/compare-roster'
import { serviceUrl, startClosedGates } from '../support/closed-gates'
import { groupId } from '../support/polls'
import { foundSecondNetwork } from '../support/second-network'
import { startTestService } from '../support/service'

it('E3 the roster is unread, and not a fault, while no token can be had', async () => {
  const gates = await startClosedGates()
  try {
    await gates.test.database.sql(
      'update channel set installed = true, service_url = $1 where conversation_id = $2',
      [serviceUrl, demoPlaces.digital],
    )
    const [group] = await gates.test.database.sql<{ id: string }>(
      'select group_id as id from channel where conversation_id = $1',
      [demoPlaces.digital],
    )
    const authorization = `Bearer ${await gates.issuer.tabToken(gates.tabWanted)}`
    // The keys that the tab's tokens are checked with are at hand from then on.
    expect((await gates.show(authorization)).status).toBe(200)
    gates.issuer.goDown()
    const response = await fetch(`${gates.test.url}/api/group.roster`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify({ group: group?.id }),
    })
    const body = (await response.json()) as { readonly refusal: { readonly code: string } }
    expect([response.status, body.refusal.code]).toEqual([503, 'groups:roster-unread'])
  } finally {
    await gates.stop()
  }
})

it('one network that fails stops no other: its people are recognised all the same, and the round is tried again', async () => {
  const test = await startTestService()
  try {
    const north = await foundSecondNetwork(test)
    const known = await groupId(test)
    await test.database.sql(
      `update member set aad_object_id = null, mail = 'somebody@x.example' where name in ('Hinnerk Siel', 'Gero Modell')`,
    )
    await test.database.sql(
      `update channel set installed = true, service_url = 'http://x.example' where group_id = $1`,
      [known],
    )
    await test.database.sql(
      `insert into channel (id, network_id, group_id, kind, conversation_id, service_url, installed)
       values ('5d0f6a3e-0000-4000-8000-0000000000c1', $1, $2, 'channel', '19:north', 'http://x.example', true)`,
      [north.networkId, north.groupId],
    )
    const tenants = await test.database.sql<{ id: string; tenant_id: string }>(
      'select id, tenant_id from network',
    )
    const readFor =
      (failing: string): ReadRoster =>
      async (networkId) => {
        const tenantId = tenants.find(({ id }) => id === networkId)?.tenant_id ?? null
        if (tenantId === failing) throw new Error('not now')
        const person = { teamsUserId: '29:s', objectId: 's', name: 'S', mail: 'somebody@x.example' }
        return [{ ...person, tenantId }]
      }
    const { world } = test.service.desk
    const other = tenants.find(({ tenant_id }) => tenant_id !== demoTenant)?.tenant_id ?? ''
    // Whichever of the two comes first.
    for (const [failing, linked] of [
      [demoTenant, 'Hinnerk Siel'],
      [other, 'Gero Modell'],
    ] as const) {
      await test.database.sql(`update member set aad_object_id = null where aad_object_id = 's'`)
      await expect(lookThroughRosters(world, readFor(failing))).rejects.toThrow('not now')
      const found = await test.database.sql(`select name from member where aad_object_id = 's'`)
      expect(found).toEqual([{ name: linked }])
    }
  } finally {
    await test.stop()
  }
})
