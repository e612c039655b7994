/** Founds a network with its office: the first organisation and the first person, who may then add the others. */
import type { World } from '../../world'
import { insertMember, insertNetwork, insertOrganisation } from '../store'
import type { Language } from '../view'

export interface Founding {
  readonly tenantId: string
  readonly name: string
  /** ISO 3166-2, for public holidays: `DE-NI`. */
  readonly state: string
  readonly language: Language
  readonly zone: string
  readonly organisation: {
    readonly name: string
    readonly bench: 'employers' | 'employees' | 'agencies' | 'training'
    readonly sector: string
  }
  readonly person: { readonly name: string; readonly objectId: string }
}

/** @returns the network's id and the founder's identity, with which the founder signs in through a gate */
export async function foundNetwork(
  world: World,
  founding: Founding,
): Promise<{ readonly networkId: string }> {
  const networkId = world.ids.id()
  const organisationId = world.ids.id()
  await world.database.inNetwork(networkId, async (tx) => {
    const { tenantId, name, state, language, zone } = founding
    await insertNetwork(tx, { tenant_id: tenantId, name, state, language, zone, at: world.clock.now() })
    await insertOrganisation(tx, { id: organisationId, ...founding.organisation, parent_id: null })
    const { name: personName, objectId } = founding.person
    await insertMember(tx, {
      id: world.ids.id(),
      organisationId,
      name: personName,
      objectId,
      language,
      office: true,
    })
  })
  return { networkId }
}
