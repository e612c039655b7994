/** An import of 10,000 rows while others use the service: for how long nobody is answered. */
import type { Row } from './bench'
import type { Stage } from './stage'
import { longestStall } from './stall'

/** Milliseconds. */
const bar = 50
const rows = 10_000

export async function importing(stage: Stage): Promise<Row> {
  const measured: { readonly preview: number; readonly carryOut: number; readonly ms: number }[] = []
  for (let round = 0; round < 3; round += 1) {
    const file = fileOf(`r${round}`)
    const began = performance.now()
    await longestStall(stage)
    const { mark } = await stage.sendFile<{ mark: string }>('import.preview', file)
    const preview = await longestStall(stage)
    await stage.sendFile(`import.carry-out?mark=${mark}`, file)
    const carryOut = await longestStall(stage)
    measured.push({ preview, carryOut, ms: performance.now() - began })
  }
  // What the machine does of itself in that time, however little the service has to do.
  await new Promise((resolve) => setTimeout(resolve, 5000))
  const idle = await longestStall(stage)
  // The first one of a process is compiled meanwhile.
  const [, ...warm] = measured
  const worst = Math.max(...warm.flatMap(({ preview, carryOut }) => [preview, carryOut]))
  return {
    what: `import of ${rows} rows, longest stall`,
    measured: `${worst.toFixed(0)} ms; idle ${idle.toFixed(0)} ms`,
    bar: `${bar} ms`,
    held: worst <= bar,
    details: measured,
  }
}

function fileOf(mark: string): string {
  const lines = Array.from({ length: rows - 1 }, (_, i) => {
    const role = i < 50 ? 'Koordination' : ''
    return `Person ${i} ${mark};p${i}@${mark}.example;Firma ${i % 500} ${mark};Arbeitgeber;AK ${i % 50} ${mark};${role}`
  })
  return `Name;E-Mail;Organisation;Bank;Arbeitskreise;Rolle\n${lines.join('\n')}\n`
}
