/**
 * What each word brings: its routes, how its matters look where the bot posts them, what they are called, what is kept about
 * people, what the worker does for it. One line a word.
 */
import { auditPart } from './audit/kept-store'
import { seatDescribers } from './committee/describe'
import { committeeRoutes } from './committee/routes'
import { committeeTasks, followTask } from './committee/tasks'
import type { DataDesk } from './data/desk'
import { dataRoutes } from './data/routes'
import type { Describers } from './delivery/describe'
import type { Renderer } from './delivery/outlet'
import { electionDeliveriesStep, electionsPart, electionsStep } from './elections/kept-store'
import { candidacyPurpose } from './elections/link-store'
import { openCandidacies } from './elections/open-words'
import { electionDescribers, electionRenderers } from './elections/renderers'
import { electionRoutes } from './elections/routes'
import { openTask } from './elections/subscribers'
import { electionTasks } from './elections/tasks'
import { gapDeliveriesStep } from './gaps/kept-store'
import { gapDescribers, gapRenderers } from './gaps/renderers'
import { gapRoutes } from './gaps/routes'
import { makeTask } from './gaps/subscribers'
import { gapTasks } from './gaps/tasks'
import { directoryRoutes } from './groups/directory-routes'
import { groupRoutes } from './groups/group-routes'
import { keepingRoutes } from './groups/keeping-routes'
import { personPart, requestsStep, rolesPart, strangersStep } from './groups/kept-store'
import { officeRoutes } from './groups/office-routes'
import { openJoinRequests } from './groups/open-words'
import { groupDescribers, groupRenderers } from './groups/renderers'
import type { ReadRoster } from './groups/roster'
import { memberRoutes } from './groups/routes'
import { noticesPart, noticesStep, secretNoticesStep } from './inbox/kept-store'
import type { FindWayTo } from './inbox/renderer'
import { inboxRoutes } from './inbox/routes'
import type { Task } from './jobs/worker'
import { activitiesStep, answersStep, deliveriesStep, postsPart } from './ledger/kept-store'
import { ledgerRoutes } from './ledger/routes'
import type { LetterLink, LinkDesk } from './links/desk'
import { linksPart, linksStep } from './links/kept-store'
import { linkDescribers, linkRenderers } from './links/renderers'
import { linkRoutes } from './links/routes'
import { letterLinks } from './links/use-cases/give-link'
import { openAnswerBox } from './needs/answer-box'
import { answerRoutes } from './needs/answer-routes'
import { needDescribers } from './needs/describe'
import { demandFileRoutes } from './needs/file-routes'
import { roundDeliveriesStep, roundsPart, roundsStep } from './needs/kept-store'
import { roundPurpose } from './needs/link-store'
import { openRounds } from './needs/open-words'
import { roundRenderers } from './needs/renderers'
import { needRoutes } from './needs/routes'
import { closeRoundTask, remindRoundTask, repeatRoundTask } from './needs/subscribers'
import { needTasks } from './needs/tasks'
import { offerDeliveriesStep, offersPart, offersStep } from './offers/kept-store'
import { openFeedback } from './offers/open-words'
import { offerDescribers, offerRenderers } from './offers/renderers'
import { offerRoutes } from './offers/routes'
import { settleTask } from './offers/subscribers'
import { offerTasks } from './offers/tasks'
import type { PollDesk } from './polls/desk'
import { participationStep, pollDeliveriesStep, pollsPart } from './polls/kept-store'
import { pollPurpose } from './polls/link-store'
import { openPolls } from './polls/open-words'
import { pollDescribers, pollRenderers } from './polls/renderers'
import { pollRoutes } from './polls/routes'
import { closeTask, remindTask } from './polls/subscribers'
import { pollTasks } from './polls/tasks'
import type { Route } from './route'
import type { World } from './world'

const matterDescribers: Describers = {
  ...groupDescribers,
  ...seatDescribers,
  ...pollDescribers,
  ...electionDescribers,
  ...needDescribers,
  ...offerDescribers,
  ...gapDescribers,
}
export const describers: Describers = { ...matterDescribers, ...linkDescribers(matterDescribers) }

/** What personal links let people without Teams do. */
export const purposes: LinkDesk['purposes'] = {
  poll: pollPurpose,
  candidacy: candidacyPurpose,
  round: roundPurpose,
}

/** To what a line of a digest leads them. */
const purposeOf: Readonly<Record<string, keyof typeof purposes>> = {
  'poll-opened': 'poll',
  'poll-closed': 'poll',
  'election-called': 'candidacy',
  'election-asked': 'candidacy',
  'round-opened': 'round',
  'round-closed': 'round',
}

export function wayTo(letterLink: LetterLink): FindWayTo {
  return async (tx, memberId, { kind, id }) => {
    const purpose = purposeOf[kind]
    return purpose && (await letterLink(tx, { memberId, purpose, matterId: id }))?.url
  }
}

/** What is kept about people, in the order in which it is shown and erased; and what is forgotten in time. */
export const kept: Pick<DataDesk, 'parts' | 'steps' | 'describers'> = {
  parts: [
    personPart,
    rolesPart,
    pollsPart,
    electionsPart,
    roundsPart,
    offersPart,
    linksPart,
    noticesPart,
    postsPart,
    auditPart,
  ],
  steps: [
    answersStep,
    deliveriesStep,
    pollDeliveriesStep,
    electionDeliveriesStep,
    roundDeliveriesStep,
    offerDeliveriesStep,
    gapDeliveriesStep,
    noticesStep,
    secretNoticesStep,
    linksStep,
    participationStep,
    strangersStep,
    electionsStep,
    roundsStep,
    offersStep,
    requestsStep,
    activitiesStep,
  ],
  describers,
}

export function renderersOf(world: World, links: LinkDesk): Readonly<Record<string, Renderer>> {
  const letterLink = letterLinks(links)
  return {
    ...groupRenderers(world),
    ...pollRenderers(world, letterLink),
    ...electionRenderers(world, letterLink),
    ...roundRenderers(world, letterLink),
    ...offerRenderers(world),
    ...gapRenderers(world),
    ...linkRenderers(links),
  }
}

export interface RouteWishes {
  readonly links: LinkDesk
  /** The directory is compared every night. */
  readonly compares: boolean
}

export function routesOf(
  desk: PollDesk,
  readRoster: ReadRoster,
  { links, compares }: RouteWishes,
): readonly Route[] {
  const { world } = desk
  return [
    ...memberRoutes(world),
    ...groupRoutes(world),
    ...keepingRoutes(world, readRoster),
    ...officeRoutes(world),
    ...directoryRoutes(world, compares),
    ...ledgerRoutes(world, describers),
    ...dataRoutes({ world, ...kept }),
    ...linkRoutes(links),
    ...pollRoutes(desk),
    ...committeeRoutes(world),
    ...electionRoutes(desk),
    ...answerRoutes({ world, box: openAnswerBox(world) }),
    ...needRoutes(world),
    ...demandFileRoutes(world),
    ...offerRoutes(world),
    ...gapRoutes(world),
    ...inboxRoutes(world, [
      ...[openPolls, openJoinRequests(world.mail), openCandidacies, openRounds],
      openFeedback(world),
    ]),
  ]
}

export function tasksOf(desk: PollDesk): Readonly<Record<string, Task>> {
  return {
    ...pollTasks(desk.world, desk.keys),
    ...committeeTasks(desk.world),
    ...electionTasks(desk),
    ...needTasks(desk.world),
    ...offerTasks(desk.world),
    ...gapTasks(desk.world),
  }
}

/** What is looked for by the clock, whether or not a job was left for it. */
export const rounds = [
  { task: closeTask, pattern: '* * * * *' },
  { task: openTask, pattern: '* * * * *' },
  { task: followTask, pattern: '* * * * *' },
  { task: settleTask, pattern: '* * * * *' },
  { task: makeTask, pattern: '* * * * *' },
  { task: 'polls:sweep-keys', pattern: '*/10 * * * *' },
  { task: remindTask, pattern: '* * * * *' },
  { task: closeRoundTask, pattern: '* * * * *' },
  { task: remindRoundTask, pattern: '* * * * *' },
  { task: repeatRoundTask, pattern: '* * * * *' },
] as const
