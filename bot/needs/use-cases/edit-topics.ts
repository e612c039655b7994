/** The office keeps the lists from which needs choose: topics, and regions. */
import type { Transaction } from '../../database/database'
import type { Member } from '../../groups/member'
import { administer, type Made } from '../../groups/use-cases/as-office'
import { isRefusal, type Refusal, refuse } from '../../refusal'
import type { World } from '../../world'
import { visibleProposals } from '../proposal-store'
import {
  insertRegion,
  insertTopic,
  listedTopicNamed,
  markRegionRemoved,
  regionById,
  regionsOf,
  renameRegionTo,
  renameTopicTo,
  setTopicState,
  type Topic,
  topicById,
} from '../topic-store'

type Done = Promise<Made | Refusal>

/** So that P7 can look at every combination of them. */
export const mostRegions = 10

const deed = (what: `${'topic' | 'region'}.${string}`, name?: string) => ({
  ...{ what, kind: what.split('.')[0] ?? '' },
  ...(name !== undefined && { data: { name } }),
})

const unknownTopic = () => refuse('needs:unknown-topic', {}, 404)

async function listed(tx: Transaction, id: string): Promise<Topic | Refusal> {
  const topic = await topicById(tx, id)
  return topic?.state === 'listed' ? topic : unknownTopic()
}

/** A proposal that may not be seen yet is not there. */
async function listedOrProposed(tx: Transaction, id: string): Promise<Topic | Refusal> {
  const topic = await topicById(tx, id)
  if (topic?.state === 'listed') return topic
  const seen = topic?.state === 'proposed' && (await visibleProposals(tx, null)).some((one) => one.id === id)
  return topic && seen ? topic : unknownTopic()
}

const taken = (name: string) => refuse('needs:topic-taken', { name })

export function addTopic(world: World, member: Member, name: string): Done {
  const id = world.ids.id()
  return administer(world, member, {
    deed: deed('topic.add', name),
    work: async (tx) => {
      if (await listedTopicNamed(tx, name)) return taken(name)
      await insertTopic(tx, { id, name, state: 'listed', proposedBy: null, madeAt: world.clock.now() })
      return { id }
    },
  })
}

export function renameTopic(world: World, member: Member, id: string, name: string): Done {
  return administer(world, member, {
    deed: deed('topic.rename', name),
    work: async (tx) => {
      const topic = await listed(tx, id)
      if (isRefusal(topic)) return topic
      const other = await listedTopicNamed(tx, name)
      if (other && other.id !== id) return taken(name)
      await renameTopicTo(tx, id, name)
      return { id }
    },
  })
}

/** Nobody chooses it any more; what was answered with it stays, and counts in rounds that run. */
export function removeTopic(world: World, member: Member, id: string): Done {
  return administer(world, member, {
    deed: deed('topic.remove'),
    work: async (tx) => {
      const topic = await listed(tx, id)
      if (isRefusal(topic)) return topic
      await setTopicState(tx, id, 'removed')
      return { id }
    },
  })
}

/** Puts a proposal on the list, under its own name or a better one. */
export function acceptTopic(world: World, member: Member, id: string, name: string | undefined): Done {
  return administer<Made & { readonly changed: boolean }>(world, member, {
    // Already listed: nothing has changed.
    deed: ({ changed }) => (changed ? deed('topic.accept') : null),
    work: async (tx) => {
      const topic = await listedOrProposed(tx, id)
      if (isRefusal(topic)) return topic
      if (topic.state === 'listed') return { id, changed: false }
      if (await listedTopicNamed(tx, name ?? topic.name)) return taken(name ?? topic.name)
      if (name !== undefined) await renameTopicTo(tx, id, name)
      await setTopicState(tx, id, 'listed')
      return { id, changed: true }
    },
  })
}

/** What was answered with it counts as the other from now on; what has been computed stays as it was. */
export function mergeTopic(world: World, member: Member, id: string, into: string): Done {
  return administer(world, member, {
    deed: deed('topic.merge'),
    work: async (tx) => {
      const [topic, other] = [await listedOrProposed(tx, id), await listed(tx, into)]
      if (isRefusal(topic)) return topic
      if (isRefusal(other)) return other
      if (id === into) return refuse('needs:merge-itself', {}, 422)
      await setTopicState(tx, id, 'merged', into)
      return { id }
    },
  })
}

const unknownRegion = () => refuse('needs:unknown-region', {}, 404)

async function nameIsTaken(tx: Transaction, name: string, id?: string): Promise<boolean> {
  const same = (one: string) => one.toLocaleLowerCase('de') === name.toLocaleLowerCase('de')
  return (await regionsOf(tx)).some((region) => region.id !== id && same(region.name))
}

export function addRegion(world: World, member: Member, name: string): Done {
  const id = world.ids.id()
  return administer(world, member, {
    deed: deed('region.add', name),
    work: async (tx) => {
      if ((await regionsOf(tx)).length >= mostRegions)
        return refuse('needs:too-many-regions', { most: mostRegions })
      if (await nameIsTaken(tx, name)) return refuse('needs:region-taken', { name })
      await insertRegion(tx, { id, name })
      return { id }
    },
  })
}

export function renameRegion(world: World, member: Member, id: string, name: string): Done {
  return administer(world, member, {
    deed: deed('region.rename', name),
    work: async (tx) => {
      if (!(await regionById(tx, id))) return unknownRegion()
      if (await nameIsTaken(tx, name, id)) return refuse('needs:region-taken', { name })
      await renameRegionTo(tx, id, name)
      return { id }
    },
  })
}

/** Nobody chooses it any more; what was answered with it stays. */
export function removeRegion(world: World, member: Member, id: string): Done {
  return administer(world, member, {
    deed: deed('region.remove'),
    work: async (tx) => {
      if (!(await regionById(tx, id))) return unknownRegion()
      await markRegionRemoved(tx, id, world.clock.now())
      return { id }
    },
  })
}
