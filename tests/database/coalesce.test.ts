/** coalesce: who waits rides together, in order, and a bad one takes nobody along. */
import { coalesce } from '../../bot/database/coalesce'

/** Work that ends when the test says so; what it was given is kept. */
function held<T>() {
  const rides: (readonly T[])[] = []
  const ends: (() => void)[] = []
  const run = async (items: readonly T[]): Promise<readonly string[]> => {
    rides.push(items)
    await new Promise<void>((resolve) => ends.push(resolve))
    return items.map((item) => `done ${item}`)
  }
  /** Ends the oldest ride, and lets the next begin. */
  const end = async () => {
    ends.shift()?.()
    await new Promise(setImmediate)
  }
  return { rides, run, end }
}

it('the first goes at once, those who come meanwhile ride together in the next', async () => {
  const { rides, run, end } = held<number>()
  const ask = coalesce({ run })
  const answers = [ask(1), ask(2), ask(3)]
  expect(rides).toEqual([[1]])
  await end()
  expect(rides).toEqual([[1], [2, 3]])
  const late = ask(4)
  await end()
  expect(rides).toEqual([[1], [2, 3], [4]])
  await end()
  expect(await Promise.all([...answers, late])).toEqual(['done 1', 'done 2', 'done 3', 'done 4'])
})

it('each gets its own answer, in the order of asking', async () => {
  const ask = coalesce({ run: async (items: readonly number[]) => items.map((item) => item * 2) })
  const items = Array.from({ length: 250 }, (_, i) => i)
  expect(await Promise.all(items.map(ask))).toEqual(items.map((item) => item * 2))
})

it('at most `most` ride at a time, the others in the next, none is left behind', async () => {
  const { rides, run, end } = held<number>()
  const ask = coalesce({ run, most: 2 })
  const answers = [1, 2, 3, 4, 5, 6].map(ask)
  for (let i = 0; i < 4; i += 1) await end()
  expect(rides).toEqual([[1], [2, 3], [4, 5], [6]])
  expect(await Promise.all(answers)).toHaveLength(6)
})

it('as many ride at a time as there are lanes', async () => {
  const { rides, run, end } = held<number>()
  const ask = coalesce({ run, lanes: 2 })
  const answers = [1, 2, 3, 4].map(ask)
  expect(rides).toEqual([[1], [2]])
  await end()
  expect(rides).toEqual([[1], [2], [3, 4]])
  await end()
  await end()
  expect(await Promise.all(answers)).toHaveLength(4)
})

describe('when a ride fails', () => {
  const bad = new Error('three is bad')
  const refusing = (rides: (readonly number[])[]) => async (items: readonly number[]) => {
    rides.push(items)
    await new Promise(setImmediate)
    if (items.includes(3)) throw bad
    return items
  }

  it('each is tried alone where that helps: only the bad one fails', async () => {
    const rides: (readonly number[])[] = []
    const ask = coalesce({ run: refusing(rides), alone: () => true })
    const settled = await Promise.allSettled([1, 2, 3, 4].map(ask))
    expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled'])
    expect(rides).toEqual([[1], [2, 3, 4], [2], [3], [4]])
  })

  it('all of it fail where it does not (a database that is gone stays gone), and nobody else', async () => {
    const rides: (readonly number[])[] = []
    const ask = coalesce({ run: refusing(rides), alone: (error) => error !== bad })
    const settled = await Promise.allSettled([1, 2, 3, 4].map(ask))
    expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'rejected'])
    expect(rides).toEqual([[1], [2, 3, 4]])
  })

  it('one that rode alone fails with its own error and is not tried again', async () => {
    const rides: (readonly number[])[] = []
    const ask = coalesce({ run: refusing(rides), alone: () => true })
    await expect(ask(3)).rejects.toBe(bad)
    expect(rides).toEqual([[3]])
  })

  it('the next ride goes on', async () => {
    const ask = coalesce({ run: refusing([]) })
    const [first, second] = await Promise.allSettled([ask(3), ask(1)])
    expect([first?.status, second?.status]).toEqual(['rejected', 'fulfilled'])
    expect(await ask(2)).toBe(2)
  })

  it('work that throws before it returns a promise is a failure like any other', async () => {
    const ask = coalesce<number, number>({
      run: () => {
        throw bad
      },
    })
    await expect(ask(1)).rejects.toBe(bad)
    await expect(ask(2)).rejects.toBe(bad)
  })
})
