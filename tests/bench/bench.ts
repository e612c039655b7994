/** `npm run bench`: measures what QUALITY.md names, prints a table and writes .build/bench.json. */
import { writeFileSync } from 'node:fs'
import { removeFolder, temporaryFolder } from '../support/folder'
import { startServiceProcess } from '../support/service-process'
import { cardEdits } from './card-edits'
import { delivery } from './delivery'
import { demand } from './demand'
import { durableVote } from './durable-vote'
import { growth } from './growth'
import { importing } from './import'
import { latency } from './latency'
import { memory } from './memory'
import { report } from './report'
import { openStage, type Stage } from './stage'

export interface Row {
  readonly what: string
  readonly measured: string
  readonly bar: string
  readonly held: boolean
  readonly details: unknown
}

/** Names of the rows to run; none: all of them. `SECONDS` shortens each for a quick look. */
const wanted = process.argv.slice(2)

type Rows = Readonly<Record<string, (stage: Stage) => Promise<Row>>>

/** Each set has a service of its own: what channels are there for one would cost the other. */
const sets: readonly Rows[] = [
  { vote: durableVote, latency, growth },
  { memory },
  { edits: cardEdits },
  { delivery },
  { import: importing },
  { report },
]

/** Rules alone: these need no service. */
const pure: Readonly<Record<string, () => Promise<Row>>> = { demand }

const isWanted = ([name]: readonly [string, unknown]) => wanted.length === 0 || wanted.includes(name)

async function measureSet(rows: Rows): Promise<readonly Row[]> {
  const chosen = Object.entries(rows).filter(isWanted)
  if (chosen.length === 0) return []
  const dataDir = temporaryFolder('bench')
  const service = await startServiceProcess({ dataDir })
  const done: Row[] = []
  try {
    const stage = await openStage(service)
    for (const [name, measure] of chosen) {
      process.stdout.write(`${name} …\n`)
      done.push(await measure(stage))
    }
  } finally {
    await service.stop()
    removeFolder(dataDir)
  }
  return done
}

async function main(): Promise<void> {
  const done: Row[] = []
  for (const [name, measure] of Object.entries(pure).filter(isWanted)) {
    process.stdout.write(`${name} …\n`)
    done.push(await measure())
  }
  for (const rows of sets) done.push(...(await measureSet(rows)))
  for (const { what, measured, bar, held } of done)
    process.stdout.write(
      `${held ? 'held  ' : 'FAILED'}  ${what.padEnd(34)} ${measured.padEnd(58)} bar: ${bar}\n`,
    )
  writeFileSync('.build/bench.json', JSON.stringify(done, null, 2))
}

main().catch((error: unknown) => {
  console.error(error)
  process.exit(1)
})
