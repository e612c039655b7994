/** People and places that acts of administration are tried on, put back as they were after each: in milliseconds. */
import { randomUUID } from 'node:crypto'
import type { TestDatabase } from './database'

export interface Spares {
  /** Nobody is in it and nothing hangs on it. */
  readonly organisation: string
  /** Of no group, and no office. */
  readonly person: string
  /** Has no account in Teams. */
  readonly unlinked: string
  /** Has left. */
  readonly former: string
  /** Whoever likes may join it; nobody has. */
  readonly openGroup: string
  /** Of a person who asks to be let into the group. */
  readonly request: string
  /** The bot is in it, and it is nobody's yet. */
  readonly channel: string
  /** Of who has no account; it works. */
  readonly link: string
  /** Of the group. */
  readonly groupChannel: string
}

export interface Ground {
  readonly network: string
  readonly group: string
  /** In which the spare person is. */
  readonly organisation: string
  /** In the group, with the role of a member. */
  readonly late: string
  /** Stands in all names. */
  readonly mark: string
}

export const newSpares = (): Spares => ({
  organisation: randomUUID(),
  person: randomUUID(),
  unlinked: randomUUID(),
  former: randomUUID(),
  openGroup: randomUUID(),
  request: randomUUID(),
  channel: randomUUID(),
  link: randomUUID(),
  groupChannel: randomUUID(),
})

export async function restoreSpares(
  database: TestDatabase,
  { network, group, organisation, late, mark }: Ground,
  spares: Spares,
): Promise<void> {
  await database.sql(
    `insert into organisation (id, network_id, name, bench, sector) values ($1, $2, $3, 'employers', '')
     on conflict (id) do update set name = excluded.name, parent_id = null, removed_at = null`,
    [spares.organisation, network, `${mark} Ersatzwerk`],
  )
  await database.sql(
    `insert into member (id, network_id, organisation_id, name, language, aad_object_id)
     values ($1, $2, $3, $4, 'de', $1::uuid::text)
     on conflict (id) do update set name = excluded.name, organisation_id = excluded.organisation_id, office = false,
       left_at = null, left_why = null, aad_object_id = excluded.aad_object_id`,
    [spares.person, network, organisation, `${mark} Ersatz`],
  )
  await database.sql(
    `insert into member (id, network_id, organisation_id, name, language) values ($1, $2, $3, $4, 'de')
     on conflict (id) do nothing`,
    [spares.unlinked, network, organisation, `${mark} Ohnekonto`],
  )
  await database.sql(
    `insert into member (id, network_id, organisation_id, name, language, left_at, left_why)
     values ($1, $2, $3, $4, 'de', '2026-11-01T08:00:00Z', 'removed')
     on conflict (id) do update set left_at = excluded.left_at, left_why = 'removed'`,
    [spares.former, network, organisation, `${mark} Ehemals`],
  )
  await database.sql(
    `insert into working_group (id, network_id, name, topic, kind, open) values ($1, $2, $3, '', 'group', true)
     on conflict (id) do nothing`,
    [spares.openGroup, network, `AK ${mark} offen`],
  )
  await database.sql(
    `update working_group set name = $2, topic = '', mandate = '', open = false where id = $1`,
    [group, groupName(mark)],
  )
  await database.sql('delete from membership where group_id = $1', [spares.openGroup])
  await database.sql('delete from membership where member_id = $1', [spares.person])
  await database.sql(
    `insert into membership (network_id, group_id, member_id, role) values ($1, $2, $3, 'member')
     on conflict (group_id, member_id) do update set role = 'member'`,
    [network, group, late],
  )
  await database.sql(
    `insert into join_request (id, network_id, group_id, member_id, asked_at) values ($1, $2, $3, $4, '2026-11-23T08:00:00Z')
     on conflict (id) do update set answered_at = null, answered_by = null, accepted = null`,
    [spares.request, network, group, spares.person],
  )
  await database.sql(
    `insert into channel (id, network_id, kind, conversation_id, team_id, installed)
     values ($1, $2, 'channel', $3, '19:t@thread.tacv2', true) on conflict (id) do update set group_id = null`,
    [spares.channel, network, `19:${spares.channel}@thread.tacv2`],
  )
  // The channel in which everybody stands, given to a group by who may.
  await database.sql("update channel set group_id = null where network_id = $1 and kind = 'channel'", [
    network,
  ])
  await database.sql(
    `insert into link (id, network_id, member_id, purpose, matter_id, made_at, expires_at)
     values ($1, $2, $3, 'poll', gen_random_uuid(), '2026-11-23T08:00:00Z', '2026-12-31T08:00:00Z')
     on conflict (id) do update set revoked_at = null, revoked_by = null`,
    [spares.link, network, spares.unlinked],
  )
  await database.sql(
    `insert into channel (id, network_id, group_id, kind, conversation_id, team_id, installed)
     values ($1, $2, $3, 'channel', $4, '19:t@thread.tacv2', true) on conflict (id) do update set group_id = $3`,
    [spares.groupChannel, network, group, `19:${spares.groupChannel}@thread.tacv2`],
  )
}

export const groupName = (mark: string) => `AK ${mark}`
