/** What rounds, topics and regions are called in the ledger, the digest and the audit log. */
import type { Describers } from '../delivery/describe'
import { titlesOfRounds } from './round-list-store'
import { regionNames, topicNames } from './topic-store'

export const needDescribers: Describers = {
  round: titlesOfRounds,
  'round-result': titlesOfRounds,
  'round-opened': titlesOfRounds,
  'round-closed': titlesOfRounds,
  'round-reminder': titlesOfRounds,
  topic: topicNames,
  region: regionNames,
}
