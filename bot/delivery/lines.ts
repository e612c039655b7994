/** Who stands in line for one of a few places, what goes first before what goes to many; each stands in one line once. */
import { type Grade, grades } from './grade'

export interface Lines<T> {
  /** In line by that grade; whoever stands in a later line already is moved up. */
  join(one: T, grade: Grade): void
  /** No more than so many work at a time; they end with the work's promise, which does not fail. */
  stop(): Promise<void>
}

export function openLines<T>(atOnce: number, work: (one: T) => Promise<void>): Lines<T> {
  const lines = grades.map(() => new Set<T>())
  const working = new Set<Promise<void>>()
  let stopped = false

  const next = (): T | undefined => {
    for (const line of lines)
      for (const one of line) {
        line.delete(one)
        return one
      }
    return undefined
  }

  const begin = (): void => {
    while (working.size < atOnce && !stopped) {
      const one = next()
      if (one === undefined) return
      const piece = work(one).finally(() => {
        working.delete(piece)
        begin()
      })
      working.add(piece)
    }
  }

  return {
    join: (one, grade) => {
      if (grades.some((better) => better <= grade && lines[better]?.has(one))) return
      for (const line of lines) line.delete(one)
      lines[grade]?.add(one)
      begin()
    },
    stop: async () => {
      stopped = true
      await Promise.all(working)
    },
  }
}
