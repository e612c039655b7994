/**
 * Reads a JSON body of at most 256 KB, or a file of at most 10 MB (QUALITY.md).
 *
 * restify's own reader is not used: it unpacks gzip without a limit, so that a small body could fill the memory.
 */
import type { IncomingMessage } from 'node:http'

export const mostBodyBytes = 256 * 1024

export type Body =
  | { readonly is: 'json'; readonly value: unknown }
  | { readonly is: 'too-big' | 'bad-json' | 'bad-type' | 'file-too-big' | 'no-file' }

export async function readBody(request: IncomingMessage): Promise<Body> {
  if (!isSentAs(request, /^application\/json\s*(;|$)/i)) return left(request, 'bad-type')
  const bytes = await readBytes(request, mostBodyBytes)
  if (!Buffer.isBuffer(bytes)) return bytes
  try {
    return { is: 'json', value: JSON.parse(bytes.toString('utf8')) }
  } catch {
    return { is: 'bad-json' }
  }
}

/** Uploads (QUALITY.md): what is longer is thrown away as it comes. */
export const mostFileBytes = 10 * 1024 * 1024

/** A file as the tab sends it, whatever the browser takes it for. @returns it as `file` */
export async function readFileBody(request: IncomingMessage): Promise<Body> {
  if (!isSentAs(request, /^application\/octet-stream$/i)) return left(request, 'no-file')
  const bytes = await readBytes(request, mostFileBytes)
  if (Buffer.isBuffer(bytes)) return { is: 'json', value: { file: bytes } }
  // Who sends a file is told the limit of files.
  return bytes.is === 'too-big' ? { is: 'file-too-big' } : bytes
}

function isSentAs(request: IncomingMessage, type: RegExp): boolean {
  const { 'content-type': sent = '', 'content-encoding': packed = 'identity' } = request.headers
  return type.test(sent) && packed === 'identity'
}

async function readBytes(request: IncomingMessage, most: number): Promise<Buffer | Body> {
  if (Number(request.headers['content-length'] ?? 0) > most) return left(request, 'too-big')
  const chunks: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      size += chunk.length
      if (size > most) return left(request, 'too-big')
      chunks.push(chunk)
    }
  } catch {
    return { is: 'bad-json' }
  }
  return Buffer.concat(chunks)
}

/** What is still coming is thrown away, so that the answer can be read. */
function left(request: IncomingMessage, is: 'too-big' | 'bad-type' | 'no-file'): Body {
  request.resume()
  return { is }
}

/** Status for a body that could not be read. */
export const bodyStatus = {
  'too-big': 413,
  'file-too-big': 413,
  'bad-json': 400,
  'bad-type': 415,
  'no-file': 415,
} as const
