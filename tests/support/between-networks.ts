/** Two networks, and two people between them: one of another tenant in the first, one who belongs to both. */
import { demoTenant } from '../../bot/demo/network'
import type { Identity } from '../../bot/groups/identity-store'
import { addMember, granted } from '../../bot/groups/use-cases/administer'
import { cardAction } from './activities'
import { type DemoTeams, demoTeams, memberOf, textsOf } from './demo-teams'
import { coordinator } from './polls'
import { foundSecondNetwork, type SecondNetwork } from './second-network'
import { type ApiOptions, startTestService, type TestService } from './service'
import { teamsPerson } from './teams-world'

export const partnerTenant = 'c0000000-0000-4000-8000-00000000000c'
export const guestTenant = 'd0000000-0000-4000-8000-00000000000d'
/** Of a company in whose tenant there is no network; a member of the demo's. */
export const partner: Identity = { tenantId: partnerTenant, objectId: 'c0000000-0000-4000-8000-0000000000c1' }
/** A member of the demo's network and of the north's, at home in neither. */
export const both: Identity = { tenantId: guestTenant, objectId: 'd0000000-0000-4000-8000-0000000000d1' }
export const gesine = teamsPerson('Gesine Gast', both.objectId)

/** The demo's network. */
export const south = 'Kooperative Weiterbildung Südostniedersachsen'

export interface BetweenNetworks {
  readonly test: TestService
  readonly north: SecondNetwork
  readonly teams: DemoTeams
  readonly southId: string
  /** Name of the network that the tab shows, or the code of its refusal. */
  network(who: Identity, options?: ApiOptions): Promise<string>
  /** `hilfe` on a card in a shared channel of the demo's tenant. @param from what the activity tells of the sender */
  inSharedChannel(who: Identity, from?: object): ReturnType<typeof cardAction>
  /** What is read on the card that answers. */
  read(activity: unknown): Promise<string>
}

/** The tab says that it stands in a channel of this tenant. */
export const standing = (tenant: string) => ({ headers: { 'x-place-tenant': tenant } })

export const southern = standing(demoTenant)

export async function startBetweenNetworks(): Promise<BetweenNetworks> {
  const test = await startTestService()
  const north = await foundSecondNetwork(test)
  const teams = demoTeams(test)
  const office = await memberOf(test, coordinator)
  await bringPeople(test, office, north.minted.office)
  return {
    test,
    north,
    teams,
    southId: office.networkId,
    network: async (who, options = {}) => {
      const { status, body } = await test.api(who, 'member.show', options)
      return status === 200 ? body.network.name : body.refusal.code
    },
    inSharedChannel: (who, from = { tenantId: who.tenantId }) => {
      const activity = cardAction(teams.world, {
        from: teamsPerson('Pia Partner', who.objectId),
        where: teams.channel,
        replyToId: '1700000000000',
        verb: 'help.show',
      })
      return { ...activity, from: { ...activity.from, ...from } }
    },
    read: async (activity) => textsOf((await test.send(activity)).body.value),
  }
}

type Office = SecondNetwork['minted']['office']

async function bringPeople(test: TestService, south: Office, north: Office): Promise<void> {
  const people = [
    { by: south, name: 'Pia Partner', of: partner },
    { by: south, name: 'Gesine Gast', of: both },
    { by: north, name: 'Gesine Gast', of: both },
  ]
  for (const { by, name, of } of people) {
    const facts = {
      organisationId: by.organisationId,
      name,
      objectId: of.objectId,
      homeTenantId: of.tenantId,
    }
    await granted(addMember(test.service.desk.world, by, facts))
  }
}
