/** Serves the tab's built files, and the two pages that anyone may read without it. */
import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Request, Response } from 'restify'
import type { World } from '../world'
import { sendFault, sendProblem } from './problems'
import type { Door } from './server'

/** Where Teams, Outlook and Microsoft 365 may frame the tab (PLATFORM 6). X-Frame-Options could not list them. */
const frames =
  'https://*.cloud.microsoft https://teams.microsoft.com https://*.teams.microsoft.com https://*.microsoft365.com ' +
  'https://*.office.com https://outlook.live.com https://outlook.office.com https://outlook.office365.com'

type Headers = Readonly<Record<string, string>>

/** Fluent writes style elements; teams-js asks one host for the list of Teams' addresses. Nothing else leaves. */
const policy = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self' https://res.cdn.office.net",
  "object-src 'none'",
  "base-uri 'self'",
  "form-action 'self'",
  `frame-ancestors 'self' ${frames}`,
].join('; ')

/** For the page of a personal link: whoever put it into a page of their own could have its buttons pressed unseen. */
const unframed = policy.replace(/frame-ancestors .*$/, "frame-ancestors 'none'")

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.json': 'application/json; charset=utf-8',
  '.woff2': 'font/woff2',
}

interface File {
  readonly type: string
  readonly tag: string
  readonly plain: Buffer
  readonly packed: Map<'br' | 'gzip', Buffer>
  /** Built files carry their hash in their name. */
  readonly forever: boolean
}

export function openTabFiles(door: Door, world: World, folder: string): void {
  const files = new Map<string, File>()
  const serve =
    (find: (request: Request) => string, more: Headers = {}) =>
    async (request: Request, response: Response) => {
      try {
        const file = await load(files, folder, find(request))
        if (file) await send(request, response, file, more)
        else sendProblem(world, request, response, 404, 'unknown-route')
      } catch (error) {
        sendFault(world, request, response, 'a file of the tab', error)
      }
    }
  const redirect = (_request: Request, response: Response, next: (stop: false) => void) => {
    response.writeHead(302, { location: '/tab/' })
    response.end()
    next(false)
  }
  door.server.get('/', redirect)
  door.server.get(
    '/privacy',
    serve(() => 'privacy.html'),
  )
  door.server.get(
    '/terms',
    serve(() => 'terms.html'),
  )
  door.server.get(
    '/tab',
    serve(() => 'index.html'),
  )
  door.server.get(
    '/tab/assets/*',
    serve((request) => `assets/${request.params['*'] ?? ''}`),
  )
  // Nothing of Teams is in it, so nobody frames it.
  door.server.get(
    '/tab/link',
    serve(() => 'index.html', { 'content-security-policy': unframed, 'x-robots-tag': 'noindex, nofollow' }),
  )
  // Pages have addresses of their own: all of them are the one page that reads its address.
  door.server.get(
    '/tab/*',
    serve(() => 'index.html'),
  )
}

async function load(files: Map<string, File>, folder: string, name: string): Promise<File | undefined> {
  const known = files.get(name)
  if (known) return known
  const full = path.join(folder, path.normalize(`/${name}`))
  const type = types[path.extname(full)]
  if (!type || !full.startsWith(folder) || !(await stat(full).catch(() => undefined))?.isFile())
    return undefined
  const plain = await readFile(full)
  const tag = `"${createHash('sha256').update(plain).digest('base64url').slice(0, 20)}"`
  const file = { type, tag, plain, packed: new Map(), forever: name.startsWith('assets/') }
  files.set(name, file)
  return file
}

const brotli = promisify(brotliCompress)
const zip = promisify(gzip)

async function send(request: Request, response: Response, file: File, more: Headers): Promise<void> {
  const accepted = request.headers['accept-encoding']?.toString() ?? ''
  const coding = /\bbr\b/.test(accepted) ? 'br' : /\bgzip\b/.test(accepted) ? 'gzip' : undefined
  const headers = {
    'content-security-policy': policy,
    etag: file.tag,
    vary: 'accept-encoding',
    'cache-control': file.forever ? 'public, max-age=31536000, immutable' : 'no-cache',
    ...more,
  }
  if (request.headers['if-none-match'] === file.tag) {
    response.writeHead(304, headers)
    response.end()
    return
  }
  const body = coding ? await pack(file, coding) : file.plain
  response.writeHead(200, {
    ...headers,
    'content-type': file.type,
    'content-length': body.length,
    ...(coding && { 'content-encoding': coding }),
  })
  response.end(body)
}

async function pack(file: File, coding: 'br' | 'gzip'): Promise<Buffer> {
  const known = file.packed.get(coding)
  if (known) return known
  const packed =
    coding === 'br'
      ? await brotli(file.plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } })
      : await zip(file.plain)
  file.packed.set(coding, packed)
  return packed
}
