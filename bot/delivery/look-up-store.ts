/** Posts of which nobody knows, handed out to be looked for. */
import { sql } from 'kysely'
import type { Database } from '../database/database'
import { raw } from '../database/query'

export interface UnknownPost {
  readonly network_id: string
  readonly post_id: string
  readonly team_group_id: string
  readonly conversation_id: string
  readonly requested_at: Date
  readonly tries: number
  /** The last try is three minutes ago. */
  readonly quiet: boolean
}

/** Of all networks: a post in a channel that Graph can be asked for. Nobody else gets it for the next minute. */
export async function claimUnknownPost(database: Database): Promise<UnknownPost | undefined> {
  const [post] = await database.ask(raw(sql<UnknownPost>`select * from claim_unknown_posts(1)`))
  return post
}
