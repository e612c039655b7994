/** Channels of a group by the thousand, put in by SQL, as if the bot had been installed into each. */
import { withOwner } from './crowd'

export interface ManyChannels {
  readonly databaseUrl: string
  readonly networkId: string
  readonly groupId: string
  /** Where their posts go: a stand-in's. */
  readonly serviceUrl: string
  /** As many as the group has afterwards. */
  readonly count: number
}

/** Calling again with a larger count adds the missing ones; with another address all move there. */
export async function bringManyChannels(channels: ManyChannels): Promise<void> {
  const { databaseUrl, networkId, groupId, serviceUrl, count } = channels
  await withOwner(databaseUrl, async (client) => {
    await client.query(
      `insert into channel (id, network_id, group_id, kind, conversation_id, team_id, service_url, installed)
       select gen_random_uuid(), $1, $2, 'channel', '19:crowd-' || i || '@thread.tacv2', '19:crowd@thread.tacv2', $3, true
       from generate_series(1, $4::int) i
       on conflict (network_id, conversation_id) do update set service_url = excluded.service_url`,
      [networkId, groupId, serviceUrl, count],
    )
    await client.query('analyze channel')
  })
}
