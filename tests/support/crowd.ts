/** A crowd of made-up members in a group of the demo network, put in by SQL: benches and fault tests need thousands. */
import { Client } from 'pg'
import { demoTenant } from '../../bot/demo/network'

export interface Crowd {
  readonly tenantId: string
  readonly groupId: string
  readonly networkId: string
  /** Entra object id of member i. */
  objectId(i: number): string
}

export const crowdGroup = 'AK Digitale Kompetenzen'

export async function bringCrowd(databaseUrl: string, size: number): Promise<Crowd> {
  return withOwner(databaseUrl, async (client) => {
    const { rows } = await client.query(
      `select g.id as group_id, g.network_id, o.id as organisation_id from working_group g
       join network n on n.id = g.network_id join organisation o on o.network_id = n.id
       where n.tenant_id = $1 and g.name = $2 limit 1`,
      [demoTenant, crowdGroup],
    )
    const { group_id: groupId, network_id: networkId, organisation_id: organisationId } = rows[0]
    await client.query(
      `with people as (
         insert into member (id, network_id, organisation_id, name, aad_object_id, language)
         select gen_random_uuid(), $1, $2, 'Mitglied ' || i, 'crowd-' || i, 'de' from generate_series(0, $4::int - 1) i
         on conflict do nothing returning id)
       insert into membership (network_id, group_id, member_id, role) select $1, $3, id, 'member' from people`,
      [networkId, organisationId, groupId, size],
    )
    return { tenantId: demoTenant, groupId, networkId, objectId: (i) => `crowd-${i}` }
  })
}

/** Casts ballots of the crowd's first `count` for their poll at once, as if they had come one by one. */
export async function stuffBallots(databaseUrl: string, pollId: string, count: number): Promise<void> {
  await withOwner(databaseUrl, async (client) => {
    await client.query(
      `with chosen as (
         select v.member_id, v.network_id, 'o' || (1 + (row_number() over ()) % 3) as option
         from voter v join member m on m.id = v.member_id where v.poll_id = $1 and m.aad_object_id like 'crowd-%' limit $2),
       cast_now as (
         insert into ballot (poll_id, voter_key, network_id, content)
         select $1, member_id::text, network_id, jsonb_build_object(option, 1) from chosen),
       took as (update voter v set took_part = true from chosen c where v.poll_id = $1 and v.member_id = c.member_id)
       update poll set answered = (select count(*) from chosen), revision = revision + 1, tally = (
         select jsonb_object_agg(option, votes) from (select option, count(*) as votes from chosen group by option) t)
       where id = $1`,
      [pollId, count],
    )
    await client.query('analyze')
  })
}

export async function withOwner<T>(databaseUrl: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: databaseUrl, options: '-c search_path=verbund' })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
