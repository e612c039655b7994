/** Delivery in the metrics: what went out, what did not and why, what waits and for how long. */
import { Counter, Gauge } from 'prom-client'
import type { Database } from '../database/database'
import type { Metrics } from '../metrics'
import type { Meter } from './delivery'
import { totals } from './store'

export function deliveryMeter(metrics: Metrics, database: Database): Meter {
  const registers = [metrics]
  const sent = new Counter({ name: 'verbund_posts_sent_total', help: 'Posts that arrived.', registers })
  const edited = new Counter({ name: 'verbund_cards_edited_total', help: 'Edits of cards.', registers })
  const throttled = new Counter({
    name: 'verbund_posts_throttled_total',
    help: 'Requests that Teams answered with 429.',
    registers,
  })
  const failed = new Counter({
    name: 'verbund_posts_failed_total',
    help: 'Posts that did not arrive, or of which nobody knows, by cause.',
    labelNames: ['state', 'cause'],
    registers,
  })
  const waiting = new Gauge({
    name: 'verbund_posts',
    help: 'Posts of all networks that are not settled, by state.',
    labelNames: ['state'],
    registers,
  })
  new Gauge({
    name: 'verbund_oldest_post_seconds',
    help: 'How long the oldest of them has stood there, by state.',
    labelNames: ['state'],
    registers,
    // Counted when somebody asks; one question for both gauges.
    async collect() {
      const rows = await totals(database)
      waiting.reset()
      this.reset()
      for (const { state, posts, oldest_seconds } of rows) {
        waiting.set({ state }, Number(posts))
        this.set({ state }, oldest_seconds)
      }
    },
  })
  return {
    sent: () => sent.inc(),
    edited: () => edited.inc(),
    throttled: () => throttled.inc(),
    failed: (state, cause) => failed.inc({ state, cause }),
  }
}
