/** The delivery log in the tab: runs that move by themselves, posts sent again, decisions on what nobody knows. */
import { coordinator, groupId, observer, openPoll } from '../support/polls'
import { callsTo, ledgerOf, postsTo } from '../support/posts'
import { eventually } from './eventually'
import { faults, faultsInAllLooks } from './faults'
import { again, askedAt, brought, focused, rowOf, stands } from './ledger-page'
import {
  type LedgerPost,
  type LedgerScene,
  later,
  letWait,
  lost,
  refused,
  settled,
  startLedgerScene,
} from './ledger-scene'

let scene: LedgerScene

beforeAll(async () => {
  scene = await startLedgerScene()
})
afterEach(async () => {
  scene?.teams.behave()
  expect(await scene?.clear()).toEqual([])
})
afterAll(() => scene?.stop())

const created = (post: LedgerPost) => callsTo(scene.teams, post.conversation).length

it('says what it is for while nothing was sent, and offers the first step', async () => {
  const page = await scene.open('/', coordinator)
  await page.getByRole('link', { name: 'Zustellung' }).click()
  await page.getByRole('heading', { name: 'Zustellprotokoll', level: 1 }).waitFor()
  await page.getByRole('heading', { name: 'Noch nichts gesendet' }).waitFor()
  await page.getByRole('link', { name: 'Umfrage eröffnen' }).waitFor()
})

it('shows a run while it goes on, moving without reloading, and asks at most once a second', async () => {
  const channels = await scene.bringChannels(60)
  const slow = new Set(channels.slice(0, 18))
  scene.teams.misbehave({
    when: (call) => slow.has(call.conversation ?? '') && call.operation !== 'update',
    with: { slowMs: 5_000 },
  })
  const page = await scene.open('/ledger', coordinator)
  await page.getByRole('heading', { name: 'Noch nichts gesendet' }).waitFor()
  await page.evaluate('window.untouched = true')
  const question = 'Gilt *das* <b>hier</b> & für [alle](http://x.example) – \u202eandersherum?'
  await openPoll(scene.test, { question })
  const run = page.getByTestId('run')
  await run.getByText('42 von 60 zugestellt').waitFor()
  await run.getByText('18 warten').waitFor()
  await run.getByText(question, { exact: true }).waitFor()
  const bar = run.getByRole('progressbar')
  expect(await bar.getAttribute('aria-valuenow')).toBe('42')
  expect(await bar.getAttribute('aria-valuetext')).toBe('42 von 60 zugestellt, 18 warten')
  await page.getByTestId('delivery').getByText('wird gesendet').first().waitFor()
  await run.getByText('60 von 60 zugestellt').waitFor()
  expect(await run.getByText('warten').count()).toBe(0)
  expect(await page.evaluate('window.untouched')).toBe(true)
  // By the page's own clock: this process may hear of a request late. From the second on: the first one was the page's opening.
  const asked = (await page.evaluate(askedAt)) as number[]
  expect(asked.length).toBeGreaterThan(3)
  const gaps = asked.slice(2).map((at, i) => at - (asked[i + 1] ?? 0))
  // One second, less what two timers may differ.
  expect(gaps.filter((gap) => gap < 950)).toEqual([])
})

it('brings older posts by a button, and leads to each message in Teams', async () => {
  const page = await scene.open('/ledger', coordinator)
  const rows = page.getByTestId('delivery')
  await rows.first().waitFor()
  expect(await rows.count()).toBe(50)
  await page.getByRole('button', { name: 'Ältere laden' }).click()
  await eventually(async () => expect(await rows.count()).toBe(60))
  expect(await page.getByRole('button', { name: 'Ältere laden' }).count()).toBe(0)
  const href = await rows
    .first()
    .getByRole('link', { name: /^In Teams öffnen/ })
    .getAttribute('href')
  expect(href).toMatch(/^https:\/\/teams\.microsoft\.com\/l\/message\/19%3A/)
})

it('sends a failed post again, says why it had failed, and keeps the place on the keyboard', async () => {
  const [post, other] = [await scene.post(refused), await scene.post(refused)]
  await settled(scene, [post, other])
  const page = await scene.open('/ledger', coordinator)
  await rowOf(page, post).getByText('nicht zugestellt').waitFor()
  await rowOf(page, post).getByText('Teams hat den Beitrag abgelehnt (HTTP 400 BadSyntax).').waitFor()
  await page.getByRole('radio', { name: 'Zu klären' }).check()
  await page.waitForURL('**/ledger?state=trouble')
  await eventually(async () => expect(await page.getByTestId('delivery').count()).toBe(2))
  expect(await brought(page, 'zu klären')).toBe(2)
  await again(page, post).focus()
  await page.keyboard.press('Enter')
  await rowOf(page, post).waitFor({ state: 'detached' })
  expect(await focused(page)).toContain(other.channel)
  await eventually(async () => expect(await brought(page, 'zu klären')).toBe(1))
  expect(scene.teams.messages(post.conversation)).toHaveLength(1)
  await page.getByRole('radio', { name: 'Zu klären' }).focus()
  await page.keyboard.press('ArrowLeft')
  await page.getByText('Nichts wartet').waitFor()
  await page.keyboard.press('ArrowLeft')
  await rowOf(page, post).getByText('zugestellt', { exact: false }).waitFor()
  await again(page, other).click()
  await rowOf(page, other)
    .getByRole('link', { name: /^In Teams öffnen/ })
    .waitFor()
  expect(await focused(page)).toContain(other.channel)
})

it('sends all that failed of a run again with one button, and says so', async () => {
  const channels = (await scene.bringChannels(3)).map((id) => postsTo(id))
  for (const when of channels) scene.teams.misbehave({ when, times: 1, with: refused })
  await openPoll(scene.test, { question: 'Mit Lücken' })
  const page = await scene.open('/ledger', coordinator)
  const run = page.getByTestId('run').filter({ hasText: 'Mit Lücken' })
  await run.getByText('60 von 63 zugestellt').waitFor()
  await run.getByText('3 nicht zugestellt').waitFor()
  await run.getByRole('button', { name: 'Diese 3 noch einmal senden' }).click()
  await run.getByText('63 von 63 zugestellt').waitFor()
  expect(await run.getByRole('button').count()).toBe(0)
  await page.getByRole('status').getByText('3 Beiträge werden noch einmal gesendet').waitFor()
})

it('lets a person decide what nobody knows: it stands there', async () => {
  const post = await scene.post(lost)
  await settled(scene, [post])
  const page = await scene.open('/ledger?state=trouble', coordinator)
  await rowOf(page, post).getByText('unklar, ob zugestellt').waitFor()
  await rowOf(page, post).getByText('Bitte sehen Sie dort nach, ob der Beitrag steht.').waitFor()
  await stands(page, post).click()
  await page.getByText('Nichts zu klären').waitFor()
  expect((await ledgerOf(scene.test, [post.id]))[0]?.state).toBe('sent')
  expect(created(post)).toBe(1)
})

it('asks once before it sends again what may stand there already, and is not answered by a key that is held', async () => {
  const post = await scene.post(lost)
  await settled(scene, [post])
  const page = await scene.open('/ledger', coordinator)
  await again(page, post).click()
  const question = page.getByRole('dialog', { name: 'Noch einmal senden?' })
  await question.getByText('dann steht er danach zweimal da').waitFor()
  await page.keyboard.press('Escape')
  await question.waitFor({ state: 'detached' })
  await eventually(async () =>
    expect(await page.evaluate('document.activeElement?.textContent')).toBe('Noch einmal senden'),
  )
  await page.keyboard.press('Enter')
  for (let round = 0; round < 10; round += 1) {
    await question.waitFor()
    // The finger is put where nothing is lost.
    expect(await page.evaluate('document.activeElement?.textContent')).toBe('Abbrechen')
    await Promise.all([page.keyboard.press('Escape'), page.keyboard.press('Enter')])
  }
  expect(created(post)).toBe(1)
  await question.getByRole('button', { name: 'Noch einmal senden' }).click()
  await rowOf(page, post)
    .getByText(/^zugestellt/)
    .waitFor()
  expect(await question.count()).toBe(0)
  expect(created(post)).toBe(2)
})

it('shows a refusal at the post that it is about, and by then the truth (E3)', async () => {
  const post = await scene.post(lost)
  await settled(scene, [post])
  // As if the news were late: the page shows what was true when it was opened.
  const page = await scene.open('/polls', coordinator)
  await page.route('**/api/changes', (route) => route.fulfill({ status: 404, body: '{}' }))
  await page.goto(`${scene.test.url}/tab/ledger?state=trouble`)
  await stands(page, post).waitFor()
  const body = { delivery: post.id, verdict: 'stands' }
  expect((await scene.test.api(coordinator, 'ledger.decide', { body })).status).toBe(200)
  await stands(page, post).click()
  await rowOf(page, post).getByTestId('trouble').getByText('Hier ist nichts mehr zu entscheiden.').waitFor()
  expect(created(post)).toBe(1)
})

it('says in words what waits, until when, and that it waits for too long; for one group where asked', async () => {
  const post = await scene.post(later)
  await letWait(scene, post)
  const page = await scene.open('/polls', coordinator)
  await page.getByLabel('Arbeitskreis').selectOption({ label: 'AK Digitale Kompetenzen' })
  await page.getByRole('link', { name: 'Zustellprotokoll' }).click()
  const group = await groupId(scene.test)
  await page.waitForURL(`**/ledger?ledger=${group}`)
  await page.getByTestId('warning').getByText('wartet seit über 5 Minuten').waitFor()
  await page.getByRole('radio', { name: 'Wartend' }).check()
  await rowOf(page, post)
    .getByText(/^wartet, nächster Versuch .*\d\d:\d\d$/)
    .waitFor()
  await rowOf(page, post).getByText('Teams war beschäftigt (HTTP 503 ServiceUnavailable).').waitFor()
  await page.getByLabel('Protokoll').selectOption({ label: 'Steuerkreis' })
  await page.getByText('Nichts wartet').waitFor()
  expect(await page.getByTestId('warning').count()).toBe(0)
})

it('is there only for who may see one, and refuses others in words (E5)', async () => {
  const page = await scene.open('/', observer)
  await page.getByRole('region', { name: 'Meine Arbeitskreise' }).getByText('beobachtend').waitFor()
  expect(await page.getByRole('link', { name: 'Zustellung' }).count()).toBe(0)
  await page.goto(`${scene.test.url}/tab/ledger`)
  await page.getByTestId('trouble').waitFor()
  const { body } = await scene.test.api(observer, 'ledger.show')
  expect(await page.getByTestId('trouble').textContent()).toContain(body.refusal.what)
  const lost = await scene.open('/ledger?ledger=00000000-0000-4000-8000-000000000000', coordinator)
  await lost.getByText('Dieses Zustellprotokoll gibt es nicht.').waitFor()
  await lost.getByRole('link', { name: 'Alle Protokolle zeigen' }).click()
  await lost.getByTestId('delivery').first().waitFor()
})

it('has no fault for axe in light, dark and contrast, while it asks, too, and fits 320 px', async () => {
  // One of its own: axe looks at each row, and here every state has one.
  const small = await startLedgerScene()
  try {
    await small.bringChannels(2)
    const long = 'Donaudampfschifffahrtsgesellschaftskapitänsmützenbeschaffungsverfahren'.repeat(3)
    await openPoll(small.test, { question: long })
    const [failed, unclear, late] = [
      await small.post(refused),
      await small.post(lost),
      await small.post(later),
    ]
    await settled(small, [failed, unclear])
    await letWait(small, late)
    const page = await small.open('/ledger', coordinator)
    await page.getByTestId('run').getByText(long).waitFor()
    await page.getByTestId('run').getByText('2 von 2 zugestellt').waitFor()
    await page.getByTestId('warning').waitFor()
    expect(await page.getByTestId('delivery').count()).toBe(5)
    expect(await faultsInAllLooks(page)).toEqual({ light: [], dark: [], contrast: [] })
    await again(page, unclear).click()
    await page.getByRole('dialog').waitFor()
    expect(await faults(page)).toEqual([])
    await page.keyboard.press('Escape')
    for (const width of [640, 320]) {
      await page.setViewportSize({ width, height: 640 })
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width)
    }
    expect(await small.clear()).toEqual([])
  } finally {
    await small.stop()
  }
  // Axe looks at every row, five times: long where other tests run beside it.
}, 60_000)
