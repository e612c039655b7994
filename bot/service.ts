/** The service put together from its rooms; `main.ts` starts it, tests start it with a clock and ids of their own. */

import path from 'node:path'
import type { Clock } from './clock'
import type { Config } from './config'
import { type Database, openDatabase } from './database/database'
import { listenForNews, newsTeller } from './database/news'
import { answerRenderer } from './delivery/answers'
import type { Delivery } from './delivery/delivery'
import { openDrains } from './delivery/drains'
import { deliveryMeter } from './delivery/meter'
import { openPace } from './delivery/pace'
import { deliveryTasks, forgetTask, giveUpTask, lookForIdle, lookUpTask } from './delivery/tasks'
import { openThrottleWatch } from './delivery/throttle'
import { localIdentity, openLocal } from './demo/open'
import { doneWithin } from './ending'
import { type Identify, identifier } from './groups/identity-store'
import { reachOf } from './groups/reach-store'
import { offerSetUp } from './groups/use-cases/offer-set-up'
import { openApi } from './http/api'
import { openChanges } from './http/changes'
import { openGuard } from './http/guard'
import { openHeaders } from './http/headers'
import { openOpenRoutes } from './http/open-routes'
import { openOpenApi, versionOf } from './http/openapi'
import { openOperations } from './http/operations'
import { openDoor } from './http/server'
import { openSetUp } from './http/set-up'
import { openSignIn, type SignIn } from './http/sign-in'
import { openTabFiles } from './http/tab-files'
import { openTeamsDoor } from './http/teams-door'
import type { Ids } from './ids'
import { digestRenderer } from './inbox/renderer'
import { forgetUntoldTask, inboxTasks, tellTask } from './inbox/tasks'
import { startWorker, type Worker } from './jobs/worker'
import { type Allowances, openLimits } from './limits'
import type { Log } from './log'
import { openMailer } from './mail/mailer'
import { withMail } from './mail/outlet'
import { openMetrics } from './metrics'
import { openBallotBox } from './polls/ballot-box'
import type { PollDesk } from './polls/desk'
import { openPollKeys } from './polls/keys'
import { closeTask, remindTask } from './polls/subscribers'
import { pollTasks } from './polls/tasks'
import type { Route } from './route'
import { openConnector } from './teams/connector'
import { openDesk } from './teams/desk'
import { openGate } from './teams/gate'
import { openGraph } from './teams/graph'
import { pageLinks } from './teams/links'
import { botToken, graphToken } from './teams/token'
import { openTexts } from './texts'
import { wordTexts } from './word-texts'
import { describers, renderersOf, routesOf } from './words'
import type { World } from './world'

export interface ServiceParts {
  readonly config: Config
  readonly clock: Clock
  readonly ids: Ids
  readonly log: Log
  /** Owner of the schema: migrates and works jobs. The service's own connections give that right up. */
  readonly databaseUrl: string
  readonly random?: () => number
  /** For tests, which act faster than people. */
  readonly allowances?: Allowances
}

export interface Service {
  readonly port: number
  /** For tests: what its rooms share. */
  readonly desk: PollDesk
  readonly identify: Identify
  readonly signIn: SignIn
  readonly routes: readonly Route[]
  /** Tenant -> the code with which its first person sets its network up. */
  readonly setUpCodes: ReadonlyMap<string, string>
  /** Lets running requests and jobs end; 7 s at most. */
  stop(): Promise<void>
}

function connect({ databaseUrl, log }: ServiceParts, connections?: number): Database {
  return openDatabase({
    url: databaseUrl,
    onError: (error) => log.warn({ err: error }, 'a connection to the database broke'),
    ...(connections !== undefined && { connections }),
  })
}

/** Everything but the HTTP door: enough to work jobs. */
async function openRooms(parts: ServiceParts) {
  const { config, clock, ids, log } = parts
  const database = connect(parts)
  const texts = openTexts(wordTexts, () => clock.now())
  const tellNews = newsTeller(database, (error) => log.warn({ err: error }, 'news could not be told'))
  const world: World = {
    database,
    tellNews,
    clock,
    ids,
    log,
    texts,
    mail: config.mail !== undefined,
    pageUrl: pageLinks(config),
  }
  const keys = await openPollKeys(config.keysDir)
  const desk: PollDesk = { world, keys, box: openBallotBox(world, keys) }
  return { world, desk, identify: identifier(database), metrics: openMetrics() }
}

type Rooms = Awaited<ReturnType<typeof openRooms>>

/** Turns and marks have connections of their own: a post that stands in line for one between them leaves late. */
const expressConnections = 2

function openDelivery(parts: ServiceParts, { world, metrics }: Rooms, express: Database): Delivery {
  const { config, random } = parts
  const { database, clock, ids, log } = world
  const teams = openConnector({ hosts: config.serviceHosts, token: botToken(config) })
  return {
    ...{ database, express, clock, ids, log },
    outlet: withMail(teams, config.mail ? openMailer(config.mail) : null),
    reader: config.graphUrl ? openGraph({ url: config.graphUrl, token: graphToken(config) }) : null,
    renderers: {
      ...renderersOf(world),
      answer: answerRenderer,
      digest: digestRenderer(world, describers),
    },
    pace: openPace(express),
    throttle: openThrottleWatch(),
    meter: deliveryMeter(metrics, database),
    tell: (network, group) => world.tellNews({ network, ledger: true, group }),
    random: random ?? Math.random,
  }
}

async function openWorker(parts: ServiceParts, rooms: Rooms): Promise<Worker> {
  const { log, databaseUrl } = parts
  const { world, desk } = rooms
  const express = connect(parts, expressConnections)
  const delivery = openDelivery(parts, rooms, express)
  const drains = openDrains(delivery)
  const looking = lookForIdle(delivery, drains)
  const worker = await startWorker({
    ownerUrl: databaseUrl,
    log,
    tasks: {
      ...deliveryTasks(delivery, drains),
      ...pollTasks(world, desk.keys),
      ...inboxTasks(world, (tx, members) => reachOf(tx, members, world.mail)),
    },
    rounds: [
      { task: closeTask, pattern: '* * * * *' },
      { task: 'polls:sweep-keys', pattern: '*/10 * * * *' },
      { task: forgetTask, pattern: '17 3 * * *' },
      { task: giveUpTask, pattern: '7 * * * *' },
      { task: lookUpTask, pattern: '* * * * *' },
      { task: remindTask, pattern: '* * * * *' },
      { task: tellTask, pattern: '* * * * *' },
      { task: forgetUntoldTask, pattern: '27 3 * * *' },
    ],
  })
  return {
    stop: async () => {
      looking.stop()
      await Promise.all([worker.stop(), drains.stop()])
      await express.end()
    },
  }
}

/** Whose first person may set a network up. */
function tenantsOf({ credentials, tenants }: Config): readonly string[] {
  return credentials ? tenants : [localIdentity.tenantId]
}

export async function startService(parts: ServiceParts): Promise<Service> {
  const { config, log } = parts
  const rooms = await openRooms(parts)
  const { world, desk, identify } = rooms
  const signIn = openSignIn(config, identify)
  const local = config.credentials ? undefined : await openLocal(desk, identify, signIn, config.demo)
  const setUpCodes = await offerSetUp(world, tenantsOf(config))
  const routes = routesOf(desk)
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
  const streams = openChanges(door, { world, signIn, guard }, news)
  openApi(door, { world, signIn, guard }, routes)
  openTeamsDoor(door, openDesk({ world, identify, limits, routes }), openGate(config))
  openTabFiles(door, world, path.join(config.root, '.build/tab'))
  const worker = await openWorker(parts, rooms)
  const port = await door.listen(config.port, config.host)
  return {
    port,
    desk,
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
