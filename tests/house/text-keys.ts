/** Which texts the code asks for: literal keys, keys with gaps that are filled when it runs, and the data given along. */
import { type Node, nameOf, nodesOf, ofType, textIn } from './sources'

export type Flat = Readonly<Record<string, string>>

/** `{ a: { b: 'x' } }` as `{ 'a.b': 'x' }`. */
export function flat(texts: object, path = ''): Flat {
  return Object.fromEntries(
    Object.entries(texts).flatMap(([key, text]) =>
      typeof text === 'string' ? [[path + key, text]] : Object.entries(flat(text, `${path}${key}.`)),
    ),
  )
}

export const gapsOf = (text: string): readonly string[] =>
  [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1] ?? '').sort()

const plural = /_(zero|one|two|few|many|other)$/

/** Keys as code writes them: without the ending that a number chooses. */
export const askedAs = (key: string): string => key.replace(plural, '')

/** A call whose first argument is a text: `t('polls:card.you')`, `refuse('polls:closed', { end })`. */
export interface Asking {
  readonly file: string
  readonly called: string
  /** All that the first argument may be; a gap that only the running program knows is `*`. */
  readonly keys: readonly string[]
  /** Names of the data given along; undefined when they cannot be read off. */
  readonly data: readonly string[] | undefined
}

export function askingsIn(file: string, called: readonly string[]): readonly Asking[] {
  return ofType(file, 'CallExpression').flatMap((call) => {
    const callee = call.callee as Node
    const name = nameOf(callee) ?? nameOf(callee.property)
    if (name === undefined || !called.includes(name)) return []
    const [first, second] = call.arguments as readonly { readonly expression: Node }[]
    const keys = first && valuesOf(file, first.expression)
    return keys ? [{ file, called: name, keys, data: second ? namesIn(second.expression) : [] }] : []
  })
}

/** What a text expression may be; undefined when nothing of it is known. */
function valuesOf(file: string, node: Node | undefined): readonly string[] | undefined {
  if (!node) return undefined
  const literal = textIn(node)
  if (literal !== undefined) return [literal]
  if (node.type === 'ParenthesisExpression') return valuesOf(file, node.expression as Node)
  if (node.type === 'ConditionalExpression') {
    const [yes, no] = [valuesOf(file, node.consequent as Node), valuesOf(file, node.alternate as Node)]
    return yes && no && [...yes, ...no]
  }
  if (node.type === 'ArrayExpression') {
    const items = (node.elements as readonly { readonly expression: Node }[]).map((one) =>
      valuesOf(file, one.expression),
    )
    return items.flatMap((one) => one ?? [])
  }
  if (node.type === 'TemplateLiteral') return filled(file, node)
  if (node.type === 'Identifier') return valuesOf(file, initialised(file, nameOf(node)))
  return undefined
}

/** Only names that the file gives a value once. */
function initialised(file: string, name: string | undefined): Node | undefined {
  const found = ofType(file, 'VariableDeclarator').filter(
    (one) => nameOf(one.id) === name && one.init !== null,
  )
  const init = found.length === 1 ? (found[0]?.init as Node) : undefined
  return init?.type === 'ConditionalExpression' || init?.type === 'StringLiteral' ? init : undefined
}

function filled(file: string, template: Node): readonly string[] {
  const quasis = (template.quasis as readonly { readonly cooked: string }[]).map(({ cooked }) => cooked)
  const expressions = template.expressions as readonly Node[]
  return expressions.reduce<readonly string[]>(
    (heads, expression, i) =>
      heads.flatMap((head) =>
        (valuesOf(file, expression) ?? ['*']).map((value) => head + value + (quasis[i + 1] ?? '')),
      ),
    [quasis[0] ?? ''],
  )
}

function namesIn(node: Node): readonly string[] | undefined {
  if (node.type !== 'ObjectExpression') return undefined
  const names = (node.properties as readonly Node[]).map((one) => nameOf(one) ?? nameOf(one.key))
  return names.every((name) => name !== undefined) ? names : undefined
}

/** Every string that stands in a file, those of types with them. */
export function stringsIn(file: string): ReadonlySet<string> {
  return new Set(nodesOf(file).flatMap((node) => textIn(node) ?? []))
}

/** Whether a key is meant by one that may hold `*`. */
export function means(pattern: string, key: string): boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${parts.join('[\\w-]+')}$`).test(key)
}
