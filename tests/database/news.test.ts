/** News of changes: what is none ends nobody, what could not be told is told later, and who missed some hears so. */
import '../support/one-realm'
import { openDatabase } from '../../bot/database/database'
import { listenForNews, type News, type NewsItem, newsTeller } from '../../bot/database/news'
import { freshDatabase, type TestDatabase } from '../support/database'
import { type DatabaseProxy, openDatabaseProxy } from '../support/database-proxy'
import { startTestService } from '../support/service'
import { until } from '../support/until'

const item: NewsItem = { network: 'n', poll: 'p', group: 'g', revision: 1 }

let owner: TestDatabase
let proxy: DatabaseProxy
let news: News
const heard: NewsItem[] = []
let gaps = 0

beforeAll(async () => {
  owner = await freshDatabase()
  proxy = await openDatabaseProxy(owner)
  news = listenForNews(proxy.database.url, () => undefined)
  news.subscribe((one) => heard.push(one))
  news.onGap(() => {
    gaps += 1
  })
  await until(() => gaps === 1, 5000)
})
afterAll(async () => {
  await news.stop()
  await proxy.stop()
  await owner.drop()
})

it.each(['{', '', 'null', '[]', '{"network":"n"}', 'ü'])(
  'passes over a strange notification: %j',
  async (payload) => {
    heard.length = 0
    await owner.sql('select pg_notify($1, $2)', ['verbund', payload])
    await owner.sql('select pg_notify($1, $2)', ['verbund', JSON.stringify(item)])
    await until(() => heard.length > 0, 5000)
    expect(heard).toEqual([item])
  },
)

it('says that news may have been missed each time it listens again', async () => {
  const before = gaps
  await proxy.cut()
  await proxy.mend()
  await until(() => gaps === before + 1, 5000)
})

it('tells later what could not be told, the newest of each thing once', async () => {
  const errors: unknown[] = []
  const told: NewsItem[] = []
  // Its own way to the database stands all the time: here only the telling fails.
  const steady = listenForNews(owner.url, () => undefined)
  steady.subscribe((one) => told.push(one))
  const database = openDatabase({ url: proxy.database.url, connections: 1, onError: () => undefined })
  const tell = newsTeller(database, (error) => errors.push(error))
  await proxy.cut()
  tell(item)
  await until(() => errors.length > 0, 5000)
  tell({ ...item, revision: 2 })
  await proxy.mend()
  await until(() => told.length > 0, 5000)
  await Promise.all([database.end(), steady.stop()])
  expect(told).toEqual([{ ...item, revision: 2 }])
})

it('the stream of a tab ends when news may have been missed, so that the tab reads all again', async () => {
  const test = await startTestService({ database: proxy.database })
  const own = (await fetch(`${test.url}/api/changes`, {
    headers: { authorization: `Bearer ${await test.token('Anke Beispiel')}` },
  })) as Response
  expect(own.status).toBe(200)
  await proxy.cut()
  await proxy.mend()
  expect(await own.text()).toMatch(/^: open\n\n/)
  await test.stop()
})
