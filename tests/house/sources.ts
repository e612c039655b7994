/** The checkout read as text and syntax, so that the rules of the house can be asked of it. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parseSync } from '@swc/core'

export const root = path.resolve(__dirname, '../..')

/** What .gitignore keeps out, and git itself: neither belongs to the house. No git is needed to run the tests. */
const ignored = readFileSync(path.join(root, '.gitignore'), 'utf8').split(/\r?\n/).filter(Boolean)

function isIgnored(file: string): boolean {
  const name = path.posix.basename(file)
  return ['.git', ...ignored].some((line) => {
    const rule = line.replace(/\/$/, '')
    return rule === file || rule === name || (rule.startsWith('*.') && name.endsWith(rule.slice(1)))
  })
}

/** Every file under a folder of the checkout, with forward slashes, sorted. `''` is the checkout itself. */
export function filesIn(folder: string, pattern = /./): readonly string[] {
  return readdirSync(path.join(root, folder), { withFileTypes: true })
    .map((entry) => ({ file: path.posix.join(folder, entry.name), entry }))
    .filter(({ file }) => !isIgnored(file))
    .flatMap(({ file, entry }) => (entry.isDirectory() ? filesIn(file, pattern) : [file]))
    .filter((file) => pattern.test(file))
    .sort()
}

export const topLevel = () => readdirSync(root).filter((name) => !isIgnored(name))

export const textOf = (file: string): string => readFileSync(path.join(root, file), 'utf8')

export const code = /\.tsx?$/

/** Any node of swc's syntax tree: what a rule looks for says which fields it has. */
export interface Node {
  readonly type: string
  readonly [field: string]: unknown
}

const trees = new Map<string, readonly Node[]>()

/** All nodes of a file, outermost first. */
export function nodesOf(file: string): readonly Node[] {
  const known = trees.get(file)
  if (known) return known
  const tree = parseSync(textOf(file), { syntax: 'typescript', tsx: file.endsWith('x'), target: 'es2022' })
  const nodes: Node[] = []
  collect(tree, nodes)
  trees.set(file, nodes)
  return nodes
}

function collect(value: unknown, into: Node[]): void {
  if (typeof value !== 'object' || value === null) return
  if ('type' in value && typeof value.type === 'string') into.push(value as Node)
  for (const child of Array.isArray(value) ? value : Object.values(value)) collect(child, into)
}

export function ofType(file: string, ...types: readonly string[]): readonly Node[] {
  return nodesOf(file).filter((node) => types.includes(node.type))
}

/** The value of a string literal; undefined for everything else. */
export function textIn(node: unknown): string | undefined {
  const literal = node as Node | undefined
  return literal?.type === 'StringLiteral' ? String(literal.value) : undefined
}

export function nameOf(node: unknown): string | undefined {
  const identifier = node as Node | undefined
  return identifier?.type === 'Identifier' ? String(identifier.value) : undefined
}

/** `process.env` for the member expression it is, at most two names deep. */
export function memberName(node: Node): string {
  return `${nameOf(node.object) ?? '?'}.${nameOf(node.property) ?? '?'}`
}

export interface Import {
  /** As it is written: `./view`, `pg`. */
  readonly from: string
  /** The file of the checkout it leads to; undefined for packages. */
  readonly file: string | undefined
  readonly names: readonly string[]
  /** Gone when the program runs. */
  readonly typeOnly: boolean
}

/** Imports and re-exports, `import()` with them. */
export function importsOf(file: string): readonly Import[] {
  return nodesOf(file).flatMap((node) => {
    const from = textIn(node.source) ?? dynamic(node)
    if (from === undefined) return []
    const specifiers = (node.specifiers ?? []) as readonly Node[]
    const typeOnly =
      node.typeOnly === true || (specifiers.length > 0 && specifiers.every((one) => one.isTypeOnly === true))
    const names = specifiers.map(
      (one) => nameOf(one.imported) ?? nameOf(one.orig) ?? nameOf(one.local) ?? '*',
    )
    return [{ from, file: resolved(file, from), names, typeOnly }]
  })
}

function dynamic(node: Node): string | undefined {
  if (node.type !== 'CallExpression' || (node.callee as Node).type !== 'Import') return undefined
  const [first] = node.arguments as readonly { readonly expression: Node }[]
  return textIn(first?.expression)
}

function resolved(file: string, from: string): string | undefined {
  if (!from.startsWith('.')) return undefined
  const bare = path.posix.join(path.posix.dirname(file), from)
  const found = ['', '.ts', '.tsx'].find(
    (end) => /\.\w+$/.test(bare + end) && existsSync(path.join(root, bare + end)),
  )
  if (found === undefined) throw new Error(`${file} imports ${from}, which is not there`)
  return bare + found
}

/** `pg` for `pg/lib/x`, `@azure/msal-node` whole; undefined for files of the checkout. */
export function packageOf(from: string): string | undefined {
  if (from.startsWith('.') || from.startsWith('node:')) return undefined
  return from
    .split('/')
    .slice(0, from.startsWith('@') ? 2 : 1)
    .join('/')
}

/** A rule's exceptions: file -> reason. A file that no longer needs its exception fails too: the list only shrinks. */
export type Exceptions = Readonly<Record<string, string>>

/** @returns sentences: who breaks the rule, and exceptions that nobody needs any more. */
export function broken(
  offenders: readonly string[],
  exceptions: Exceptions,
  instead: string,
): readonly string[] {
  const places = new Set(offenders)
  return [
    ...[...places].filter((place) => !(place in exceptions)).map((place) => `${place}: ${instead}`),
    ...Object.keys(exceptions)
      .filter((place) => !places.has(place))
      .map((place) => `${place}: no longer breaks the rule; take it off the list of exceptions`),
  ]
}

/** The domain's words in their order (DOMAIN.md): each may use the ones before it, never one after. */
export const words = [
  'groups',
  'committee',
  'ledger',
  'data',
  'links',
  'polls',
  'elections',
  'needs',
  'offers',
  'gaps',
  'meetings',
  'decisions',
]
