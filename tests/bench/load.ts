/**
 * Load on one URL over keep-alive connections, each request with its own body and each answer checked.
 *
 * It shares the machine's cores with the server it measures, so it writes HTTP/1.1 itself: a request costs it about
 * 30 µs of CPU here, where autocannon takes 50 and node:http 90 (same machine, same run, bodies of 1.4 kB, answers
 * of 4 kB).
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { Connection, type Reply } from './connection'
import { quantiles } from './quantiles'

export interface LoadOptions {
  readonly url: string
  readonly connections?: number
  /** How long, or … */
  readonly seconds?: number
  /** … how many requests; whichever ends first, when both are given. */
  readonly count?: number
  /** The body of request i = 0, 1, 2 …: JSON. */
  makeBody(i: number): string
  /**
   * Requests a second, sent on time whether or not the server keeps up: a late request's waiting is in its latency.
   * Without it every connection asks again as soon as it is answered.
   */
  readonly rate?: number
  readonly headers?: Readonly<Record<string, string>>
  /** Judges an answer; by default HTTP 200 with `"statusCode":200` in it, as an accepted card action answers. */
  accepts?(reply: Reply): boolean
  /** A request is given up after this. */
  readonly timeoutMs?: number
}

export interface LoadResult {
  /** Answered requests. */
  readonly requests: number
  readonly seconds: number
  readonly perSecond: number
  readonly latency: { readonly p50: number; readonly p95: number; readonly p99: number; readonly max: number }
  readonly statuses: Readonly<Record<string, number>>
  /** Answered, but not with what was expected. */
  readonly refused: number
  /** Not answered: the connection broke, or time ran out. */
  readonly errors: number
  /** The first unexpected answer and the first error, for whoever must find out why. */
  readonly firstRefusal: string | null
  readonly firstError: string | null
  /** CPU seconds this process took meanwhile, so that the measuring itself can be judged. */
  readonly ownCpuSeconds: number
}

const expected = Buffer.from('"statusCode":200')

const usual = (reply: Reply) => reply.status === 200 && reply.body.includes(expected)

/** Runs in a process of its own, apart from the server. */
export async function load(options: LoadOptions): Promise<LoadResult> {
  if (options.seconds === undefined && options.count === undefined) throw new Error('Say seconds or count')
  const run = new Run(options)
  const cpu = process.cpuUsage()
  const seconds = await run.all()
  const used = process.cpuUsage(cpu)
  return { ...run.result(seconds), ownCpuSeconds: (used.user + used.system) / 1e6 }
}

class Run {
  readonly #options: LoadOptions
  readonly #accepts: (reply: Reply) => boolean
  readonly #head: string
  readonly #began = performance.now()
  readonly #latencies: number[] = []
  readonly #statuses: Record<string, number> = {}
  #next = 0
  #refused = 0
  #errors = 0
  #firstRefusal: string | null = null
  #firstError: string | null = null

  constructor(options: LoadOptions) {
    this.#options = options
    this.#accepts = options.accepts ?? usual
    this.#head = requestHead(options)
  }

  /** @returns how many seconds it took. */
  async all(): Promise<number> {
    const { hostname, port } = new URL(this.#options.url)
    const { connections = 32, timeoutMs = 15_000 } = this.#options
    const workers = Array.from({ length: connections }, async () => {
      const connection = new Connection(hostname, Number(port || 80), timeoutMs)
      await this.#work(connection)
      connection.close()
    })
    await Promise.all(workers)
    return (performance.now() - this.#began) / 1000
  }

  async #work(connection: Connection): Promise<void> {
    const { seconds = Infinity, count = Infinity, rate, makeBody } = this.#options
    const end = this.#began + seconds * 1000
    while (this.#next < count) {
      const i = this.#next++
      const due = rate === undefined ? performance.now() : this.#began + (i * 1000) / rate
      if (due >= end) return
      const wait = due - performance.now()
      if (wait > 0) await sleep(wait)
      await this.#ask(connection, makeBody(i), due)
    }
  }

  async #ask(connection: Connection, body: string, due: number): Promise<void> {
    try {
      const reply = await connection.ask(`${this.#head}${Buffer.byteLength(body)}\r\n\r\n${body}`)
      this.#latencies.push(performance.now() - due)
      this.#statuses[reply.status] = (this.#statuses[reply.status] ?? 0) + 1
      if (this.#accepts(reply)) return
      this.#refused += 1
      this.#firstRefusal ??= `${reply.status} ${reply.body.toString('utf8').slice(0, 400)}`
    } catch (error) {
      this.#errors += 1
      this.#firstError ??= error instanceof Error ? error.message : String(error)
      // A server that is gone must not keep a whole core busy with being asked.
      await sleep(5)
    }
  }

  result(seconds: number): Omit<LoadResult, 'ownCpuSeconds'> {
    const [p50 = 0, p95 = 0, p99 = 0, max = 0] = quantiles(this.#latencies, 0.5, 0.95, 0.99, 1)
    const requests = this.#latencies.length
    return {
      requests,
      seconds,
      perSecond: requests / seconds,
      latency: { p50, p95, p99, max },
      statuses: this.#statuses,
      refused: this.#refused,
      errors: this.#errors,
      firstRefusal: this.#firstRefusal,
      firstError: this.#firstError,
    }
  }
}

/** Everything up to the number of bytes in the body. */
function requestHead({ url, headers = {} }: LoadOptions): string {
  const { host, pathname, search } = new URL(url)
  const all = { host, 'content-type': 'application/json', accept: 'application/json', ...headers }
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`)
  return `POST ${pathname}${search} HTTP/1.1\r\n${lines.join('')}content-length: `
}
