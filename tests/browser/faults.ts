/** What axe finds on a page, in each of Teams' three themes. */
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { eventually } from './eventually'

export type Look = 'light' | 'dark' | 'contrast'

/** Without loading anew: the address asks for it, and the tab looks there when the system turns between light and dark. */
export async function turnTo(page: Page, look: Look): Promise<void> {
  await page.evaluate(`{
    const asked = new URLSearchParams(location.search)
    asked.set('theme', '${look}')
    history.replaceState(null, '', '?' + asked)
  }`)
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme })
    // The page is told with its next frame; turned back before that, it would never know.
    await page.evaluate('new Promise(requestAnimationFrame)')
  }
  await eventually(async () => expect(await page.locator('html').getAttribute('data-look')).toBe(look))
}

/** Rules of axe that a theme can break; the others are looked at in light. */
const ofColour = ['color-contrast', 'link-in-text-block']

/**
 * What axe finds, short enough to be read in a failed test. There are no frames, so its legacy mode sees all, and needs
 * no second page for it.
 */
export async function faults(page: Page, rules: readonly string[] = []): Promise<readonly string[]> {
  const axe = new AxeBuilder({ page }).setLegacyMode()
  const { violations } = await (rules.length > 0 ? axe.withRules([...rules]) : axe).analyze()
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 200)}`))
}

/** By theme; light is looked at whole. */
export async function faultsInAllLooks(page: Page): Promise<Readonly<Record<Look, readonly string[]>>> {
  await turnTo(page, 'light')
  const light = await faults(page)
  await turnTo(page, 'dark')
  const dark = await faults(page, ofColour)
  await turnTo(page, 'contrast')
  return { light, dark, contrast: await faults(page, ofColour) }
}
