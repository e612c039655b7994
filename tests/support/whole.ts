/** Work in pieces, done at once: nobody else waits here. */
import type { Pieces } from '../../bot/pieces'

export function whole<T>(work: Pieces<T>): T {
  for (;;) {
    const { done, value } = work.next()
    if (done) return value
  }
}
