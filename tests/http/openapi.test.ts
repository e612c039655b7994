/** /api/openapi.json is OpenAPI 3.1 and describes the routes as they are. */
import type { Route } from '../../bot/route'
import { filesIn, type Node, nameOf, nodesOf, textIn } from '../house/sources'
import { problemsOf } from '../support/openapi'
import { coordinator } from '../support/polls'
import { startTestService, type TestService } from '../support/service'

/** ajv as @microsoft/app-manifest brings it: the house itself has no use for it beyond this. */
const place = require.resolve('ajv/dist/2020', { paths: [require.resolve('@microsoft/app-manifest')] })
const { Ajv2020 } = require(place) as { readonly Ajv2020: new (options: object) => Validator }

interface Validator {
  compile(schema: object): unknown
  validate(schema: object, data: unknown): boolean
}

type Json = Readonly<Record<string, unknown>>

interface Operation {
  readonly operationId: string
  readonly summary: string
  readonly parameters?: readonly {
    readonly name: string
    readonly required: boolean
    readonly schema: Json
  }[]
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Json }>> }
  readonly responses: Readonly<Record<string, { readonly content: Readonly<Record<string, unknown>> }>>
}

let test: TestService
let document: {
  readonly info: Json
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
}
let routes: readonly Route[]

beforeAll(async () => {
  test = await startTestService()
  const { status, headers, body } = await test.api(null, 'openapi.json')
  expect([status, headers.get('content-type')]).toEqual([200, 'application/json; charset=utf-8'])
  document = body
  routes = test.service.routes
})
afterAll(() => test.stop())

const operations = () =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  )
const bodySchema = (operation: Operation) => operation.requestBody?.content['application/json']?.schema

it('is OpenAPI 3.1 in its structure', () => {
  expect(problemsOf(document)).toEqual([])
})

it('can be read by anybody, and carries the version of the house', () => {
  expect(document.info).toMatchObject({ title: 'Verbund', version: expect.stringMatching(/^\d+\.\d+\.\d+/) })
})

it('lists exactly the routes: a read as GET, an act as POST', () => {
  const listed = operations().map(({ path, method, operation }) => [path, method, operation.operationId])
  const expected = routes.map(({ name, kind }) => [`/api/${name}`, kind === 'read' ? 'get' : 'post', name])
  expect(routes.length).toBeGreaterThan(15)
  expect(listed).toEqual(expected)
})

it('says of each what it does in a sentence, and whether it has a card', () => {
  for (const { operation } of operations()) {
    const route = routes.find(({ name }) => name === operation.operationId)
    expect(operation.summary).toMatch(/^[A-Z].*\S \S.*\.$/)
    const card = 'application/vnd.microsoft.card.adaptive+json' in (operation.responses['200']?.content ?? {})
    expect([operation.operationId, card]).toEqual([operation.operationId, route?.hasCard])
  }
})

it('has schemas that are JSON Schema 2020-12', () => {
  const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, validateFormats: false })
  const schemas = operations().flatMap(({ operation }) => [
    ...(operation.parameters ?? []).map(({ schema }) => schema),
    ...[bodySchema(operation)].filter((schema) => schema !== undefined),
  ])
  expect(schemas.length).toBeGreaterThan(10)
  for (const schema of schemas) ajv.compile(schema)
})

it('what it calls required is refused when it is missing, and nothing else is', async () => {
  for (const { method, operation } of operations()) {
    const schema = bodySchema(operation) as { required?: readonly string[] } | undefined
    const required =
      schema?.required ?? (operation.parameters ?? []).filter((one) => one.required).map(({ name }) => name)
    const options = method === 'post' ? { body: {} } : {}
    // A route that takes a file takes no JSON, and is asked for elsewhere.
    if (operation.requestBody && schema === undefined) continue
    const { status, body } = await test.api(coordinator, operation.operationId, options)
    const unread = status === 422 && /^house:/.test(body.refusal?.code)
    expect([operation.operationId, unread]).toEqual([operation.operationId, required.length > 0])
  }
})

it('the method that it does not list is not there', async () => {
  for (const { method, operation } of operations()) {
    const options = method === 'post' ? {} : { body: {} }
    const { status, body } = await test.api(coordinator, operation.operationId, options)
    expect([operation.operationId, [404, 405].includes(status), body.refusal?.code]).toEqual([
      operation.operationId,
      true,
      'house:unknown-route',
    ])
  }
})

it('a body that its schema takes is taken by the route', async () => {
  const ajv = new Ajv2020({ validateFormats: false })
  const { paths } = document
  const takes = (name: string, body: unknown) => {
    const schema = bodySchema(paths[`/api/${name}`]?.post as Operation)
    return ajv.validate(schema as object, body)
  }
  expect(takes('member.set-language', { language: 'de' })).toBe(true)
  expect(takes('member.set-language', { language: 'fr' })).toBe(false)
  const ballot = { poll: '5d0f6a3e-0000-4000-8000-000000000001', nonce: 'nonce-0001', choice: 'o1,o2' }
  expect(takes('poll.cast-ballot', ballot)).toBe(true)
  expect(takes('poll.cast-ballot', { ...ballot, choice: ['o1', 'o2'] })).toBe(true)
  expect(takes('poll.cast-ballot', { ...ballot, choice: 7 })).toBe(false)
  expect(takes('poll.cast-ballot', { ...ballot, poll: 'x' })).toBe(false)
})

/** Doors beside the routes, each with its reason. */
const beside: Readonly<Record<string, string>> = {
  '/': 'leads into the tab',
  '/api/changes': 'an event stream, not an answer',
  '/api/demo.people': 'asked before there is a sign-in; only without credentials',
  '/api/demo.sign-in': 'asked before there is a sign-in; only without credentials',
  '/api/link.open': 'asked with a personal link, before its browser is known',
  '/api/link.renew': 'asked with a personal link that works no more',
  '/api/link.show': 'asked with a personal link, before its browser is known',
  '/api/messages': 'the door of Teams',
  '/api/network.found': 'asked before there is a network, with the set-up code',
  '/api/openapi.json': 'this document',
  '/api/session.settings': 'asked before there is a sign-in',
  '/healthz': 'operations',
  '/metrics': 'operations',
  '/privacy': 'a page',
  '/readyz': 'operations',
  '/tab': 'the tab',
  '/tab/*': 'the tab',
  '/tab/assets/*': 'the tab',
  '/tab/link': 'the page of a personal link',
  '/terms': 'a page',
}

it('no door stands open beside the routes but those that are known', () => {
  const methods = ['get', 'post', 'put', 'patch', 'del', 'head', 'opts']
  const doors = filesIn('bot/http', /\.ts$/).flatMap((file) =>
    nodesOf(file).flatMap((node) => {
      const callee = node.callee as Node | undefined
      if (node.type !== 'CallExpression' || !methods.includes(nameOf(callee?.property) ?? '')) return []
      const [first] = node.arguments as readonly { readonly expression: Node }[]
      const path = textIn(first?.expression)
      return path?.startsWith('/') ? [path] : []
    }),
  )
  expect([...new Set(doors)].sort()).toEqual(Object.keys(beside).sort())
})
