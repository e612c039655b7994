/** The pages on which a network is kept, for everyone: both languages, three themes, phones. */
import type { Page } from 'playwright-core'
import { coordinator, groupId } from '../support/polls'
import { eventually } from './eventually'
import { faults, faultsInAllLooks } from './faults'
import { startTabStage, type TabStage } from './tab-stage'

// On a busy machine axe takes its time, and three themes are looked at.
jest.setTimeout(120_000)

let stage: TabStage
beforeAll(async () => {
  stage = await startTabStage()
})
afterEach(async () => expect(await stage?.clear()).toEqual([]))
afterAll(() => stage?.stop())

type Language = 'de' | 'en'

/** Each page, and what stands on it once it is complete, in both languages. */
const pages: Readonly<
  Record<string, readonly [path: () => Promise<string>, says: Readonly<Record<Language, string>>]>
> = {
  network: [async () => '/network', { de: '20 Organisationen', en: '20 organisations' }],
  import: [async () => '/network/import', { de: 'Vorlage herunterladen', en: 'Download a template' }],
  people: [async () => '/network/people', { de: '21 Personen', en: '21 people' }],
  'new-group': [
    async () => '/network/groups/new',
    { de: 'Führt Umfragen und Sitzungen.', en: 'Runs polls and meetings.' },
  ],
  groups: [async () => '/groups', { de: 'Weitere Arbeitskreise', en: 'Other groups' }],
  group: [
    async () => `/groups/${await groupId(stage.test)}`,
    { de: 'Mit dem Kanal vergleichen', en: 'Compare with the channel' },
  ],
}

/** Colours are the same in both languages: themes are looked at in German. */
async function fits(page: Page, name: string, language: Language): Promise<void> {
  if (language === 'en') expect(await faults(page)).toEqual([])
  else expect(await faultsInAllLooks(page)).toEqual({ light: [], dark: [], contrast: [] })
  const folder = process.env.SCREENSHOTS
  if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true })
  for (const width of [640, 320]) {
    await page.setViewportSize({ width, height: 700 })
    expect([width, await page.evaluate('document.documentElement.scrollWidth')]).toEqual([width, width])
  }
  if (folder) await page.screenshot({ path: `${folder}/${name}-320.png`, fullPage: true })
}

describe.each(['de', 'en'] as const)('in %s', (language) => {
  beforeAll(async () => {
    const { status } = await stage.test.api(coordinator, 'member.set-language', { body: { language } })
    expect(status).toBe(200)
  })

  it.each(Object.keys(pages))(
    'the page "%s" has no fault for axe in any theme, and fits 320 px',
    async (name) => {
      const [path, says] = pages[name] ?? [async () => '/nowhere', { de: name, en: name }]
      const page = await stage.open(await path(), coordinator)
      await page.getByText(says[language]).first().waitFor()
      const loading = page.getByLabel(language === 'de' ? 'Wird geladen …' : 'Loading …')
      await eventually(async () => expect(await loading.count()).toBe(0))
      await fits(page, `${name}-${language}`, language)
    },
  )
})

it('the network is searched for seats, too, by organisation, holder and deputy', async () => {
  await stage.test.api(coordinator, 'member.set-language', { body: { language: 'de' } })
  const page = await stage.open('/network', coordinator)
  const seats = page.locator('.seats > li')
  await eventually(async () => expect(await seats.count()).toBe(7))
  await page
    .getByRole('searchbox', { name: 'Arbeitskreise, Sitze und Organisationen durchsuchen' })
    .fill('gero')
  await eventually(async () => expect(await seats.allTextContents()).toHaveLength(1))
  expect(await seats.first().textContent()).toContain('Teutloff Technische Akademie')
  await page.getByRole('searchbox').fill('Volkswagen')
  await eventually(async () => expect(await seats.allTextContents()).toHaveLength(1))
  expect(await seats.first().textContent()).toContain('Ella Probe')
})
