/** What the outside may ask of topics, regions and the rules of rounds. */
import { z } from 'zod'
import { date, id, line } from '../inputs'
import { type Route, route } from '../route'
import type { World } from '../world'
import { changeSettings, showSettings } from './use-cases/change-settings'
import {
  acceptTopic,
  addRegion,
  addTopic,
  mergeTopic,
  removeRegion,
  removeTopic,
  renameRegion,
  renameTopic,
} from './use-cases/edit-topics'
import { listTopics } from './use-cases/list-topics'

const name = line(80)
const topic = z.object({ topic: id })
const region = z.object({ region: id })
const none = z.literal('').transform(() => null)

export function topicRoutes(world: World): readonly Route[] {
  return [...ofTopics(world), ...ofRegions(world), ...ofRules(world)]
}

function ofTopics(world: World): readonly Route[] {
  return [
    route({
      name: 'topic.list',
      kind: 'read',
      does: 'Lists topics and regions from which needs choose; for who runs rounds also what was proposed.',
      input: z.object({ search: line(80).or(z.literal('')).default('') }),
      run: ({ member }, input) => listTopics(world, member, input.search),
    }),
    route({
      name: 'topic.add',
      kind: 'act',
      does: 'Puts a topic on the list.',
      input: z.object({ name }),
      run: ({ member }, input) => addTopic(world, member, input.name),
    }),
    route({
      name: 'topic.rename',
      kind: 'act',
      does: 'Gives a topic another name; what was answered with it stays.',
      input: topic.extend({ name }),
      run: ({ member }, input) => renameTopic(world, member, input.topic, input.name),
    }),
    route({
      name: 'topic.remove',
      kind: 'act',
      does: 'Takes a topic off the list; what was answered with it still counts.',
      input: topic,
      run: ({ member }, input) => removeTopic(world, member, input.topic),
    }),
    route({
      name: 'topic.accept',
      kind: 'act',
      does: 'Puts a proposed topic on the list, under its own name or another.',
      input: topic.extend({ name: name.optional() }),
      run: ({ member }, input) => acceptTopic(world, member, input.topic, input.name),
    }),
    route({
      name: 'topic.merge',
      kind: 'act',
      does: 'Merges a topic, listed or proposed, into another.',
      input: topic.extend({ into: id }),
      run: ({ member }, input) => mergeTopic(world, member, input.topic, input.into),
    }),
  ]
}

function ofRegions(world: World): readonly Route[] {
  return [
    route({
      name: 'region.add',
      kind: 'act',
      does: 'Adds a region in which courses may be, ten at the most.',
      input: z.object({ name }),
      run: ({ member }, input) => addRegion(world, member, input.name),
    }),
    route({
      name: 'region.rename',
      kind: 'act',
      does: 'Gives a region another name.',
      input: region.extend({ name }),
      run: ({ member }, input) => renameRegion(world, member, input.region, input.name),
    }),
    route({
      name: 'region.remove',
      kind: 'act',
      does: 'Takes a region off the list; what was answered with it stays.',
      input: region,
      run: ({ member }, input) => removeRegion(world, member, input.region),
    }),
  ]
}

function ofRules(world: World): readonly Route[] {
  const count = z.coerce.number({ error: 'not-a-choice' })
  return [
    route({
      name: 'round.rules',
      kind: 'read',
      does: 'Shows by what rules figures of rounds are shown, and until when the network runs.',
      input: z.object({}),
      run: ({ member }) => showSettings(world, member),
    }),
    route({
      name: 'round.set-rules',
      kind: 'act',
      does: 'Sets k, p and the last day of the network; rounds that run keep theirs.',
      input: z.object({
        ...{ leastFamilies: count, leastDistance: count },
        runsUntil: date.or(none).nullable().default(null),
      }),
      run: ({ member }, input) => changeSettings(world, member, input),
    }),
  ]
}
