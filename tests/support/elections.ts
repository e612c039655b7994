/** Calls elections in the demo network, lets people stand and votes, as users would. */
import { openDueElections } from '../../bot/elections/use-cases/open-voting'
import type { ElectionPageView, ElectionView } from '../../bot/elections/view'
import { randomIds } from '../../bot/ids'
import { closeDuePolls } from '../../bot/polls/use-cases/close-poll'
import type { PollView } from '../../bot/polls/view'
import { coordinator, groupId, vote } from './polls'
import type { TestService } from './service'

/** Who runs elections in the demo: office and chair in one. */
export const opener = coordinator

export const opensAt = '2026-11-26T12:00:00+01:00'
export const closesAt = '2026-11-30T12:00:02+01:00'

export interface ElectionWishes {
  readonly by?: string
  readonly group?: string
  readonly nonce?: string
  readonly title?: string
  readonly places?: number
  readonly electorate?: 'group' | 'network'
  readonly from?: string
  readonly to?: string
  readonly 'opens-date'?: string
  readonly 'opens-time'?: string
  readonly 'closes-date'?: string
  readonly 'closes-time'?: string
  readonly mark?: string
}

export const electionForm = {
  title: 'Wahl zum Steuerkreis',
  places: 2,
  electorate: 'group',
  from: '2027-01-01',
  to: '2028-12-31',
  'opens-date': '2026-11-26',
  'opens-time': '12:00',
  'closes-date': '2026-11-30',
  'closes-time': '12:00',
} as const

export async function tryToCall(test: TestService, { by = opener, ...wishes }: ElectionWishes = {}) {
  const body = { ...electionForm, group: await groupId(test), nonce: randomIds.nonce(), ...wishes }
  return test.api(by, 'election.call', { body })
}

export async function call(test: TestService, wishes: ElectionWishes = {}): Promise<ElectionView> {
  const answer = await tryToCall(test, wishes)
  if (answer.status !== 200) throw new Error(`not called: ${JSON.stringify(answer.body)}`)
  return answer.body
}

/** An act on an election in the tab. */
export const actOn = (test: TestService, who: string, verb: string, election: string, more: object = {}) =>
  test.api(who, `election.${verb}`, { body: { election, ...more } })

export const standFor = (test: TestService, who: string, election: string) =>
  test.api(who, 'election.stand', { body: { election } })

export const electionPage = async (
  test: TestService,
  who: string,
  election: string,
): Promise<ElectionPageView> => (await test.api(who, 'election.show', { query: { election } })).body

/** Lets the time for standing end. @returns the poll, if enough stand */
export async function beginVoting(test: TestService, election: string): Promise<string> {
  test.clock.set(opensAt)
  await openDueElections(test.service.desk)
  const { poll } = (await electionPage(test, opener, election)).election
  if (poll === null) throw new Error('voting has not begun')
  return poll
}

/** An election in which these people stand and voting has begun. */
export async function voting(
  test: TestService,
  candidates: readonly string[],
  wishes: ElectionWishes = {},
): Promise<{ readonly election: string; readonly poll: string }> {
  const { id: election } = await call(test, wishes)
  for (const who of candidates) await standFor(test, who, election)
  return { election, poll: await beginVoting(test, election) }
}

export async function ballotOf(test: TestService, who: string, poll: string): Promise<PollView> {
  return (await test.api(who, 'poll.card', { query: { poll } })).body
}

/** Votes for people by name. */
export async function voteFor(test: TestService, who: string, poll: string, names: readonly string[]) {
  const { options } = await ballotOf(test, who, poll)
  const ids = names.map((name) => options.find(({ label }) => label.startsWith(`${name} (`))?.id ?? name)
  return vote(test, who, poll, ids)
}

export async function endVoting(test: TestService, poll: string): Promise<PollView> {
  test.clock.set(closesAt)
  await closeDuePolls(test.service.desk)
  return ballotOf(test, opener, poll)
}

/** The elected by name, in the order in which they were elected. */
export function electedIn({ options, outcome }: PollView): readonly string[] {
  return (outcome?.elected ?? []).map(
    (id) => options.find((option) => option.id === id)?.label.split(' (')[0] ?? '',
  )
}
