/** Who stands in line: grades, nobody twice, no more than so many at a time. */
import { openLines } from '../../bot/delivery/lines'

/** Work that ends when the test says so. */
function byHand() {
  const begun: string[] = []
  const ends = new Map<string, () => void>()
  return {
    begun,
    work: (one: string) =>
      new Promise<void>((resolve) => {
        begun.push(one)
        ends.set(one, resolve)
      }),
    end: async (one: string) => {
      ends.get(one)?.()
      await new Promise((resolve) => setImmediate(resolve))
    },
  }
}

it('answers go before last states, and those before what goes to many', async () => {
  const { begun, work, end } = byHand()
  const lines = openLines(1, work)
  lines.join('first', 2)
  lines.join('many', 2)
  lines.join('last state', 1)
  lines.join('answer', 0)
  for (const one of ['first', 'answer', 'last state']) await end(one)
  expect(begun).toEqual(['first', 'answer', 'last state', 'many'])
})

it('nobody stands in line twice; whoever becomes urgent is moved up, and stays there', async () => {
  const { begun, work, end } = byHand()
  const lines = openLines(1, work)
  for (const one of ['first', 'a', 'b', 'b', 'c']) lines.join(one, 2)
  lines.join('c', 0)
  lines.join('c', 2)
  for (const one of ['first', 'c', 'a', 'b']) await end(one)
  expect(begun).toEqual(['first', 'c', 'a', 'b'])
})

it('no more than so many work at a time, and nothing begins after the stop, which waits for those', async () => {
  const { begun, work, end } = byHand()
  const lines = openLines(2, work)
  for (const one of ['a', 'b', 'c', 'd']) lines.join(one, 2)
  expect(begun).toEqual(['a', 'b'])
  await end('a')
  expect(begun).toEqual(['a', 'b', 'c'])
  let stopped = false
  const stopping = lines.stop().then(() => {
    stopped = true
  })
  await end('b')
  expect(stopped).toBe(false)
  await end('c')
  await stopping
  expect(begun).toEqual(['a', 'b', 'c'])
})
