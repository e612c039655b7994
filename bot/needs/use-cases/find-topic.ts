/** Which topic is meant: one of the list, or a new one that the organisation proposes by naming it. */
import type { Transaction } from '../../database/database'
import { type Refusal, refuse } from '../../refusal'
import type { World } from '../../world'
import type { TopicWish } from '../need-draft'
import { countProposals, isRegion, proposeTopic, topicById, topicByName } from '../need-topic-store'
import type { Named } from '../view'

/** As many as needs in an answer: whoever proposes more has typed what belongs into the note. */
const mostProposals = 60

/** A name that is listed already, however it is written, is that topic; else it is proposed, and usable at once. */
export async function findTopic(
  world: World,
  tx: Transaction,
  wish: TopicWish,
  { organisationId, at }: { readonly organisationId: string; readonly at: Date },
): Promise<Named | Refusal> {
  if ('id' in wish)
    return (await topicById(tx, wish.id, organisationId)) ?? refuse('needs:topic-gone', {}, 422)
  const known = await topicByName(tx, wish.name, organisationId)
  if (known) return known
  if ((await countProposals(tx, organisationId)) >= mostProposals)
    return refuse('needs:too-many-topics', { most: mostProposals })
  const topic = { id: world.ids.id(), name: wish.name }
  await proposeTopic(tx, topic, organisationId, at)
  return topic
}

export async function regionRefusal(tx: Transaction, region: string | null): Promise<Refusal | undefined> {
  if (region === null || (await isRegion(tx, region))) return undefined
  return refuse('needs:region-gone', {}, 422)
}
