/** What each word brings: its routes, how its matters look where the bot posts them, what they are called. One line a word. */
import { auditPart } from './audit/kept-store'
import type { DataDesk } from './data/desk'
import { dataRoutes } from './data/routes'
import type { Describers } from './delivery/describe'
import type { Renderer } from './delivery/outlet'
import { groupRoutes } from './groups/group-routes'
import { personPart, rolesPart } from './groups/kept-store'
import { officeRoutes } from './groups/office-routes'
import { groupDescribers, groupRenderers } from './groups/renderers'
import type { ReadRoster } from './groups/roster'
import { memberRoutes } from './groups/routes'
import { noticesPart, noticesStep } from './inbox/kept-store'
import { activitiesStep, answersStep, deliveriesStep, postsPart } from './ledger/kept-store'
import { ledgerRoutes } from './ledger/routes'
import type { PollDesk } from './polls/desk'
import { participationStep, pollDeliveriesStep, pollsPart } from './polls/kept-store'
import { pollDescribers, pollRenderers } from './polls/renderers'
import { pollRoutes } from './polls/routes'
import type { Route } from './route'
import type { World } from './world'

export const describers: Describers = { ...groupDescribers, ...pollDescribers }

/** What is kept about people, in the order in which it is shown and erased; and what is forgotten in time. */
export const kept: Pick<DataDesk, 'parts' | 'steps' | 'describers'> = {
  parts: [personPart, rolesPart, pollsPart, noticesPart, postsPart, auditPart],
  steps: [answersStep, deliveriesStep, pollDeliveriesStep, noticesStep, participationStep, activitiesStep],
  describers,
}

export function renderersOf(world: World): Readonly<Record<string, Renderer>> {
  return { ...groupRenderers(world), ...pollRenderers(world) }
}

export function routesOf(desk: PollDesk, readRoster: ReadRoster): readonly Route[] {
  const { world } = desk
  return [
    ...memberRoutes(world),
    ...groupRoutes(world, readRoster),
    ...officeRoutes(world),
    ...ledgerRoutes(world, describers),
    ...dataRoutes({ world, ...kept }),
    ...pollRoutes(desk),
  ]
}
