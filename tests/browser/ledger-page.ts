/** The delivery log's page as a person finds her way in it. */
import type { Page } from 'playwright-core'
import type { LedgerPost } from './ledger-scene'

export const rowOf = (page: Page, post: LedgerPost) =>
  page.getByTestId('delivery').filter({ has: page.getByText(`Kanal ${post.channel}`, { exact: true }) })
export const again = (page: Page, post: LedgerPost) =>
  rowOf(page, post).getByRole('button', { name: /^Noch einmal senden/ })
export const stands = (page: Page, post: LedgerPost) =>
  rowOf(page, post).getByRole('button', { name: /^Steht dort/ })

/** What a sum at the top of the page says. */
export async function brought(page: Page, sum: 'warten' | 'zu klären'): Promise<number> {
  const line = page
    .getByTestId('sums')
    .locator('li')
    .filter({ hasText: new RegExp(`${sum}$`) })
  return Number(await line.locator('.figure').textContent())
}

/** As a person at the keyboard has it: on something, not lost somewhere in the page. */
export const focused = (page: Page) =>
  page.evaluate('document.activeElement?.closest("[data-held]")?.textContent ?? null')

/** When the page asked for the ledger, in its own milliseconds. */
export const askedAt = `performance.getEntriesByType('resource')
  .filter(({ name }) => name.includes('/api/ledger.show')).map(({ startTime }) => startTime)`
