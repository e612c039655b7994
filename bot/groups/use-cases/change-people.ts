/** What the office changes of organisations and people. */
import type { Transaction } from '../../database/database'
import { type Refusal, refuse } from '../../refusal'
import type { World } from '../../world'
import { deputyOutside, seatElsewhere } from '../committee-store'
import { forgetFinding } from '../directory-store'
import type { Member } from '../member'
import {
  bringBackOrganisation,
  markRemoved,
  organisationById,
  organisationNamed,
  type StoredOrganisation,
  saveOrganisation,
  tiesOf,
} from '../organisation-store'
import {
  coordinatesAlone,
  formerMember,
  markBack,
  markLeft,
  officeWithout,
  personById,
  personKnownBy,
  savePerson,
} from '../people-store'
import { administer, type Changed, changedIn, type Deeds, type Made } from './as-office'
import { knownPerson } from './known-person'
import { unlink } from './unlink-account'

export function changeOrganisation(
  world: World,
  member: Member,
  next: StoredOrganisation,
): Promise<Changed | Refusal> {
  const { id, name, parentId } = next
  return administer(world, member, {
    deed: ({ changed }) =>
      changed === '' ? null : { what: 'organisation.change', kind: 'organisation', data: { changed } },
    work: async (tx) => {
      const before = await organisationById(tx, id)
      if (!before) return refuse('groups:unknown-organisation', {}, 404)
      const namesake = await organisationNamed(tx, name)
      if (namesake && namesake !== id) return refuse('groups:name-taken')
      const wrong = await wrongParent(tx, id, parentId)
      if (wrong) return wrong
      const outside = await deputyOutside(tx, id, parentId, world.clock.now())
      if (outside) return refuse('groups:parts-deputy', outside)
      await saveOrganisation(tx, next)
      return { id, changed: changedIn(before, next) }
    },
  })
}

/** Up from the new parent: whoever meets the organisation itself there has closed a circle. */
async function wrongParent(
  tx: Transaction,
  id: string,
  parentId: string | null,
): Promise<Refusal | undefined> {
  let above = parentId
  while (above) {
    if (above === id) return refuse('groups:own-parent', {}, 422)
    const found = await organisationById(tx, above)
    if (!found) return refuse('groups:unknown-organisation', {}, 404)
    above = found.parentId
  }
  return undefined
}

/** Only one to which nobody belongs any more. Those who have left keep it as theirs. */
export function removeOrganisation(
  world: World,
  member: Member,
  id: string,
): Promise<(Made & { readonly name: string }) | Refusal> {
  return administer(world, member, {
    deed: ({ name }) => ({ what: 'organisation.remove', kind: 'organisation', data: { name } }),
    work: async (tx) => {
      const found = await organisationById(tx, id)
      if (!found) return refuse('groups:unknown-organisation', {}, 404)
      const { people, seats, children } = await tiesOf(tx, id)
      if (people + seats + children > 0)
        return refuse('groups:organisation-in-use', { people, seats, children })
      await markRemoved(tx, id, world.clock.now())
      return { id, name: found.name }
    },
  })
}

export interface PersonChange {
  readonly id: string
  readonly name: string
  readonly organisationId: string
  readonly mail: string | null
  readonly office: boolean
  /** The account was somebody else's, known by the address as it was. */
  readonly unlink: boolean
}

function changeDeed(changed: string, { organisationId, office }: PersonChange): Deeds | null {
  if (changed === '') return null
  const fields = changed.split(' ')
  const data = {
    changed,
    ...(fields.includes('organisation') && { organisation: organisationId }),
    ...(fields.includes('office') && { office }),
  }
  return { what: 'member.change', kind: 'member', data }
}

export function changeMember(world: World, member: Member, next: PersonChange): Promise<Changed | Refusal> {
  const { unlink: unlinks, ...facts } = next
  const { id, organisationId, mail, office } = facts
  return administer(world, member, {
    deed: ({ changed }) => changeDeed(changed, next),
    work: async (tx) => {
      const before = await personById(tx, id)
      if (!before) return refuse('groups:unknown-person', {}, 404)
      if (!(await organisationById(tx, organisationId))) return refuse('groups:unknown-organisation', {}, 404)
      const known = mail === null ? undefined : await personKnownBy(tx, { mail, objectId: null })
      if (known && known.id !== id) return knownPerson(known)
      const seat = await seatElsewhere(tx, id, organisationId, world.clock.now())
      if (seat) return refuse('groups:holds-seat', { name: before.name, organisation: seat })
      // Who cannot sign in administers nothing.
      if (office && !before.office && before.objectId === null) return refuse('groups:office-needs-account')
      if (before.office && !office && !(await officeWithout(tx, id))) return refuse('groups:last-office')
      await savePerson(tx, { ...before, ...facts })
      const kept = unlinks ? await unlink(tx, { ...before, ...facts }) : undefined
      return (
        kept ?? { id, changed: [changedIn(before, facts), unlinks && 'account'].filter(Boolean).join(' ') }
      )
    },
  })
}

/** Takes somebody out of the network: let in nowhere from then on. Ballots, posts and decisions stay. */
export function removeMember(world: World, member: Member, id: string): Promise<Made | Refusal> {
  return administer(world, member, {
    deed: { what: 'member.remove', kind: 'member' },
    work: async (tx) => {
      const person = await personById(tx, id)
      if (!person) return refuse('groups:unknown-person', {}, 404)
      if (person.office && !(await officeWithout(tx, id))) return refuse('groups:last-office')
      const [group] = await coordinatesAlone(tx, id)
      if (group) return refuse('groups:last-coordinator', { group })
      await markLeft(tx, [id], world.clock.now(), 'removed')
      return { id }
    },
  })
}

/** Somebody who has left comes back, as they were, and into no group by that: others may have taken their place. */
export function takeBackMember(world: World, member: Member, id: string): Promise<Made | Refusal> {
  return administer(world, member, {
    deed: { what: 'member.take-back', kind: 'member' },
    work: async (tx) => {
      const person = await formerMember(tx, id)
      if (!person) return refuse('groups:not-left')
      await markBack(tx, id, await bringBackOrganisation(tx, person.organisationId))
      await forgetFinding(tx, id)
      return { id }
    },
  })
}
