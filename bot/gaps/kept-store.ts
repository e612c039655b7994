/** What is forgotten of gap reports in time: the posts that told of them. The reports stay, they name no person. */
import { sql } from 'kysely'
import type { RetentionStep } from '../keeping/retention'
import { forgetPosts } from '../ledger/kept-store'

export const gapDeliveriesStep: RetentionStep = {
  kind: 'deliveries',
  forget: (tx, before, most) => forgetPosts(tx, sql`p.matter_kind = 'gap-report'`, before, most),
}
