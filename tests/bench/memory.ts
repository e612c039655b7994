/** 100,000 votes on 10 polls as fast as they are taken: what the service's process holds meanwhile. */
import type { Row } from './bench'
import { refuseFailures } from './durable-vote'
import { residentMb } from './latency'
import { load } from './load'
import { isStored, type Stage } from './stage'

const barMb = 200
const steps = 20
/** Resident memory breathes with the garbage collector: what stays within this of the middle is flat. */
const flatMb = 15

export async function memory(stage: Stage): Promise<Row> {
  const polls = await stage.openPolls(10)
  const votes = Number(process.env.VOTES ?? 100_000)
  const resident = [residentMb(stage)]
  let sent = 0
  const makeBody = () => {
    sent += 1
    return stage.vote(sent, polls[sent % polls.length] ?? '')
  }
  for (let step = 0; step < steps; step += 1) {
    const url = `${stage.service.url}/api/messages`
    const result = await load({ url, connections: 32, count: votes / steps, accepts: isStored, makeBody })
    refuseFailures(result)
    resident.push(residentMb(stage))
  }
  const middle = resident[steps / 2] ?? Number.NaN
  const last = resident[steps] ?? Number.NaN
  return {
    what: `memory, ${votes} votes`,
    measured: `${last} MB resident, ${middle} at half of them, ${Math.max(...resident)} at most`,
    bar: `under ${barMb} MB, flat`,
    held: last < barMb && last - middle <= flatMb,
    details: resident,
  }
}
