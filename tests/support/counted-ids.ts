/** Ids that count, so that a test can name them and a failure reads the same every time. */
import type { Ids } from '../../bot/ids'

/**
 * Each kind counts for itself: `00000000-0000-4000-8000-000000000001` …, `nonce-00000001` …, `TEST-0001` ….
 * @param series the first eight digits of the UUIDs: two sources in one test must not meet.
 */
export function countedIds(series = 0): Ids {
  let ids = 0
  let nonces = 0
  let references = 0
  const head = series.toString(16).padStart(8, '0')
  return {
    id: () => `${head}-0000-4000-8000-${(++ids).toString(16).padStart(12, '0')}`,
    nonce: () => `nonce-${String(++nonces).padStart(8, '0')}`,
    // Always the first: whoever tests chance uses real ids.
    below: () => 0,
    reference: () => `TEST-${String(++references).padStart(4, '0')}`,
  }
}
