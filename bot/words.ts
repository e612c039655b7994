/**
 * What each word brings: its routes, how its matters look where the bot posts them, what they are called, what the worker
 * does for it. One line a word.
 */
import { committeeRoutes } from './committee/routes'
import type { Describers } from './delivery/describe'
import type { Renderer } from './delivery/outlet'
import { electionDescribers, electionRenderers } from './elections/renderers'
import { electionRoutes } from './elections/routes'
import { openTask } from './elections/subscribers'
import { electionTasks } from './elections/tasks'
import { groupRoutes } from './groups/group-routes'
import { officeRoutes } from './groups/office-routes'
import { groupDescribers, groupRenderers } from './groups/renderers'
import type { ReadRoster } from './groups/roster'
import { memberRoutes } from './groups/routes'
import type { Task } from './jobs/worker'
import { ledgerRoutes } from './ledger/routes'
import type { PollDesk } from './polls/desk'
import { pollDescribers, pollRenderers } from './polls/renderers'
import { pollRoutes } from './polls/routes'
import { closeTask, remindTask } from './polls/subscribers'
import { pollTasks } from './polls/tasks'
import type { Route } from './route'
import type { World } from './world'

export const describers: Describers = { ...groupDescribers, ...pollDescribers, ...electionDescribers }

export function renderersOf(world: World): Readonly<Record<string, Renderer>> {
  return { ...groupRenderers(world), ...pollRenderers(world), ...electionRenderers(world) }
}

export function routesOf(desk: PollDesk, readRoster: ReadRoster): readonly Route[] {
  const { world } = desk
  return [
    ...memberRoutes(world),
    ...groupRoutes(world, readRoster),
    ...officeRoutes(world),
    ...ledgerRoutes(world, describers),
    ...pollRoutes(desk),
    ...committeeRoutes(world),
    ...electionRoutes(desk),
  ]
}

export function tasksOf(desk: PollDesk): Readonly<Record<string, Task>> {
  return { ...pollTasks(desk.world, desk.keys), ...electionTasks(desk) }
}

/** What is looked for by the clock, whether or not a job was left for it. */
export const rounds = [
  { task: closeTask, pattern: '* * * * *' },
  { task: openTask, pattern: '* * * * *' },
  { task: 'polls:sweep-keys', pattern: '*/10 * * * *' },
  { task: remindTask, pattern: '* * * * *' },
] as const
