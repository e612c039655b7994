/** The service with its built tab, and a browser before it. */
import { createServer } from 'node:net'
import type { Page } from 'playwright-core'
import type { TestDatabase } from '../support/database'
import { startTestService, type TestService } from '../support/service'
import { type Machine, openBrowser, openMachine } from './browser'

export interface TabStage {
  readonly test: TestService
  /** A page of the tab, read by a person of the demo network. */
  open(path: string, who: string): Promise<Page>
  /** The same in a browser on another machine. */
  openElsewhere(path: string, who: string): Promise<Page>
  /** Without a person: as at the very first visit. */
  visit(path: string): Promise<Page>
  /** Ends all pages. @returns what they complained about */
  clear(): Promise<readonly string[]>
  stop(): Promise<void>
}

/** @param env of the service, beside what the stage sets */
export async function startTabStage(env: Readonly<Record<string, string>> = {}): Promise<TabStage> {
  const browser = await openBrowser()
  const test = await startServiceAt(await freePort(), undefined, env)
  // One of them for most pages: what it has loaded once it need not load and compile again.
  const here = await openMachine(browser)
  const elsewhere = await openMachine(browser)
  let pages: readonly Page[] = []
  const show = async (machine: Machine, path: string, who?: string) => {
    const page = await machine.newPage()
    pages = [...pages, page]
    if (who) await beAtFirst(page, await personId(test, who))
    await page.goto(`${test.url}/tab${path}`)
    return page
  }
  return {
    test,
    open: (path, who) => show(here, path, who),
    openElsewhere: (path, who) => show(elsewhere, path, who),
    visit: (path) => show(here, path),
    clear: async () => {
      const ended = pages
      pages = []
      await Promise.all(ended.map((page) => page.close()))
      return [here, elsewhere].flatMap((machine) => machine.complaints)
    },
    stop: async () => {
      await browser.close()
      await test.stop()
    },
  }
}

/** Links on cards lead to PUBLIC_URL, so the port has to be known before the service is there. */
export function startServiceAt(
  port: number,
  database?: TestDatabase,
  more: Readonly<Record<string, string>> = {},
): Promise<TestService> {
  const env = { ...more, PORT: `${port}`, PUBLIC_URL: `http://127.0.0.1:${port}` }
  return startTestService({ env, ...(database && { database }) })
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const at = server.address()
      server.close(() => resolve(typeof at === 'object' && at ? at.port : 0))
    })
  })
}

/** As if the person had been chosen before; a later choice in the page stays. */
async function beAtFirst(page: Page, person: string): Promise<void> {
  const key = JSON.stringify('verbund.person')
  await page.addInitScript(`sessionStorage.getItem(${key}) ?? sessionStorage.setItem(${key}, '${person}')`)
}

async function personId(test: TestService, name: string): Promise<string> {
  const { body } = await test.api(null, 'demo.people')
  const found = body.people.find((person: { name: string }) => person.name === name)
  if (!found) throw new Error(`${name} is nobody in the demo`)
  return found.id
}
