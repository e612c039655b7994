/** Figures of the fault runs, printed where somebody asked for them (`npm run faults`). */
export function say(what: string, figures: Readonly<Record<string, unknown>>): void {
  if (process.env.FAULT_PRINT === 'on') process.stdout.write(`${what}: ${JSON.stringify(figures)}\n`)
}
