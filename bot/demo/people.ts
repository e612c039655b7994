/** The people of the tenant without credentials, for the tab's picker. */
import { sql } from 'kysely'
import { raw } from '../database/query'
import type { Identity } from '../groups/identity-store'
import { peopleOfNetwork } from '../groups/store'
import type { DemoPerson } from '../groups/view'
import type { World } from '../world'
import { demoTenant } from './network'

export interface LocalPeople {
  people(): Promise<readonly DemoPerson[]>
  /** undefined for whoever is not in that network. */
  identityOf(memberId: string): Promise<Identity | undefined>
}

/** @param networkOf the tenant's network; undefined until somebody has set it up */
export function localPeople(world: World, networkOf: () => Promise<string | undefined>): LocalPeople {
  return {
    people: async () => {
      const networkId = await networkOf()
      const people = networkId ? await world.database.inNetwork(networkId, peopleOfNetwork) : []
      return people.map(({ id, name, organisation, ...held }) => ({
        id,
        name,
        organisation,
        roles: (['coordinator', 'seat', 'chair', 'office'] as const).filter((role) => held[role]),
      }))
    },
    identityOf: async (memberId) => {
      const rows = await world.database.ask(
        raw(sql<{ member_id: string; aad_object_id: string }>`select * from people_of_tenant(${demoTenant})`),
      )
      const found = rows.find((row) => row.member_id === memberId)
      return found && { tenantId: demoTenant, objectId: found.aad_object_id }
    },
  }
}
