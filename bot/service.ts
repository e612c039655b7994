/** The service put together from its rooms; `main.ts` starts it, tests start it with a clock and ids of their own. */

import path from 'node:path'
import type { Config } from './config'
import { listenForNews } from './database/news'
import { localIdentity, openLocal } from './demo/open'
import { electorAsker } from './elections/electors-store'
import { doneWithin } from './ending'
import type { Identify } from './groups/identity-store'
import { offerSetUp } from './groups/use-cases/offer-set-up'
import { openApi } from './http/api'
import { openChanges } from './http/changes'
import { openGuard } from './http/guard'
import { openHeaders } from './http/headers'
import { openLinkDoor } from './http/link-door'
import { openLinkGate } from './http/link-gate'
import { openOpenRoutes } from './http/open-routes'
import { openOpenApi, versionOf } from './http/openapi'
import { openOperations } from './http/operations'
import { openDoor } from './http/server'
import { openSetUp } from './http/set-up'
import { openSignIn, type SignIn } from './http/sign-in'
import { openTabFiles } from './http/tab-files'
import { openTeamsDoor } from './http/teams-door'
import { openUploads } from './http/uploads'
import { openLimits } from './limits'
import type { LinkDesk } from './links/desk'
import type { Log } from './log'
import type { PollDesk } from './polls/desk'
import type { Route } from './route'
import { openDesk } from './teams/desk'
import { personalDirectory } from './teams/directory'
import { openGate } from './teams/gate'
import { describers, routesOf } from './words'
import { openRooms, openWorker, type ServiceParts } from './working'

export interface Service {
  readonly port: number
  /** For tests: what its rooms share. */
  readonly desk: PollDesk
  readonly links: LinkDesk
  readonly identify: Identify
  readonly signIn: SignIn
  readonly routes: readonly Route[]
  /** Tenant -> the code with which its first person sets its network up. */
  readonly setUpCodes: ReadonlyMap<string, string>
  /** Lets running requests and jobs end; 7 s at most. */
  stop(): Promise<void>
}

/** Whose first person may set a network up. */
function tenantsOf({ credentials, tenants }: Config): readonly string[] {
  return credentials ? tenants : [localIdentity.tenantId]
}

export async function startService(parts: ServiceParts): Promise<Service> {
  const { config, log } = parts
  const rooms = await openRooms(parts)
  const { world, desk, identify } = rooms
  const signIn = openSignIn(config, identify, personalDirectory(config, log))
  const local = config.credentials ? undefined : await openLocal(desk, identify, signIn, config.demo)
  const setUpCodes = await offerSetUp(world, tenantsOf(config))
  const routes = routesOf(desk, rooms.readRoster, { links: rooms.links, compares: config.graphPeople })
  const door = openDoor(world)
  const readiness = { stopping: false }
  const version = versionOf(config.root)
  const news = listenForNews(parts.databaseUrl, (error) =>
    log.warn({ err: error }, 'no news from the database'),
  )
  openHeaders(door, config.publicUrl)
  const limits = openLimits(parts.allowances)
  const { trustedProxies } = config
  const guard = openGuard(door, { world, limits, signIn, trustedProxies, routes })
  openOperations(door, world, rooms.metrics, readiness, config, guard)
  openOpenApi(door, routes, version)
  openOpenRoutes(door, world, signIn, local, {
    demo: config.demo,
    clientId: config.credentials ? (config.tabClientId ?? null) : null,
    version,
  })
  openSetUp(door, world, guard, local && localIdentity)
  const streams = openChanges(door, { world, signIn, guard, isElector: electorAsker(world.database) }, news)
  const links = openLinkGate(rooms.links, guard)
  openLinkDoor(door, rooms.links, links)
  openApi(door, { world, signIn, guard, links, uploads: openUploads() }, routes)
  openTeamsDoor(
    door,
    openDesk({ world, identify, limits, routes, describers, readPerson: rooms.readPerson }),
    openGate(config),
  )
  openTabFiles(door, world, path.join(config.root, '.build/tab'))
  const worker = await openWorker(parts, rooms)
  const port = await door.listen(config.port, config.host)
  return {
    port,
    desk,
    links: rooms.links,
    identify,
    signIn,
    routes,
    setUpCodes,
    stop: async () => {
      readiness.stopping = true
      streams.end()
      await stopWithin(log, Promise.all([door.close(4000), worker.stop()]))
      await stopWithin(log, Promise.all([news.stop(), world.database.end()]), 1000)
    },
  }
}

/** A post waits up to 10 s for Teams; one that is cut off stays marked, and the next start settles it (E2). */
const mostStopMs = 6000

/** PostgreSQL has to be stopped after this, in what is left of the 10 s that the process has (`ending.ts`). */
async function stopWithin(log: Log, work: Promise<unknown>, ms = mostStopMs): Promise<void> {
  if (!(await doneWithin(ms, work))) log.warn({ ms }, 'what still ran was cut off')
}

/** `npm run worker`: works jobs and answers nobody. */
export async function startWorkerAlone(
  parts: ServiceParts,
): Promise<Pick<Service, 'setUpCodes' | 'stop'> & { readonly port: undefined }> {
  const rooms = await openRooms(parts)
  const worker = await openWorker(parts, rooms)
  return {
    port: undefined,
    setUpCodes: new Map(),
    stop: async () => {
      await stopWithin(parts.log, worker.stop())
      await stopWithin(parts.log, rooms.world.database.end(), 1000)
    },
  }
}
