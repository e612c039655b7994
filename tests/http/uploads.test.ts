/** A file is read from nobody who may not send one, and only so many are on their way at a time. */
import { type ClientRequest, type IncomingMessage, request } from 'node:http'
import { demoTenant } from '../../bot/demo/network'
import type { Identity } from '../../bot/groups/identity-store'
import { coordinator as office, voters } from '../support/polls'
import { startTestService, type TestService } from '../support/service'

let test: TestService
const open: ClientRequest[] = []
beforeAll(async () => {
  test = await startTestService()
})
afterAll(async () => {
  for (const one of open) one.destroy()
  await test.stop()
})

interface Sending {
  readonly file: ClientRequest
  readonly answer: Promise<{
    readonly status: number
    readonly body: string
    readonly wait: string | undefined
  }>
}

/** Begins to send a file that goes on for as long as the test likes. */
async function begin(who: string | Identity): Promise<Sending> {
  const file = request(`${test.url}/api/import.preview`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${await test.token(who)}`,
      'content-type': 'application/octet-stream',
    },
  })
  open.push(file)
  file.on('error', () => undefined)
  const answer = new Promise<IncomingMessage>((resolve) => file.once('response', resolve)).then(
    async (response) => {
      const chunks: Buffer[] = []
      for await (const chunk of response) chunks.push(chunk as Buffer)
      const wait = response.headers['retry-after']
      return { status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString('utf8'), wait }
    },
  )
  file.write('Name;Organisation\n')
  return { file, answer }
}

it.each([
  ['a stranger of the tenant', { tenantId: demoTenant, objectId: 'nobody-knows-me' }, 'groups:not-a-member'],
  ['a member', voters[0], 'groups:lacks-administer'],
] as const)('%s is refused before the file has come', async (_who, who, code) => {
  const { answer } = await begin(who)
  const { status, body } = await answer
  expect([status, JSON.parse(body).refusal.code]).toEqual([403, code])
})

it('of three files of one person at a time one waits, and may come once another is through', async () => {
  const three = await Promise.all([begin(office), begin(office), begin(office)])
  const refused = await Promise.race(three.map(async (sent) => ({ sent, ...(await sent.answer) })))
  expect([refused.status, JSON.parse(refused.body).refusal.code]).toEqual([429, 'house:too-many'])
  expect(Number(refused.wait)).toBeGreaterThan(0)
  const others = three.filter((sent) => sent !== refused.sent)
  for (const { file } of others) file.end('Erika;IHK Braunschweig\n')
  for (const { answer } of others) expect((await answer).status).toBe(200)
  const again = await begin(office)
  again.file.end('Erika;IHK Braunschweig\n')
  expect((await again.answer).status).toBe(200)
})

it('a file that breaks off takes no place', async () => {
  for (let i = 0; i < 6; i += 1) {
    const { file } = await begin(office)
    file.destroy()
  }
  let last = 429
  for (let i = 0; i < 20 && last === 429; i += 1) {
    await new Promise((resolve) => setTimeout(resolve, 100))
    const once = await begin(office)
    once.file.end('Erika;IHK Braunschweig\n')
    last = (await once.answer).status
  }
  expect(last).toBe(200)
})
