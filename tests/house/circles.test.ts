/** No import circles, types included: in a circle nothing can be read first, moved or replaced alone. */
import { code, filesIn, importsOf } from './sources'

type Graph = ReadonlyMap<string, readonly string[]>

function graphOf(folder: string): Graph {
  return new Map(
    filesIn(folder, code).map((file) => [file, importsOf(file).flatMap(({ file: to }) => (to ? [to] : []))]),
  )
}

/** Every circle that a walk through the graph meets, as `a > b > a`. */
function circlesIn(graph: Graph): readonly string[] {
  const circles: string[] = []
  const done = new Set<string>()
  const visit = (file: string, way: readonly string[]): void => {
    const met = way.indexOf(file)
    if (met >= 0) circles.push([...way.slice(met), file].join(' > '))
    if (met >= 0 || done.has(file)) return
    for (const next of graph.get(file) ?? []) visit(next, [...way, file])
    done.add(file)
  }
  for (const file of graph.keys()) visit(file, [])
  return circles
}

it.each(['bot', 'tab'])(
  '%s has none: move what both sides need into a file that imports neither',
  (folder) => {
    const graph = graphOf(folder)
    expect(graph.size).toBeGreaterThan(10)
    expect(circlesIn(graph)).toEqual([])
  },
)

it('the walk finds a circle of two, of three, and of a file with itself', () => {
  const graph = new Map([
    ['a', ['b']],
    ['b', ['c', 'a']],
    ['c', ['a', 'd']],
    ['d', ['d']],
    ['e', ['a']],
  ])
  expect(circlesIn(graph)).toEqual(['a > b > c > a', 'd > d', 'a > b > a'])
})
