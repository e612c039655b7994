/** The Playground's page, driven as a person does: choose a conversation, write, fill in cards. */
import type { Locator, Page } from 'playwright-core'

export const working = 'Kooperative Weiterbildung - Digitale Kompetenzen'

export async function openConversation(page: Page, name: string): Promise<void> {
  await page.getByRole('treeitem', { name }).click()
  await page.getByRole('textbox').first().waitFor()
}

/** A post in a channel that mentions the bot. The mention counts only when it is clicked in the list. */
export async function postToBot(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox').first().click()
  await page.keyboard.type('@')
  await page.getByRole('menuitem', { name: /^Verbund/ }).click()
  await page.keyboard.type(` ${text}`)
  await page.getByRole('button', { name: 'Post' }).click()
}

/** A message in the personal chat. */
export async function sayToBot(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox').last().click()
  await page.keyboard.type(text)
  await page.getByRole('button', { name: 'Send Message' }).click()
}

/** The newest card that shows all of these texts. */
export function cardWith(page: Page, ...texts: readonly (string | RegExp)[]): Locator {
  return texts.reduce((found, hasText) => found.filter({ hasText }), page.locator('.ac-adaptiveCard')).last()
}

/**
 * By keyboard: the page scrolls by itself to every new card, and a click meant for one button would land on another.
 * Of several with that name the first.
 */
export function press(card: Locator, name: string): Promise<void> {
  return card.getByRole('button', { name, exact: true }).first().press('Enter')
}

/**
 * By keyboard, as `press`. The Playground asks for a card anew once it shows it: what was chosen before the answer came is gone
 * with the old drawing, as it would be for a person, who then chooses again.
 */
export async function choose(card: Locator, option: string): Promise<void> {
  const radio = card.getByRole('radio', { name: option, exact: true })
  for (let tries = 0; tries < 5; tries += 1) {
    await radio.press('Space')
    await card.page().waitForTimeout(300)
    if (await radio.isChecked()) return
  }
  throw new Error(`${option} does not stay chosen`)
}

/** In its calendar, which opens at the month that the field shows. @param day of that month */
export async function chooseDay(card: Locator, field: string, day: number): Promise<void> {
  await card.getByRole('combobox', { name: field }).click()
  const calendar = card.page().getByRole('dialog', { name: 'Calendar' })
  await calendar.getByRole('button', { name: new RegExp(`^${day}, `) }).click()
  await calendar.waitFor({ state: 'detached' })
}

export async function enterTime(card: Locator, time: string): Promise<void> {
  const field = card.getByRole('combobox', { name: /^um / })
  await field.fill(time)
  await field.press('Enter')
}
