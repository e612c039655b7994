/** What axe finds on a page, in each of Teams' three themes. */
import { readFileSync } from 'node:fs'
import type { Frame, Page } from 'playwright-core'
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

/** Half a megabyte: a page gets it once, not for each look at it. */
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')

/** Colours on their way from one theme to the next are none that anybody has to read. */
const still = `Promise.all(document.getAnimations().map((one) =>
  one instanceof CSSTransition ? one.finished.catch(() => undefined) : undefined))`

/**
 * What axe finds in a page or in one frame of it, short enough to be read in a failed test; frames in it are not looked
 * at. Of what passes axe names the rules alone, which spares it most of its words.
 */
export async function faults(place: Page | Frame, rules: readonly string[] = []): Promise<readonly string[]> {
  if (!(await place.evaluate("'axe' in window"))) await place.evaluate(axe)
  const options = {
    resultTypes: ['violations'],
    iframes: false,
    ...(rules.length > 0 && { runOnly: { type: 'rule', values: rules } }),
  }
  const { passed, found } = await place.evaluate<{ passed: number; found: readonly string[] }>(
    `${still}.then(() => axe.run(${JSON.stringify(options)})).then(({ passes, violations }) => ({
      passed: passes.length,
      found: violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ': ' + html.slice(0, 200))),
    }))`,
  )
  // Or it has looked at an empty page.
  expect(passed).toBeGreaterThan(0)
  return found
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
