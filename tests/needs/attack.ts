/** A known attack on P7 as a test: rounds that tempt, what the last one shows of them, and that no attacker finds anything. */
import type { TopicDemand } from '../../bot/needs/demand'
import type { Contribution } from '../../bot/needs/pooling'
import { holesIn, type Way } from './holes'
import { type Closed, closeAll, type Given } from './series'

interface Tempting extends Way {
  readonly rounds: readonly (Given | readonly Contribution[])[]
}

type Look = (last: TopicDemand | undefined, all: readonly Closed[]) => void

let tried = 0

export function attack(title: string, { rounds, ...way }: Tempting, look: Look): void {
  it(`P7 ${title}`, () => {
    const closed = closeAll(rounds, way.by)
    look(shownAt(closed, closed.length, way.topic), closed)
    expect(holesIn(closed, way)).toEqual([])
    tried += 1
  })
}

/** @param round counted from one */
export function shownAt(all: readonly Closed[], round: number, topic = 't'): TopicDemand | undefined {
  return all[round - 1]?.demand.topics.find((one) => one.topic === topic)
}

/** At the end of a file of attacks. */
export function tellAttacks(of: string): void {
  afterAll(() => {
    process.stdout.write(`  differencing attacks on P7 (${of}): ${tried}\n`)
  })
}
