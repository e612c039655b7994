/** What each word brings: its routes, how its matters look where the bot posts them, what they are called. One line a word. */
import { committeeRoutes } from './committee/routes'
import type { Describers } from './delivery/describe'
import type { Renderer } from './delivery/outlet'
import { electionDescribers, electionRenderers } from './elections/renderers'
import { electionRoutes } from './elections/routes'
import { groupRoutes } from './groups/group-routes'
import { officeRoutes } from './groups/office-routes'
import { groupDescribers, groupRenderers } from './groups/renderers'
import type { ReadRoster } from './groups/roster'
import { memberRoutes } from './groups/routes'
import { ledgerRoutes } from './ledger/routes'
import type { PollDesk } from './polls/desk'
import { pollDescribers, pollRenderers } from './polls/renderers'
import { pollRoutes } from './polls/routes'
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
