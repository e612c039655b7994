/** For how long nobody was answered. */
import type { Stage } from './stage'

/** Milliseconds, of the process's event loop since the last time that this was asked (prom-client forgets it with each look). */
export async function longestStall(stage: Stage): Promise<number> {
  const text = await (await fetch(`${stage.service.url}/metrics`)).text()
  return Number(/^nodejs_eventloop_lag_max_seconds (\S+)/m.exec(text)?.[1] ?? 0) * 1000
}
