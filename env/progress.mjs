/** Tells who waits what is being done, and for how long. */

/** Runs `work` under a line of text; on a terminal the line counts seconds, elsewhere it stands once. */
export async function during(text, work) {
  const started = Date.now()
  const seconds = () => `${((Date.now() - started) / 1000).toFixed(1)} s`
  const live = process.stdout.isTTY
  if (!live) process.stdout.write(`  ${text} …\n`)
  const timer = live ? setInterval(() => process.stdout.write(`\r  ${text} … ${seconds()}`), 200) : undefined
  try {
    const result = await work()
    process.stdout.write(live ? `\r\x1b[2K  ${text}: ${seconds()}\n` : `  ${text}: ${seconds()}\n`)
    return result
  } catch (error) {
    process.stdout.write(`${live ? '\r\x1b[2K' : ''}  ${text}: failed after ${seconds()}\n`)
    throw error
  } finally {
    clearInterval(timer)
  }
}
