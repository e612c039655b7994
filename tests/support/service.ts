/** The whole service in this process, on a database of its own, with a clock that the test moves. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { readConfig } from '../../bot/config'
import { demoFounder, demoMembers, demoTenant, objectIdOf } from '../../bot/demo/network'
import type { Identity } from '../../bot/groups/identity-store'
import { type Ids, randomIds } from '../../bot/ids'
import { type Allowances, allowances } from '../../bot/limits'
import { openLog } from '../../bot/log'
import { type Service, startService } from '../../bot/service'
import { type FixedClock, fixedClock } from './clock'
import { freshDatabase, type TestDatabase } from './database'
import { startOfTests } from './start-of-tests'

export interface TestService {
  readonly url: string
  readonly clock: FixedClock
  readonly service: Service
  readonly database: TestDatabase
  readonly dataDir: string
  /** Lines of the log so far, parsed. */
  readonly log: readonly Record<string, unknown>[]
  /** POST /api/messages, as Teams does. */
  send(activity: unknown, headers?: Readonly<Record<string, string>>): Promise<HttpAnswer>
  /** A request of the tab by a person of the demo network, or by any identity. */
  api(who: string | Identity | null, route: string, options?: ApiOptions): Promise<HttpAnswer>
  /** For requests made by hand. */
  token(who: string | Identity): Promise<string>
  stop(): Promise<void>
}

export interface HttpAnswer {
  readonly status: number
  readonly headers: Headers
  // biome-ignore lint/suspicious/noExplicitAny: what comes over the wire is what the test is about to check
  readonly body: any
}

export interface ApiOptions {
  /** Present: a POST with this body; absent: a GET. */
  readonly body?: unknown
  readonly query?: Readonly<Record<string, string>>
  readonly asCard?: boolean
  readonly language?: string
  readonly headers?: Readonly<Record<string, string>>
}

export interface TestServiceOptions {
  readonly now?: string
  readonly env?: Readonly<Record<string, string>>
  readonly ids?: Ids
  /** An existing one, to start a second process on it. */
  readonly database?: TestDatabase
  /** With the demo's own topics and rounds. */
  readonly needs?: boolean
  /** What people are allowed; without it far more, since a test acts faster than they do. */
  readonly allowances?: Allowances
}

const tireless = (times = 10_000): Allowances => {
  const more = ({ requests, seconds }: Allowances['person']) => ({ requests: requests * times, seconds })
  const { person, address, failure } = allowances
  return { person: more(person), address: more(address), failure: more(failure) }
}

const root = path.resolve(__dirname, '../..')

/** Identity of one of the demo's people by name. */
export function demoPerson(name: string): Identity {
  const found = [demoFounder, ...demoMembers].find((person) => person.name === name)
  if (!found) throw new Error(`${name} is nobody in the demo network`)
  return { tenantId: demoTenant, objectId: objectIdOf(found.number) }
}

export async function startTestService(options: TestServiceOptions = {}): Promise<TestService> {
  const database = options.database ?? (await freshDatabase(options.needs ? 'demoNeeds' : 'demo'))
  const dataDir = mkdtempSync(path.join(tmpdir(), 'verbund-service-'))
  const clock = fixedClock(options.now ?? startOfTests)
  const log: Record<string, unknown>[] = []
  const config = readConfig({ PORT: '0', DATA_DIR: dataDir, ...options.env }, root)
  const service = await startService({
    config,
    clock,
    ids: options.ids ?? randomIds,
    log: openLog(config.logLevel, { write: (line: string) => void log.push(JSON.parse(line)) }),
    databaseUrl: database.url,
    allowances: options.allowances ?? tireless(),
  })
  const url = `http://127.0.0.1:${service.port}`
  const token = async (who: string | Identity) => {
    const made = await service.signIn.demo?.(typeof who === 'string' ? demoPerson(who) : who)
    if (!made) throw new Error('with credentials there are no demo tokens: mint one with the token issuer')
    return made
  }
  return {
    url,
    clock,
    service,
    database,
    dataDir,
    log,
    token,
    send: async (activity, headers = {}) =>
      answerOf(
        await fetch(`${url}/api/messages`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...headers },
          body: JSON.stringify(activity),
        }),
      ),
    api: async (who, route, { body, query, asCard, language, headers } = {}) =>
      answerOf(
        await fetch(`${url}/api/${route}${query ? `?${new URLSearchParams(query)}` : ''}`, {
          method: body === undefined ? 'GET' : 'POST',
          headers: {
            ...(who !== null && { authorization: `Bearer ${await token(who)}` }),
            ...(body !== undefined && { 'content-type': 'application/json' }),
            ...(asCard && { accept: 'application/vnd.microsoft.card.adaptive' }),
            ...(language && { 'accept-language': language }),
            ...headers,
          },
          ...(body !== undefined && { body: JSON.stringify(body) }),
        }),
      ),
    stop: async () => {
      await service.stop()
      if (!options.database) await database.drop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

async function answerOf(response: Response): Promise<HttpAnswer> {
  const text = await response.text()
  const json = response.headers.get('content-type')?.includes('json') ?? false
  return { status: response.status, headers: response.headers, body: json && text ? JSON.parse(text) : text }
}
