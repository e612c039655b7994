/**
 * Reads a JSON body of at most 256 KB (QUALITY.md).
 *
 * restify's own reader is not used: it unpacks gzip without a limit, so that a small body could fill the memory.
 */
import type { IncomingMessage } from 'node:http'

export const mostBodyBytes = 256 * 1024

export type Body =
  | { readonly is: 'json'; readonly value: unknown }
  | { readonly is: 'too-big' | 'bad-json' | 'bad-type' }

export async function readBody(request: IncomingMessage): Promise<Body> {
  const type = request.headers['content-type'] ?? ''
  const packed = request.headers['content-encoding'] ?? 'identity'
  if (!/^application\/json\s*(;|$)/i.test(type) || packed !== 'identity') return left(request, 'bad-type')
  if (Number(request.headers['content-length'] ?? 0) > mostBodyBytes) return left(request, 'too-big')
  const chunks: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      size += chunk.length
      if (size > mostBodyBytes) return left(request, 'too-big')
      chunks.push(chunk)
    }
  } catch {
    return { is: 'bad-json' }
  }
  try {
    return { is: 'json', value: JSON.parse(Buffer.concat(chunks).toString('utf8')) }
  } catch {
    return { is: 'bad-json' }
  }
}

/** What is still coming is thrown away, so that the answer can be read. */
function left(request: IncomingMessage, is: 'too-big' | 'bad-type'): Body {
  request.resume()
  return { is }
}

/** Status for a body that could not be read. */
export const bodyStatus = { 'too-big': 413, 'bad-json': 400, 'bad-type': 415 } as const
