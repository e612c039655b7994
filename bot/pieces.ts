/** Long work in pieces, so that whoever else waits is answered in between. It touches nothing itself. */
import { pipeline, Readable, type Transform } from 'node:stream'
import { setImmediate as others } from 'node:timers/promises'
import { elapsed } from './clock'

/** Work that may be broken off after each of its steps, and gone on with later. */
export type Pieces<T> = Generator<undefined, T, undefined>

/** A step, and what collects garbage after it, come on top: nobody waits for more than some 20. */
const atOnceMs = 5

export async function inPieces<T>(work: Pieces<T>): Promise<T> {
  for (let since = elapsed(); ; ) {
    const { done, value } = work.next()
    if (done) return value
    if (elapsed() - since < atOnceMs) continue
    await others()
    since = elapsed()
  }
}

/** `map`, an item a piece. */
export function* each<T, R>(items: Iterable<T>, make: (item: T) => R): Pieces<R[]> {
  const made: R[] = []
  for (const item of items) {
    made.push(make(item))
    yield
  }
  return made
}

/** Some milliseconds of parsing. */
const sliceBytes = 8192

export function* slices(bytes: Uint8Array): Generator<Uint8Array, void, undefined> {
  for (let at = 0; at < bytes.length; at += sliceBytes) yield bytes.subarray(at, at + sliceBytes)
}

/** What a library's stream makes of bytes, which it gets a slice at a time. @throws what the stream throws */
export function through<S extends Transform>(bytes: Uint8Array, stream: S): S {
  pipeline(Readable.from(unhurried(bytes), { objectMode: false }), stream, () => undefined)
  return stream
}

async function* unhurried(bytes: Uint8Array) {
  for (const slice of slices(bytes)) {
    yield slice
    await others()
  }
}
