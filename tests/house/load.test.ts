/** The bench's load generator reads HTTP itself, so it is shown here to read it right, and to miss nothing that goes wrong. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { bodyTemplate } from '../bench/body-template'
import { load } from '../bench/load'
import { median, quantiles } from '../bench/quantiles'

const good = '{"statusCode":200,"value":"ü"}'

describe('the load generator', () => {
  let server: Server
  let bodies: string[]

  const serve = async (
    answer: (response: ServerResponse, request: IncomingMessage, body: string) => void,
  ) => {
    bodies = []
    server = createServer(async (request, response) => {
      const chunks: Buffer[] = []
      for await (const chunk of request) chunks.push(chunk as Buffer)
      const body = Buffer.concat(chunks).toString()
      bodies.push(body)
      answer(response, request, body)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/messages?a=b`
  }
  afterEach(() => {
    server.closeAllConnections()
    server.close()
  })

  const makeBody = (i: number) => JSON.stringify({ n: i, text: 'Wählen' })

  it('sends each body once, and counts what was answered', async () => {
    const url = await serve((response) => response.end(good))
    const result = await load({ url, count: 100, connections: 8, makeBody })
    expect(result).toMatchObject({ requests: 100, statuses: { 200: 100 }, refused: 0, errors: 0 })
    expect(new Set(bodies)).toEqual(new Set(Array.from({ length: 100 }, (_, i) => makeBody(i))))
  })

  it('keeps its connections', async () => {
    const url = await serve((response) => response.end(good))
    let opened = 0
    server.on('connection', () => {
      opened += 1
    })
    await load({ url, count: 60, connections: 4, makeBody })
    expect(opened).toBe(4)
  })

  it('sends the path, its query and the headers it was given', async () => {
    const seen: unknown[] = []
    const url = await serve((response, { method, url: path, headers }) => {
      seen.push(method, path, headers.authorization, headers['content-type'])
      response.end(good)
    })
    await load({ url, count: 1, makeBody, headers: { authorization: 'Bearer x' } })
    expect(seen).toEqual(['POST', '/api/messages?a=b', 'Bearer x', 'application/json'])
  })

  it('reads chunked, split and large answers', async () => {
    const large = `${'x'.repeat(300_000)}${good}`
    const url = await serve((response, _request, body) => {
      const { n } = JSON.parse(body) as { n: number }
      if (n % 3 === 0) response.setHeader('content-length', Buffer.byteLength(large))
      response.write(n % 3 === 0 ? large.slice(0, 1_000) : '{"statusCode"')
      setTimeout(() => response.end(n % 3 === 0 ? large.slice(1_000) : ':200,"value":"ü"}'), 2)
    })
    const result = await load({ url, count: 30, connections: 3, makeBody })
    expect(result).toMatchObject({ requests: 30, refused: 0, errors: 0 })
  })

  it('counts another status and another body as refused', async () => {
    const url = await serve((response, _request, body) => {
      const { n } = JSON.parse(body) as { n: number }
      if (n === 1) response.statusCode = 503
      response.end(n === 2 ? '{"statusCode":400}' : good)
    })
    const result = await load({ url, count: 4, connections: 1, makeBody })
    expect(result).toMatchObject({ requests: 4, statuses: { 200: 3, 503: 1 }, refused: 2, errors: 0 })
    expect(result.firstRefusal).toBe(`503 ${good}`)
  })

  it('counts a broken connection and a missing answer as errors, and goes on', async () => {
    const url = await serve((response, request, body) => {
      const { n } = JSON.parse(body) as { n: number }
      if (n === 1) request.socket.destroy()
      else if (n !== 2) response.end(good)
    })
    const result = await load({ url, count: 5, connections: 1, makeBody, timeoutMs: 100 })
    expect(result).toMatchObject({ requests: 3, errors: 2, refused: 0 })
    expect(result.firstError).toMatch(/closed|ECONNRESET/)
  })

  it('opens a new connection after one that the server closes', async () => {
    const url = await serve((response) => response.setHeader('connection', 'close').end(good))
    expect(await load({ url, count: 10, connections: 2, makeBody })).toMatchObject({
      requests: 10,
      errors: 0,
    })
  })

  it('counts the waiting of a late request as its latency, when a rate is asked for', async () => {
    const url = await serve((response) => void setTimeout(() => response.end(good), 20))
    const { latency, requests } = await load({ url, count: 20, connections: 1, rate: 1_000, makeBody })
    expect(requests).toBe(20)
    // The last one was due after 19 ms, and 19 others of 20 ms each went before it.
    expect(latency.max).toBeGreaterThan(300)
  })

  it('ends when the time is over', async () => {
    const url = await serve((response) => response.end(good))
    const { seconds, requests } = await load({ url, seconds: 0.2, connections: 2, rate: 100, makeBody })
    expect(requests).toBe(20)
    expect(seconds).toBeLessThan(5)
  })
})

it('a body template fills its slots, each wherever it stands', () => {
  const body = bodyTemplate({ id: 'f:{{id}}', from: { id: '{{from}}' }, again: '{{id}}', plain: '{ä}' })
  expect(JSON.parse(body({ id: 7, from: '29:1' }))).toEqual({
    id: 'f:7',
    from: { id: '29:1' },
    again: '7',
    plain: '{ä}',
  })
})

it('quantiles are of the nearest rank', () => {
  const hundred = Array.from({ length: 100 }, (_, i) => 100 - i)
  expect(quantiles(hundred, 0.5, 0.95, 0.99, 1)).toEqual([50, 95, 99, 100])
  expect(median([3, 1, 2])).toBe(2)
  expect(quantiles([], 0.5)).toEqual([0])
})
