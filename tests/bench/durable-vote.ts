/** A durable vote against the bare bot: in turns, on the same machine, 32 connections each, the median ratio counts. */
import { type ChildProcess, spawn } from 'node:child_process'
import path from 'node:path'
import type { Row } from './bench'
import { type LoadResult, load } from './load'
import { isStored, type Stage } from './stage'

const bar = 0.6
const rounds = Number(process.env.ROUNDS ?? 5)
const seconds = Number(process.env.SECONDS ?? 8)

export async function durableVote(stage: Stage): Promise<Row> {
  const polls = await stage.openPolls(10)
  const bare = await startBareBot()
  const turns: { bare: number; votes: number; ratio: number; p99: number }[] = []
  try {
    const toService = `${stage.service.url}/api/messages`
    let sent = 0
    const vote = () => {
      sent += 1
      return stage.vote(sent, polls[sent % polls.length] ?? '')
    }
    // The bare bot reads nothing of it: one body will do, of the same size.
    const body = stage.vote(0, polls[0] ?? '')
    const ask = () => body
    await load({ url: toService, seconds: 3, makeBody: vote })
    await load({ url: bare.url, seconds: 3, makeBody: ask })
    for (let round = 0; round < rounds; round += 1) {
      const first = await load({ url: bare.url, seconds, makeBody: ask })
      const second = await load({ url: toService, seconds, makeBody: vote, accepts: isStored })
      refuseFailures(first)
      refuseFailures(second)
      turns.push({
        bare: first.perSecond,
        votes: second.perSecond,
        ratio: second.perSecond / first.perSecond,
        p99: second.latency.p99,
      })
    }
  } finally {
    bare.child.kill('SIGTERM')
  }
  const ratio = median(turns.map((turn) => turn.ratio))
  const figures = `${Math.round(median(turns.map((t) => t.votes)))}/s against ${Math.round(median(turns.map((t) => t.bare)))}/s`
  return {
    what: 'durable vote / bare bot',
    measured: `${ratio.toFixed(2)} (${figures})`,
    bar: `at least ${bar}`,
    held: ratio >= bar,
    details: turns,
  }
}

/** A fast refusal is no vote. */
export function refuseFailures(result: LoadResult): void {
  if (result.refused + result.errors > 0)
    throw new Error(
      `${result.refused} refused (${result.firstRefusal}), ${result.errors} errors (${result.firstError})`,
    )
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}

async function startBareBot(): Promise<{ readonly child: ChildProcess; readonly url: string }> {
  const file = path.resolve('.build/tests/bench/bare-bot.cjs')
  const child = spawn(process.execPath, [file, '0'], { stdio: ['ignore', 'pipe', 'ignore'] })
  const port = await new Promise<string>((resolve, reject) => {
    child.stdout?.on('data', (chunk) => {
      const said = /READY (\d+)/.exec(String(chunk))?.[1]
      if (said) resolve(said)
    })
    child.once('exit', () => reject(new Error('the bare bot ended')))
  })
  return { child, url: `http://127.0.0.1:${port}/api/messages` }
}
