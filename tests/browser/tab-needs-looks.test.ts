/** How rounds, answers and demand look: in both languages, in every theme, narrow and wide, and as files. */
import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { randomIds } from '../../bot/ids'
import { addTopic, alone, endRound, type NeedWish, office, openRound, putAnswer } from '../support/rounds'
import { faultsInAllLooks, turnTo } from './faults'
import { startTabStage, type TabStage } from './tab-stage'

let stage: TabStage
let closed = ''
let running = ''

beforeAll(async () => {
  stage = await startTabStage()
  const { test } = stage
  const names = ['KI im Büro', 'Datenschutz', 'Führung in der Schicht', 'Ladungssicherung beim Transport']
  const topics = await Promise.all(names.map((name) => addTopic(test, name)))
  await askAll(topics)
  await endRound(test)
  test.clock.set('2027-01-11T09:00:00+01:00')
  closed = (await askAll(topics, 7)).id
  await endRound(test, '2027-01-25T12:00:02+01:00')
  running = (await openRound(test, { date: '2027-02-15', repeats: true })).id
  const body = {
    round: running,
    topic: topics[0],
    heads: 12,
    occupation: 'Sachbearbeitung',
    note: 'Nachmittags.',
  }
  const more = {
    levelNow: 'none',
    level: 'basic',
    format: 'mixed',
    travel: '50',
    from: '2027-2',
    to: '2027-3',
  }
  await test.api(office, 'need.save', { body: { ...body, ...more, nonce: randomIds.nonce() } })
})
afterEach(async () => expect(await stage?.clear()).toEqual([]))
afterAll(() => stage?.stop())

/** Each as it would have answered; two topics are of too few. */
async function askAll(topics: readonly string[], more = 0) {
  const { test } = stage
  const round = await openRound(test, more > 0 ? { date: '2027-01-25' } : {})
  for (const [at, organisation] of alone.entries()) {
    const of = (topic: number, heads: number): NeedWish => ({
      ...{ topic: topics[topic] ?? '', heads, occupation: `Gruppe ${at}`, note: `Wunsch ${at}` },
      parts: { level: at % 2 === 0 ? 'basic' : 'advanced', format: at < 4 ? 'online' : 'onsite' },
    })
    const needs = [
      of(0, 10 + at * more + more),
      ...(at > 2 ? [of(1, 6 + at)] : []),
      ...(at < 2 ? [of(2, 30)] : []),
    ]
    await putAnswer(test, round.id, organisation, needs)
  }
  return round
}

/** Looked at by people when SCREENSHOTS names a folder. */
async function keep(page: Page, name: string): Promise<void> {
  const folder = process.env.SCREENSHOTS
  if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true, timeout: 0 })
}

async function looks(page: Page, name: string): Promise<void> {
  for (const look of process.env.SCREENSHOTS ? (['light', 'dark', 'contrast'] as const) : []) {
    await turnTo(page, look)
    await keep(page, `${name}-${look}`)
  }
}

async function fits(page: Page, name: string): Promise<void> {
  expect(await faultsInAllLooks(page)).toEqual({ light: [], dark: [], contrast: [] })
  for (const width of [640, 320]) {
    await page.setViewportSize({ width, height: 700 })
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width)
  }
  await keep(page, `${name}-320`)
}

/** Each page, and a text that stands on it once it is complete. */
const pages: Readonly<Record<string, () => readonly [path: string, text: string]>> = {
  needs: () => ['/needs', 'KI im Büro'],
  round: () => [`/needs/rounds/${running}`, 'Sachbearbeitung'],
  'round-over': () => [`/needs/rounds/${closed}`, 'Ihre Organisation hat in dieser Runde nicht geantwortet.'],
  'need-form': () => [`/needs/rounds/${running}/new`, 'Führung in der Schicht'],
  demand: () => [`/needs/demand/${closed}`, 'Was dazu geschrieben wurde'],
}

it.each(Object.keys(pages))('has no fault for axe in any theme and fits 320 px: %s', async (name) => {
  const [path, text] = pages[name]?.() ?? ['', '']
  const page = await stage.open(path, office)
  await page.getByText(text).first().waitFor()
  if (name === 'need-form')
    for (const part of ['Niveau, Grund, Dringlichkeit', 'Zeit, Ort, Form, Kosten'])
      await page.getByText(part).click()
  await looks(page, `real-${name}`)
  await fits(page, `real-${name}`)
})

it('speaks English', async () => {
  const [who, path] = ['Nuria Szenario', `/needs/demand/${closed}`]
  const page = await stage.open(path, who)
  await page.getByText('By topic').waitFor()
  await page.getByText('In comparison').waitFor()
  await keep(page, 'real-demand-en')
  await page.getByRole('link', { name: 'Needs' }).first().click()
  await page.getByText('Your organisation has not answered yet').waitFor()
  await keep(page, 'real-needs-en')
  await page.getByText('Needs round 1/2027').first().click()
  await page.getByRole('link', { name: 'State a need' }).waitFor()
  await keep(page, 'real-round-en')
})

it('gives demand as files with a word about their progress', async () => {
  const page = await stage.open(`/needs/demand/${closed}`, office)
  for (const [button, begin] of [
    ['Als Excel', 'PK'],
    ['Als CSV', '\uFEFF'],
    ['Als PDF', '%PDF'],
  ] as const) {
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: button }).click()
    const file = await readFile(await (await download).path(), 'utf8')
    expect({ button, begins: file.startsWith(begin) }).toEqual({ button, begins: true })
    await page.getByRole('status').getByText('Gespeichert').waitFor()
  }
})
