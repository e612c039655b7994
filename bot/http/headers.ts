/** What every answer says to the browser that gets it; the tab's files add what a page needs (`tab-files.ts`). */
import type { Request, Response } from 'restify'
import type { Door } from './server'

/** The tab uses none of these; a script that got into it should not either. */
const features = ['camera', 'microphone', 'geolocation', 'display-capture', 'payment', 'usb', 'serial', 'hid']

/** A year, as browsers want it before they take it for good. */
const secureSeconds = 31_536_000

/** @param publicUrl with https the browser is told never to come without it */
export function openHeaders(door: Door, publicUrl: string): void {
  const headers = Object.entries({
    // No page, so nothing of it is run or framed. X-Frame-Options could not list Teams' addresses; pages name them in here.
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'permissions-policy': features.map((feature) => `${feature}=()`).join(', '),
    'cache-control': 'no-store',
    ...(publicUrl.startsWith('https:') && {
      'strict-transport-security': `max-age=${secureSeconds}`,
    }),
  })
  door.server.pre((request: Request, response: Response, next: () => void) => {
    // What Teams sends no browser reads the answer of, and a thousand a second of them come.
    if (request.method !== 'POST' || request.url !== '/api/messages')
      for (const [name, value] of headers) response.setHeader(name, value)
    next()
  })
}
