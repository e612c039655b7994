/** env/.env.example names every variable that config.ts reads, and no other, each with a reason above it. */
import { readConfig } from '../../bot/config'
import { type Node, nameOf, nodesOf, ofType, root, textOf } from '../house/sources'

const lines = textOf('env/.env.example').split(/\r?\n/)
const assignment = /^#?\s?([A-Za-z_][A-Za-z0-9_]*)=(.*)$/

const settings = lines.flatMap((line, i) => {
  const [, name = '', value = ''] = assignment.exec(line) ?? []
  return name ? [{ name, value, above: lines[i - 1] ?? '' }] : []
})
const names = settings.map(({ name }) => name)

/** Keys of the one schema in config.ts that reads the environment. */
function variables(): readonly string[] {
  const declared = ofType('bot/config.ts', 'VariableDeclarator').find((one) => nameOf(one.id) === 'variables')
  const call = declared?.init as Node | undefined
  const [first] = (call?.arguments ?? []) as readonly { readonly expression: Node }[]
  const properties = (first?.expression.properties ?? []) as readonly Node[]
  return properties.map(({ key }) => nameOf(key) ?? '?')
}

it('names exactly the variables that config.ts reads, each once', () => {
  expect(variables().length).toBeGreaterThan(15)
  expect([...names].sort()).toEqual([...variables()].sort())
})

it('gives each a sentence of reason right above it', () => {
  const silent = settings.filter(
    ({ above }) => !/^# \S+(\s+\S+){3,}[.:]/.test(above) || assignment.test(above),
  )
  expect(silent.map(({ name }) => name)).toEqual([])
})

it('stands for what happens without it: its values are the defaults', () => {
  const example = Object.fromEntries(settings.map(({ name, value }) => [name, value]))
  expect(readConfig(example, root)).toEqual(readConfig({}, root))
})

it('an empty value counts as not set, as the file says', () => {
  const usual = JSON.stringify(readConfig({}, root))
  const minded = names.filter((name) => {
    try {
      return JSON.stringify(readConfig({ [name]: '' }, root)) !== usual
    } catch {
      return true
    }
  })
  expect(minded).toEqual([])
})

it('holds no secret', () => {
  const secret = settings.filter(({ name }) => /PASSWORD|SECRET|DATABASE_URL/i.test(name))
  expect(secret.map(({ value }) => value)).toEqual(secret.map(() => ''))
  expect(textOf('.gitignore').split(/\r?\n/)).toContain('env/.env')
})

it('env/.env.local, which is committed, sets only what is known and nothing secret', () => {
  const local = textOf('env/.env.local')
    .split(/\r?\n/)
    .flatMap((line) => /^([A-Za-z_]\w*)=/.exec(line)?.[1] ?? [])
  expect(local.filter((name) => !names.includes(name) || /PASSWORD|SECRET|_URL|AppId/i.test(name))).toEqual(
    [],
  )
})

it('no other file of bot reads a variable that is not in it', () => {
  const read = nodesOf('bot/main.ts').flatMap((node) => {
    const object = node.object as Node | undefined
    const fromEnv =
      node.type === 'MemberExpression' &&
      object?.type === 'MemberExpression' &&
      nameOf(object.property) === 'env'
    return fromEnv ? [nameOf(node.property) ?? '?'] : []
  })
  expect(read.filter((name) => !names.includes(name))).toEqual([])
})
