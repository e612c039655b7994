/** People who have left traces in many places, and whether each of them is wholly there or wholly erased. */
import { randomUUID } from 'node:crypto'
import type { Stage } from '../bench/stage'
import { withOwner } from '../support/crowd'
import { wholeDatabase } from '../support/kept'

export interface Person {
  readonly id: string
  readonly objectId: string
  /** Whatever leads to the person; found nowhere else. */
  readonly traces: readonly string[]
}

/** Members of the group, with a chat of their own, a card there that names them, a candidacy and a wish to join. */
export async function bringPeople(stage: Stage, round: number, count: number): Promise<readonly Person[]> {
  const { networkId, groupId } = stage.crowd
  const people = Array.from({ length: count }, (_, i): Person => {
    const mark = `${round}x${i}z`
    const traces = [`Tilda Löschbar ${mark}`, `gone-${mark}`, `a:1gone-${mark}`, `${mark}@gone.example`]
    return { id: randomUUID(), objectId: `gone-${mark}`, traces }
  })
  await withOwner(stage.service.databaseUrl, async (client) => {
    await client.query(
      `insert into member (id, network_id, organisation_id, name, aad_object_id, mail, language)
       select p.id, $1, (select organisation_id from member where aad_object_id = 'crowd-0'), p.name, p.object, p.mail, 'de'
       from unnest($2::uuid[], $3::text[], $4::text[], $5::text[]) as p(id, name, object, mail)`,
      [
        networkId,
        people.map(({ id }) => id),
        people.map(({ traces }) => traces[0]),
        people.map(({ objectId }) => objectId),
        people.map(({ traces }) => traces[3]),
      ],
    )
    const ids = people.map(({ id }) => id)
    await client.query(
      `insert into membership (network_id, group_id, member_id, role) select $1, $2, unnest($3::uuid[]), 'member'`,
      [networkId, groupId, ids],
    )
    await client.query(
      `insert into join_request (id, network_id, group_id, member_id, asked_at)
       select gen_random_uuid(), $1, (select id from working_group where name = 'AK Transformation'), unnest($2::uuid[]), now()`,
      [networkId, ids],
    )
    await client.query(
      `insert into channel (id, network_id, kind, conversation_id, service_url, installed, member_id)
       select gen_random_uuid(), $1, 'personal', p.chat, 'http://127.0.0.1:9/', true, p.id
       from unnest($2::uuid[], $3::text[]) as p(id, chat)`,
      [networkId, ids, people.map(({ traces }) => traces[2])],
    )
    await client.query(
      `insert into post (id, network_id, conversation_id, service_url, matter_kind, matter_id, data, state, created_at, names)
       select gen_random_uuid(), $1, p.chat, 'http://127.0.0.1:9/', 'answer', 'a', jsonb_build_object('card',
         jsonb_build_object('type', 'AdaptiveCard', 'body', p.name)), 'sent', now(), array[p.id]
       from unnest($2::uuid[], $3::text[], $4::text[]) as p(id, chat, name)`,
      [networkId, ids, people.map(({ traces }) => traces[2]), people.map(({ traces }) => traces[0])],
    )
  })
  return people
}

export interface Fate {
  /** Named, with account, group, chat and card: nothing of the person is touched. */
  readonly there: boolean
  /** A pseudonym, and nothing that leads back. */
  readonly erased: boolean
}

export async function fatesOf(
  databaseUrl: string,
  people: readonly Person[],
): Promise<ReadonlyMap<string, Fate>> {
  return withOwner(databaseUrl, async (client) => {
    const sql = async <R extends object>(text: string) => (await client.query<R>(text)).rows
    const rows = await wholeDatabase({ database: { sql } })
    const { rows: states } = await client.query<Record<string, unknown> & { id: string }>(
      `select m.id, m.erased_at is not null as gone, m.name like 'Ehemaliges Mitglied %' as pseudonym,
         exists (select from membership where member_id = m.id) as member,
         exists (select from channel where member_id = m.id) as chat,
         exists (select from join_request where member_id = m.id and answered_at is null) as asks,
         exists (select from audit_entry where what = 'data.erase' and matter_id = m.id::text) as deed
       from member m where m.id = any($1::uuid[])`,
      [people.map(({ id }) => id)],
    )
    const of = new Map(states.map((state) => [state.id, state]))
    return new Map(
      people.map(({ id, traces }) => {
        const state: Readonly<Record<string, unknown>> = of.get(id) ?? {}
        const found = traces.map((trace) => rows.some((row) => row.includes(trace)))
        const signs = [state.member, state.chat, state.asks, !state.gone, !state.pseudonym, !state.deed]
        const all = [...found, ...signs]
        return [id, { there: all.every(Boolean), erased: !all.some(Boolean) }]
      }),
    )
  })
}

/** Of polls: how many ballots there are, what stands in their tallies, and how many may vote. */
export async function ballotsIn(databaseUrl: string, polls: readonly string[]): Promise<unknown> {
  return withOwner(databaseUrl, async (client) => {
    const { rows } = await client.query(
      `select p.id, p.answered, p.voters, p.tally, (select count(*)::int from ballot b where b.poll_id = p.id) as ballots,
         (select count(*)::int from voter v where v.poll_id = p.id and v.took_part) as took_part
       from poll p where p.id = any($1::uuid[]) order by p.id`,
      [polls],
    )
    return rows
  })
}
