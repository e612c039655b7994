/** What is measured of this process, for `/metrics`; rooms add what they know. */
import { collectDefaultMetrics, Registry } from 'prom-client'

export type Metrics = Registry

export function openMetrics(): Metrics {
  const metrics = new Registry()
  collectDefaultMetrics({ register: metrics })
  return metrics
}
