/** The browser of the tests, and pages that write down whatever goes wrong in them. */
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'

export interface MachineWishes {
  readonly width?: number
  readonly height?: number
  /** Of the browser; a member's own language goes before it. */
  readonly locale?: string
  /** Hosts that may be asked besides this machine. The request is noted nowhere, and still leads nowhere. */
  readonly hosts?: readonly string[]
}

export function openBrowser(more: readonly string[] = []): Promise<Browser> {
  const { BROWSER_PATH, BROWSER_ARGS } = process.env
  if (!BROWSER_PATH) throw new Error('BROWSER_PATH is not set: run the tests with npm test')
  const args: readonly string[] = JSON.parse(BROWSER_ARGS ?? '[]')
  return chromium.launch({ executablePath: BROWSER_PATH, args: [...args, ...more] })
}

export interface Machine {
  newPage(): Promise<Page>
  /** Errors of the console and of scripts, broken Content-Security-Policy, requests to other machines. */
  readonly complaints: readonly string[]
  close(): Promise<void>
}

/** A browser of its own, as on another machine: nothing is shared with others but the program. */
export async function openMachine(browser: Browser, wishes: MachineWishes = {}): Promise<Machine> {
  const { width = 1280, height = 900, locale = 'de-DE', hosts = [] } = wishes
  const context = await browser.newContext({
    viewport: { width, height },
    locale,
    timezoneId: 'Europe/Berlin',
    reducedMotion: 'reduce',
  })
  context.setDefaultTimeout(15_000)
  const complaints: string[] = []
  await keepAtHome(context, hosts, complaints)
  context.on('weberror', (error) => complaints.push(`script: ${error.error().message}`))
  context.on('console', (message) => {
    if (message.type() === 'error' && !isRefusal(message.text(), message.location().url))
      complaints.push(`console: ${message.text()}`)
  })
  return { newPage: () => context.newPage(), complaints, close: () => context.close() }
}

const machine = new Set(['127.0.0.1', 'localhost'])

async function keepAtHome(
  context: BrowserContext,
  hosts: readonly string[],
  complaints: string[],
): Promise<void> {
  const isAway = (url: URL) => url.protocol.startsWith('http') && !machine.has(url.hostname)
  await context.route(isAway, async (route) => {
    const { hostname } = new URL(route.request().url())
    if (!hosts.includes(hostname)) complaints.push(`asked ${route.request().url()}`)
    await route.abort()
  })
}

/** Chromium calls every answer from 400 on an error. A refusal is one in words, and the page shows them. */
function isRefusal(text: string, url: string): boolean {
  return /status of 4\d\d/.test(text) && URL.canParse(url) && new URL(url).pathname.startsWith('/api/')
}
