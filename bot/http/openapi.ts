/** `/api/openapi.json`: what the routes take, made from the very schemas that read it. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Request, Response } from 'restify'
import { z } from 'zod'
import type { Route } from '../route'
import { sendJson } from './problems'
import type { Door } from './server'

export function versionOf(root: string): string {
  return (JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string }).version
}

export function describeApi(routes: Iterable<Route>, version: string) {
  const paths = [...routes].map((route) => [`/api/${route.name}`, describe(route)] as const)
  return {
    openapi: '3.1.0',
    info: {
      title: 'Verbund',
      version,
      description: 'Every route is also the verb of a card. A read is a GET, an act a POST.',
    },
    paths: Object.fromEntries(paths),
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
      schemas: { Refusal: problem('refusal'), Fault: problem('fault') },
    },
    security: [{ bearer: [] }],
  }
}

function describe(route: Route) {
  const operation = {
    operationId: route.name,
    summary: route.does,
    tags: [route.name.split('.')[0]],
    ...(route.kind === 'read' || route.upload ? { parameters: parametersOf(route) } : {}),
    ...(route.kind === 'act' ? { requestBody: route.upload ? fileBody : bodyOf(route) } : {}),
    responses: {
      200: {
        description: 'The view; as an Adaptive Card where the Accept header asks for one.',
        content: {
          ...(route.hasFile
            ? { 'application/octet-stream': { schema: binary } }
            : { 'application/json': { schema: { type: 'object' } } }),
          ...(route.hasCard && {
            'application/vnd.microsoft.card.adaptive+json': { schema: { type: 'object' } },
          }),
        },
      },
      '4XX': answerOf('Refused, with the reason in the asker’s language.', 'Refusal'),
      '5XX': answerOf('A fault, with the reference that stands in the log.', 'Fault'),
    },
  }
  return { [route.kind === 'read' ? 'get' : 'post']: operation }
}

function answerOf(description: string, name: string) {
  return {
    description,
    content: { 'application/json': { schema: { $ref: `#/components/schemas/${name}` } } },
  }
}

interface JsonSchema {
  readonly properties?: Readonly<Record<string, unknown>>
  readonly required?: readonly string[]
}

function schemaOf(route: Route): JsonSchema {
  const { $schema: _, ...schema } = z.toJSONSchema(route.input, { io: 'input', unrepresentable: 'any' })
  return schema as JsonSchema
}

function parametersOf(route: Route) {
  const { properties = {}, required = [] } = schemaOf(route)
  const asked = Object.entries(properties).filter(([name]) => !route.upload || name !== 'file')
  return asked.map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema,
  }))
}

const binary = { type: 'string', format: 'binary' }
const fileBody = { required: true, content: { 'application/octet-stream': { schema: binary } } }

function bodyOf(route: Route) {
  return { required: true, content: { 'application/json': { schema: schemaOf(route) } } }
}

function problem(name: 'refusal' | 'fault') {
  const text = { type: 'string' }
  const parts = { what: text, why: text, instead: text, ...(name === 'refusal' && { code: text }) }
  return {
    type: 'object',
    required: [name],
    properties: {
      [name]: { type: 'object', required: Object.keys(parts), properties: parts },
      reference: text,
    },
  }
}

export function openOpenApi(door: Door, routes: Iterable<Route>, version: string): void {
  const described = describeApi(routes, version)
  door.server.get('/api/openapi.json', async (_request: Request, response: Response) =>
    sendJson(response, 200, described),
  )
}
