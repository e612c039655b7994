/** Who may read `/metrics`: anybody on this machine's own demo, and in the open only who brings the token. */
import { type ClosedGates, startClosedGates } from '../support/closed-gates'
import { startTestService } from '../support/service'

const token = 'a-token-for-prometheus'

async function read(url: string, authorization?: string) {
  const response = await fetch(`${url}/metrics`, { headers: authorization ? { authorization } : {} })
  return { status: response.status, text: await response.text() }
}

it('are read by anybody without credentials: only this machine gets there', async () => {
  const test = await startTestService()
  expect(await read(test.url)).toMatchObject({ status: 200, text: expect.stringMatching(/^# HELP/) })
  await test.stop()
})

describe('with credentials', () => {
  let gates: ClosedGates
  afterEach(() => gates.stop())

  it('are read by nobody until a token is set, and the log says so', async () => {
    gates = await startClosedGates()
    const { status, text } = await read(gates.test.url, 'Bearer undefined')
    expect(status).toBe(401)
    const { reference } = JSON.parse(text)
    expect(gates.test.log.find((line) => line.reference === reference)).toMatchObject({
      why: 'METRICS_TOKEN is not set, so that nobody reads the metrics',
    })
  })

  it('are read by who brings the token, and by nobody else', async () => {
    gates = await startClosedGates({ METRICS_TOKEN: token })
    const { url } = gates.test
    expect((await read(url, `Bearer ${token}`)).text).toContain('verbund_request_seconds')
    for (const wrong of [
      undefined,
      'Bearer ',
      token,
      `Bearer ${token}x`,
      `Bearer ${token.replace('a', 'b')}`,
    ])
      expect((await read(url, wrong)).status).toBe(401)
    expect(JSON.stringify(gates.test.log)).not.toContain(token)
  })
})
