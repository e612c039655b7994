/** What OpenAPI 3.1 demands of a document's structure, as far as the house uses it; a problem is a sentence. */

type Json = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const object = (value: unknown): Json => (isObject(value) ? value : {})
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

/** Fields that an object may have; others only when they begin with `x-`. */
const fields: Readonly<Record<string, readonly string[]>> = {
  document: [
    'openapi',
    'info',
    'servers',
    'paths',
    'webhooks',
    'components',
    'security',
    'tags',
    'externalDocs',
    'jsonSchemaDialect',
  ],
  info: ['title', 'summary', 'description', 'termsOfService', 'contact', 'license', 'version'],
  path: [
    'summary',
    'description',
    'get',
    'put',
    'post',
    'delete',
    'options',
    'head',
    'patch',
    'trace',
    'servers',
    'parameters',
  ],
  operation: [
    'tags',
    'summary',
    'description',
    'externalDocs',
    'operationId',
    'parameters',
    'requestBody',
    'responses',
    'callbacks',
    'deprecated',
    'security',
    'servers',
  ],
  parameter: [
    'name',
    'in',
    'description',
    'required',
    'deprecated',
    'schema',
    'style',
    'explode',
    'allowReserved',
    'example',
    'examples',
    'content',
  ],
  body: ['description', 'content', 'required'],
  response: ['description', 'headers', 'content', 'links'],
  components: [
    'schemas',
    'responses',
    'parameters',
    'examples',
    'requestBodies',
    'headers',
    'securitySchemes',
    'links',
    'callbacks',
    'pathItems',
  ],
}

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace']

export function problemsOf(document: unknown): readonly string[] {
  const all = object(document)
  const ids = operationsOf(all).map(({ operation }) => operation.operationId)
  return [
    ...unknown('document', all, 'the document'),
    ...unless(/^3\.1\.\d+$/.test(`${all.openapi}`), 'openapi is not 3.1'),
    ...unknown('info', object(all.info), 'info'),
    ...['title', 'version'].flatMap((field) =>
      unless(isText(object(all.info)[field]), `info has no ${field}`),
    ),
    ...unknown('components', object(all.components), 'components'),
    ...Object.entries(object(all.paths)).flatMap(([path, item]) => ofPath(path, object(item))),
    ...operationsOf(all).flatMap(({ where, operation }) => ofOperation(where, operation)),
    ...unless(new Set(ids).size === ids.length, 'two operations have one operationId'),
    ...references(all).flatMap((to) => unless(at(all, to) !== undefined, `${to} leads nowhere`)),
    ...ofSecurity(all),
  ]
}

function operationsOf(document: Json) {
  return Object.entries(object(document.paths)).flatMap(([path, item]) =>
    Object.entries(object(item))
      .filter(([method]) => methods.includes(method))
      .map(([method, operation]) => ({ where: `${method} ${path}`, operation: object(operation) })),
  )
}

function ofPath(path: string, item: Json): readonly string[] {
  return [...unless(path.startsWith('/'), `${path} does not begin with /`), ...unknown('path', item, path)]
}

function ofOperation(where: string, operation: Json): readonly string[] {
  const parameters = list(operation.parameters).map(object)
  const names = parameters.map((one) => `${one.in} ${one.name}`)
  const responses = Object.entries(object(operation.responses))
  return [
    ...unknown('operation', operation, where),
    ...unless(isText(operation.operationId), `${where} has no operationId`),
    ...unless(new Set(names).size === names.length, `${where} has a parameter twice`),
    ...parameters.flatMap((one) => ofParameter(`${where}, ${one.name}`, one)),
    ...('requestBody' in operation ? ofBody(where, object(operation.requestBody)) : []),
    ...unless(responses.length > 0, `${where} has no responses`),
    ...responses.flatMap(([status, response]) => [
      ...unless(/^([1-5](\d\d|XX)|default)$/.test(status), `${where} answers ${status}, which is no status`),
      ...unless(isText(object(response).description), `${where} ${status} has no description`),
      ...unknown('response', object(response), `${where} ${status}`),
      ...ofContent(`${where} ${status}`, object(response).content),
    ]),
  ]
}

function ofParameter(where: string, parameter: Json): readonly string[] {
  return [
    ...unknown('parameter', parameter, where),
    ...unless(isText(parameter.name), `${where} has no name`),
    ...unless(['query', 'header', 'path', 'cookie'].includes(`${parameter.in}`), `${where} is nowhere`),
    ...unless(typeof (parameter.required ?? false) === 'boolean', `${where}: required is yes or no`),
    ...unless(
      isObject(parameter.schema) !== isObject(parameter.content),
      `${where} has a schema or a content`,
    ),
  ]
}

function ofBody(where: string, body: Json): readonly string[] {
  return [
    ...unknown('body', body, where),
    ...unless(Object.keys(object(body.content)).length > 0, `${where} has a body without content`),
    ...ofContent(where, body.content),
  ]
}

function ofContent(where: string, content: unknown): readonly string[] {
  return Object.entries(object(content)).flatMap(([type, media]) => [
    ...unless(/^[\w.+-]+\/[\w.+*-]+$/.test(type), `${where}: ${type} is no media type`),
    ...unless(isObject(object(media).schema), `${where}: ${type} has no schema`),
  ])
}

function ofSecurity(document: Json): readonly string[] {
  const schemes = object(object(document.components).securitySchemes)
  const asked = list(document.security).flatMap((one) => Object.keys(object(one)))
  return [
    ...unless(asked.length > 0, 'nothing says how to sign in'),
    ...asked.flatMap((name) => unless(name in schemes, `the security scheme ${name} is not described`)),
    ...Object.entries(schemes).flatMap(([name, scheme]) =>
      unless(
        ['apiKey', 'http', 'mutualTLS', 'oauth2', 'openIdConnect'].includes(`${object(scheme).type}`),
        `the scheme ${name} has no type`,
      ),
    ),
  ]
}

function references(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(references)
  if (!isObject(value)) return []
  return Object.entries(value).flatMap(([key, child]) => (key === '$ref' ? [`${child}`] : references(child)))
}

function at(document: Json, reference: string): unknown {
  const steps = reference.replace(/^#\//, '').split('/')
  return steps.reduce<unknown>((value, step) => object(value)[step], document)
}

function unknown(kind: string, value: Json, where: string): readonly string[] {
  const strangers = Object.keys(value).filter(
    (field) => !fields[kind]?.includes(field) && !field.startsWith('x-'),
  )
  return strangers.map((field) => `${where} has ${field}, which OpenAPI does not know`)
}

const isText = (value: unknown) => typeof value === 'string' && value.trim() !== ''
const unless = (right: boolean, what: string) => (right ? [] : [what])
