/** What each end of a try at a mail means: a mail that may have been taken is never tried again. */
import fc from 'fast-check'
import { outcomeOfBreakdown, type Stage } from '../../bot/mail/outcome'

const stages: readonly Stage[] = ['entering', 'naming', 'handing over']
const pause = { afterMs: 120_000 }

it.each(['421', '450', '451', '452', '454'])('tries again after %s, wherever it is said', (status) => {
  for (const stage of stages)
    expect(outcomeOfBreakdown({ stage, reply: `${status} later` })).toEqual({
      is: 'again',
      cause: 'busy',
      detail: `SMTP ${status}`,
      ...pause,
    })
})

it.each(['501', '530', '535', '550', '552', '554'])(
  'gives up after %s, once the server has let us in',
  (status) => {
    const failed = { is: 'failed', cause: 'refused', detail: `SMTP ${status}` }
    expect(outcomeOfBreakdown({ stage: 'naming', reply: `${status} no` })).toEqual(failed)
    expect(outcomeOfBreakdown({ stage: 'handing over', reply: `${status} no` })).toEqual(failed)
  },
)

it('tries again when the server does not let us in: that says nothing about this mail', () => {
  expect(outcomeOfBreakdown({ stage: 'entering', reply: '554 5.7.1 not you' })).toEqual({
    is: 'again',
    cause: 'busy',
    detail: 'SMTP 554 5.7.1',
    ...pause,
  })
})

it.each(['ECONNREFUSED', 'EDNS', 'ENOTFOUND', 'EHOSTUNREACH', 'ETIMEDOUT', 'ECONNRESET', 'ECONNECTION'])(
  'tries again after %s before the mail has left, and leaves it alone afterwards',
  (code) => {
    expect(outcomeOfBreakdown({ stage: 'entering', code })).toEqual({
      is: 'again',
      cause: 'unreachable',
      detail: code,
    })
    expect(outcomeOfBreakdown({ stage: 'naming', code })).toEqual({
      is: 'again',
      cause: 'unreachable',
      detail: code,
    })
    expect(outcomeOfBreakdown({ stage: 'handing over', code })).toEqual({
      is: 'unknown',
      cause: 'cut',
      detail: code,
    })
  },
)

it('gives up where our own side refused: the next try would end the same', () => {
  expect(outcomeOfBreakdown({ stage: 'naming', code: 'EAUTH', ours: true })).toEqual({
    is: 'failed',
    cause: 'refused',
    detail: 'EAUTH',
  })
})

it('counts a reply that is neither yes nor no as unknown, once the mail has left', () => {
  for (const reply of ['354 go on', '250 queued', '25', 'hello', ''])
    expect(outcomeOfBreakdown({ stage: 'handing over', reply, code: 'EPROTOCOL' })).toEqual({
      is: 'unknown',
      cause: 'cut',
      detail: 'EPROTOCOL',
    })
})

it("tells codes only, never the server's words: they name people", () => {
  const words = fc.string({ unit: 'binary', minLength: 1 })
  const reply = fc.record({ status: fc.integer({ min: 400, max: 599 }), words })
  const check = fc.property(reply, words, fc.constantFrom(...stages), ({ status, words }, code, stage) => {
    const said = outcomeOfBreakdown({ stage, reply: `${status} 5.1.1 <a@b.example> ${words}`, code })
    expect(said).toMatchObject({ detail: `SMTP ${status} 5.1.1` })
    const unsaid = outcomeOfBreakdown({ stage, code: `a@b.example ${code}` })
    expect(unsaid).toMatchObject({ detail: 'broken off' })
  })
  fc.assert(check)
})

it('reads the enhanced code of a reply of several lines', () => {
  const reply = '550-5.7.26 This mail\n550 5.7.26 is not wanted'
  expect(outcomeOfBreakdown({ stage: 'handing over', reply })).toEqual({
    is: 'failed',
    cause: 'refused',
    detail: 'SMTP 550 5.7.26',
  })
})
