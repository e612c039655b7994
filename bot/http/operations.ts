/** For who runs the service: does it live, is it ready, how is it doing. */
import { timingSafeEqual } from 'node:crypto'
import { sql } from 'kysely'
import { Histogram } from 'prom-client'
import type { Request, Response } from 'restify'
import type { Config } from '../config'
import { raw } from '../database/query'
import type { Metrics } from '../metrics'
import type { World } from '../world'
import type { Guard } from './guard'
import { referenceHeader, sendJson } from './problems'
import type { Door } from './server'

export interface Readiness {
  /** Set when the service goes down: load balancers send nobody here any more. */
  stopping: boolean
}

export function openOperations(
  door: Door,
  world: World,
  metrics: Metrics,
  readiness: Readiness,
  config: Config,
  guard: Guard,
): void {
  const seconds = new Histogram({
    name: 'verbund_request_seconds',
    help: 'Time from a request to its answer, by route and status class.',
    labelNames: ['route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers: [metrics],
  })
  door.server.on('after', (request: Request, response: Response, route: { path?: string } | null) => {
    // The route's pattern, never the address: that one may name a poll, and strangers could make any number of them.
    const name = route?.path ?? 'none'
    const ms = Date.now() - request.time()
    // One line a request where somebody wants to see them; otherwise not even a reference is made for it.
    if (world.log.isLevelEnabled('debug')) {
      const reference = response.getHeader(referenceHeader) ?? world.ids.reference()
      world.log.debug({ reference, route: name, status: response.statusCode, ms }, 'a request')
    }
    seconds.observe({ route: name, status: `${Math.floor(response.statusCode / 100)}xx` }, ms / 1000)
  })
  door.server.get('/healthz', async (_request: Request, response: Response) =>
    sendJson(response, 200, { alive: true }),
  )
  door.server.get('/readyz', async (_request: Request, response: Response) => {
    const ready = !readiness.stopping && (await answers(world))
    sendJson(response, ready ? 200 : 503, { ready })
  })
  door.server.get('/metrics', async (request: Request, response: Response) => {
    if (await guard.stops(request, response)) return
    const why = whyNot(config, request.headers.authorization)
    if (why) return guard.refuse(request, response, why)
    const text = await metrics.metrics()
    response.writeHead(200, { 'content-type': metrics.contentType })
    response.end(text)
  })
}

/**
 * With credentials the service stands in the open, also where it listens on loopback behind a proxy: there the figures
 * (how much is voted and sent, what fails) are for who brings the token. Prometheus does, as `authorization.credentials`.
 */
function whyNot({ credentials, metricsToken }: Config, authorization = ''): string | undefined {
  if (metricsToken === undefined)
    return credentials ? 'METRICS_TOKEN is not set, so that nobody reads the metrics' : undefined
  const [brought, wanted] = [Buffer.from(authorization), Buffer.from(`Bearer ${metricsToken}`)]
  return brought.length === wanted.length && timingSafeEqual(brought, wanted)
    ? undefined
    : 'not METRICS_TOKEN'
}

async function answers(world: World): Promise<boolean> {
  try {
    await world.database.ask(raw(sql`select 1`))
    return true
  } catch {
    return false
  }
}
