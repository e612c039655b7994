/** What people are allowed in earnest: nobody who works, however fast, meets it; what is remembered is bounded. */
import { codeLivesMs, makeSetUpCode } from '../../bot/groups/set-up'
import { allowances, openLimits } from '../../bot/limits'

const over = async (count: number, ask: (i: number) => Promise<unknown>) => {
  let refused = 0
  for (let i = 0; i < count; i += 1) if (await ask(i)) refused += 1
  return refused
}

it('three windows that follow a lively vote, and a fast hand, are never refused', async () => {
  const { person } = openLimits()
  const { seconds } = allowances.person
  // Each change is told every half second at most, and a window then reads three views (tab/live.ts).
  const reading = 3 * 3 * 2 * seconds
  const clicking = 5 * seconds
  expect(await over(reading + clicking, () => person('anke'))).toBe(0)
})

it('200 votes a second of different people, and the 1,000 of the bench, are never refused', async () => {
  const { person } = openLimits()
  const { seconds } = allowances.person
  expect(await over(1000 * seconds, (i) => person(`crowd-${i % 3000}`))).toBe(0)
})

it('a hall of 60 that opens the tab at once is never refused', async () => {
  const { address } = openLimits()
  expect(await over(60 * 30, () => address('192.0.2.1'))).toBe(0)
})

it('a flood of one person takes at most 30 a second', async () => {
  const { person } = openLimits()
  expect(await over(10_000, () => person('flooder'))).toBe(10_000 - 300)
  expect(allowances.person.requests / allowances.person.seconds).toBeLessThanOrEqual(30)
})

it('tells the first one too many from the others, and who goes far beyond', async () => {
  const { person } = openLimits({ ...allowances, person: { requests: 3, seconds: 60 } })
  const answers = []
  for (let i = 0; i < 8; i += 1) answers.push(await person('anke'))
  expect(answers.slice(0, 3)).toEqual([undefined, undefined, undefined])
  expect(answers.slice(3).map((one) => [one?.first, one?.far])).toEqual([
    [true, false],
    [false, false],
    [false, false],
    [false, true],
    [false, true],
  ])
})

it('takes an object id for the same however it is written', async () => {
  const { person } = openLimits({ ...allowances, person: { requests: 1, seconds: 60 } })
  await person('A0000000-0000-4000-8000-00000000000A')
  expect(await person('a0000000-0000-4000-8000-00000000000a')).toBeDefined()
})

it('a set-up code is found by nobody, though twenty processes let one person try at each', () => {
  const { requests, seconds } = allowances.person
  const tries = ((20 * requests) / seconds) * (codeLivesMs / 1000)
  const codes = makeSetUpCode((below) => below - 1).replaceAll('-', '').length * Math.log2(31)
  expect(tries / 2 ** codes).toBeLessThan(1e-8)
})

it('what two processes on one database allow is counted by each for itself', async () => {
  const two = [1, 2].map(() => openLimits({ ...allowances, person: { requests: 5, seconds: 60 } }))
  for (const { person } of two) expect(await over(8, () => person('anke'))).toBe(3)
})

it('remembers no more than 16,384 of any number of made-up addresses', async () => {
  const { address, failure } = openLimits({
    ...allowances,
    address: { requests: 1, seconds: 60 },
    failure: { requests: 1, seconds: 60 },
  })
  // Each refusal is one that shares its place with another: the rest is how many are remembered.
  const count = 60_000
  for (const ask of [address, failure]) {
    const remembered = count - (await over(count, (i) => ask(`2001:db8:${i >> 16}:${i & 0xffff}::/64`)))
    expect(remembered).toBeLessThanOrEqual(16_384)
    expect(remembered).toBeGreaterThan(15_500)
  }
})
