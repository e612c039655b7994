/**
 * What each word brings: its routes, how its matters look where the bot posts them, what they are called, what is kept about
 * people, what the worker does for it. One line a word.
 */
import { auditPart } from './audit/kept-store'
import { committeeRoutes } from './committee/routes'
import { committeeTasks, followTask } from './committee/tasks'
import type { DataDesk } from './data/desk'
import { dataRoutes } from './data/routes'
import type { Describers } from './delivery/describe'
import type { Renderer } from './delivery/outlet'
import { electionDeliveriesStep, electionsPart } from './elections/kept-store'
import { openCandidacies } from './elections/open-words'
import { electionDescribers, electionRenderers } from './elections/renderers'
import { electionRoutes } from './elections/routes'
import { openTask } from './elections/subscribers'
import { electionTasks } from './elections/tasks'
import { groupRoutes } from './groups/group-routes'
import { keepingRoutes } from './groups/keeping-routes'
import { personPart, rolesPart } from './groups/kept-store'
import { officeRoutes } from './groups/office-routes'
import { openJoinRequests } from './groups/open-words'
import { groupDescribers, groupRenderers } from './groups/renderers'
import type { ReadRoster } from './groups/roster'
import { memberRoutes } from './groups/routes'
import { noticesPart, noticesStep } from './inbox/kept-store'
import { inboxRoutes } from './inbox/routes'
import type { Task } from './jobs/worker'
import { activitiesStep, answersStep, deliveriesStep, postsPart } from './ledger/kept-store'
import { ledgerRoutes } from './ledger/routes'
import type { PollDesk } from './polls/desk'
import { participationStep, pollDeliveriesStep, pollsPart } from './polls/kept-store'
import { openPolls } from './polls/open-words'
import { pollDescribers, pollRenderers } from './polls/renderers'
import { pollRoutes } from './polls/routes'
import { closeTask, remindTask } from './polls/subscribers'
import { pollTasks } from './polls/tasks'
import type { Route } from './route'
import type { World } from './world'

export const describers: Describers = { ...groupDescribers, ...pollDescribers, ...electionDescribers }

/** What is kept about people, in the order in which it is shown and erased; and what is forgotten in time. */
export const kept: Pick<DataDesk, 'parts' | 'steps' | 'describers'> = {
  parts: [personPart, rolesPart, pollsPart, electionsPart, noticesPart, postsPart, auditPart],
  steps: [
    answersStep,
    deliveriesStep,
    pollDeliveriesStep,
    electionDeliveriesStep,
    noticesStep,
    participationStep,
    activitiesStep,
  ],
  describers,
}

export function renderersOf(world: World): Readonly<Record<string, Renderer>> {
  return { ...groupRenderers(world), ...pollRenderers(world), ...electionRenderers(world) }
}

export function routesOf(desk: PollDesk, readRoster: ReadRoster): readonly Route[] {
  const { world } = desk
  return [
    ...memberRoutes(world),
    ...groupRoutes(world),
    ...keepingRoutes(world, readRoster),
    ...officeRoutes(world),
    ...ledgerRoutes(world, describers),
    ...dataRoutes({ world, ...kept }),
    ...pollRoutes(desk),
    ...committeeRoutes(world),
    ...electionRoutes(desk),
    ...inboxRoutes(world, [openPolls, openJoinRequests(world.mail), openCandidacies]),
  ]
}

export function tasksOf(desk: PollDesk): Readonly<Record<string, Task>> {
  return { ...pollTasks(desk.world, desk.keys), ...committeeTasks(desk.world), ...electionTasks(desk) }
}

/** What is looked for by the clock, whether or not a job was left for it. */
export const rounds = [
  { task: closeTask, pattern: '* * * * *' },
  { task: openTask, pattern: '* * * * *' },
  { task: followTask, pattern: '* * * * *' },
  { task: 'polls:sweep-keys', pattern: '*/10 * * * *' },
  { task: remindTask, pattern: '* * * * *' },
] as const
