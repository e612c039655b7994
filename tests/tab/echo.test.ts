/** One's own act and the changes of others, told apart. */
import { newEcho } from '../../tab/echo'

const clock = { now: 0 }
const echo = () => {
  clock.now = 0
  return newEcho(() => clock.now)
}

test('takes no change before an act', () => {
  expect(echo().takes()).toBe(false)
})

test('takes one change after an act, and only one', () => {
  const own = echo()
  own.begins()
  own.ends(true)
  expect([own.takes(), own.takes()]).toEqual([true, false])
})

test('takes the change that comes before the answer', () => {
  const own = echo()
  own.begins()
  expect(own.takes()).toBe(true)
  own.ends(true)
  expect(own.takes()).toBe(false)
})

test('takes none after a refusal, and none that comes too late', () => {
  const refused = echo()
  refused.begins()
  refused.ends(false)
  expect(refused.takes()).toBe(false)
  const late = echo()
  late.begins()
  late.ends(true)
  clock.now = 3_001
  expect(late.takes()).toBe(false)
})
