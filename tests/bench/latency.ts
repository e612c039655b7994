/** 200 votes a second on 10 polls: how long the slowest hundredth waits, and that nothing is refused. */
import { readFileSync } from 'node:fs'
import type { Row } from './bench'
import { refuseFailures } from './durable-vote'
import { load } from './load'
import { isStored, type Stage } from './stage'

const barMs = 100

export async function latency(stage: Stage): Promise<Row> {
  const polls = await stage.openPolls(10)
  let sent = 0
  const votes = {
    url: `${stage.service.url}/api/messages`,
    rate: 200,
    accepts: isStored,
    makeBody: () => {
      sent += 1
      return stage.vote(sent, polls[sent % polls.length] ?? '')
    },
  }
  // A service that has just started compiles and prepares for a second or two.
  await load({ ...votes, seconds: 5 })
  const result = await load({ ...votes, seconds: Number(process.env.SECONDS ?? 60) })
  refuseFailures(result)
  const { p50, p99, max } = result.latency
  return {
    what: '200 votes a second, p99',
    measured: `${p99.toFixed(1)} ms (p50 ${p50.toFixed(1)}, max ${max.toFixed(0)}; ${result.requests} votes, 0 refused; ${residentMb(stage)} MB)`,
    bar: `under ${barMs} ms`,
    held: p99 < barMs,
    details: result,
  }
}

/** Resident memory of the service process, where the system tells (Linux). */
export function residentMb(stage: Stage): number {
  try {
    const status = readFileSync(`/proc/${stage.service.child.pid}/status`, 'utf8')
    return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024)
  } catch {
    return Number.NaN
  }
}
