/** What works without being asked: the rooms that every process opens, and the worker of its jobs and posts. */
import type { Clock } from './clock'
import type { Config } from './config'
import { dataTasks, tidyTask } from './data/tasks'
import { type Database, openDatabase } from './database/database'
import { newsTeller } from './database/news'
import { answerRenderer } from './delivery/answers'
import type { Delivery } from './delivery/delivery'
import { openDrains } from './delivery/drains'
import { deliveryMeter } from './delivery/meter'
import { openPace } from './delivery/pace'
import { openReading } from './delivery/reading'
import { deliveryTasks, giveUpTask, lookForIdle, lookUpTask } from './delivery/tasks'
import { openThrottleWatch } from './delivery/throttle'
import { identifier } from './groups/identity-store'
import { reachOf } from './groups/reach-store'
import { rosterTask } from './groups/subscribers'
import { directoryTask, groupTasks } from './groups/tasks'
import type { Ids } from './ids'
import { digestRenderer } from './inbox/renderer'
import { forgetUntoldTask, inboxTasks, tellTask } from './inbox/tasks'
import { startWorker, type Worker } from './jobs/worker'
import type { Allowances } from './limits'
import type { LinkDesk } from './links/desk'
import { openLinkKeys } from './links/keys'
import { letterLinks } from './links/use-cases/give-link'
import type { Log } from './log'
import { openMailer } from './mail/mailer'
import { withMail } from './mail/outlet'
import { openMetrics } from './metrics'
import { openBallotBox } from './polls/ballot-box'
import type { PollDesk } from './polls/desk'
import { openPollKeys } from './polls/keys'
import { openConnector } from './teams/connector'
import { nightlyDirectory } from './teams/directory'
import { openGraph } from './teams/graph'
import { pageLinks, personalAddress } from './teams/links'
import { personReader, rosterReader } from './teams/roster'
import { botToken, graphToken } from './teams/token'
import { openTexts } from './texts'
import { wordTexts } from './word-texts'
import { describers, kept, purposes, renderersOf, rounds, tasksOf, wayTo } from './words'
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

function connect({ databaseUrl, log }: ServiceParts, connections?: number): Database {
  return openDatabase({
    url: databaseUrl,
    onError: (error) => log.warn({ err: error }, 'a connection to the database broke'),
    ...(connections !== undefined && { connections }),
  })
}

/** Everything but the HTTP door: enough to work jobs. */
export async function openRooms(parts: ServiceParts) {
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
  const linkKeys = await openLinkKeys(config.keysDir, ids)
  const links: LinkDesk = { world, keys: linkKeys, purposes, address: personalAddress(config) }
  // Turns and marks have connections of their own: a post that stands in line for one between them leaves late.
  const express = connect(parts, expressConnections)
  const pace = openPace(express)
  const reading = openReading(express, pace)
  const settings = { hosts: config.serviceHosts, token: botToken(config), reading, log }
  const roster = { readRoster: rosterReader(settings), readPerson: personReader(settings) }
  return {
    world,
    desk,
    links,
    identify: identifier(database, clock),
    metrics: openMetrics(),
    express,
    pace,
    ...roster,
  }
}

export type Rooms = Awaited<ReturnType<typeof openRooms>>

const expressConnections = 2

function openDelivery(parts: ServiceParts, { world, links, metrics, express, pace }: Rooms): Delivery {
  const { config, random } = parts
  const { database, clock, ids, log } = world
  const teams = openConnector({ hosts: config.serviceHosts, token: botToken(config) })
  return {
    ...{ database, express, clock, ids, log },
    outlet: withMail(teams, config.mail ? openMailer(config.mail) : null),
    reader: config.graphRead ? openGraph({ url: config.graphUrl, token: graphToken(config) }) : null,
    renderers: {
      ...renderersOf(world, links),
      answer: answerRenderer,
      digest: digestRenderer(world, describers, wayTo(letterLinks(links))),
    },
    pace,
    throttle: openThrottleWatch(),
    meter: deliveryMeter(metrics, database),
    tell: (network, group) => world.tellNews({ network, ledger: true, group }),
    random: random ?? Math.random,
  }
}

export async function openWorker(parts: ServiceParts, rooms: Rooms): Promise<Worker> {
  const { log, databaseUrl } = parts
  const { world, desk, express, readRoster } = rooms
  const delivery = openDelivery(parts, rooms)
  const drains = openDrains(delivery)
  const looking = lookForIdle(delivery, drains)
  const worker = await startWorker({
    ownerUrl: databaseUrl,
    log,
    tasks: {
      ...deliveryTasks(delivery, drains),
      ...groupTasks(
        world,
        readRoster,
        parts.config.graphPeople ? nightlyDirectory(parts.config, log) : undefined,
      ),
      ...tasksOf(desk),
      ...inboxTasks(world, (tx, members) => reachOf(tx, members, world.mail)),
      ...dataTasks({ world, ...kept }),
    },
    rounds: [
      ...rounds,
      { task: tidyTask, pattern: '17 3 * * *' },
      { task: giveUpTask, pattern: '7 * * * *' },
      { task: lookUpTask, pattern: '* * * * *' },
      { task: tellTask, pattern: '* * * * *' },
      { task: rosterTask, pattern: '37 4 * * *' },
      { task: directoryTask, pattern: '47 4 * * *' },
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
