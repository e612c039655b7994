/** Somebody who is in a group's channel comes into the network and into the group at once, or into neither. */
import { type Refusal, refuse } from '../../refusal'
import type { World } from '../../world'
import type { Member } from '../member'
import { tenantOf } from '../network-store'
import { organisationById } from '../organisation-store'
import { personKnownBy, roleIn, storedGroup } from '../people-store'
import { insertMember, setMembership } from '../store'
import { onTakenIn } from '../subscribers'
import type { PersonFacts } from './administer'
import { administer, type Made } from './as-office'
import { knownPerson } from './known-person'

export interface NewcomerFacts extends PersonFacts {
  readonly objectId: string
}

/** Pressed once more, the same person is simply in the group: an account is one person's. */
export function takeIn(
  world: World,
  member: Member,
  groupId: string,
  facts: NewcomerFacts,
): Promise<Made | Refusal> {
  const newId = world.ids.id()
  const { objectId, mail = null, homeTenantId = null, language = member.network.language, ...rest } = facts
  return administer(world, member, {
    deed: { what: 'group.take-in', kind: 'member', data: { group: groupId } },
    work: async (tx) => {
      const group = await storedGroup(tx, groupId)
      if (!group) return refuse('groups:unknown-group', {}, 404)
      if (group.kind === 'committee') return refuse('groups:committee-by-seat')
      const same = await personKnownBy(tx, { mail: null, objectId })
      if (same?.left) return knownPerson(same)
      const id = same?.id ?? newId
      if (!same) {
        if (!(await organisationById(tx, rest.organisationId)))
          return refuse('groups:unknown-organisation', {}, 404)
        const namesake = await personKnownBy(tx, { mail, objectId: null })
        if (namesake) return knownPerson(namesake)
        const elsewhere = homeTenantId === (await tenantOf(tx)) ? null : homeTenantId
        await insertMember(tx, {
          ...{ id, ...rest, objectId, mail, language, homeTenantId: elsewhere, office: false },
        })
      }
      // Whoever is in the group by now keeps the role.
      if (!(await roleIn(tx, groupId, id))) await setMembership(tx, groupId, id, 'member', world.clock.now())
      await onTakenIn(world, tx, member.id)
      return { id }
    },
  })
}
