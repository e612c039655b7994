/** Files of the demand of 2,000 organisations with 40,000 needs: how long each takes, and for how long nobody is answered. */
import { withOwner } from '../support/crowd'
import type { Row } from './bench'
import type { Stage } from './stage'
import { longestStall } from './stall'

/** Milliseconds. */
const bar = { xlsx: 3000, stall: 50 } as const
const size = { organisations: 2000, needs: 40_000, topics: 200 } as const
const kinds = ['xlsx', 'csv', 'pdf'] as const
const turns = 3

interface Measured {
  readonly kind: (typeof kinds)[number]
  readonly ms: number
  readonly bytes: number
  readonly stall: number
}

export async function report(stage: Stage): Promise<Row> {
  const round = await putRound(stage)
  await longestStall(stage)
  const began = performance.now()
  await untilClosed(stage, round)
  const closing = { ms: performance.now() - began, stall: await longestStall(stage) }
  const idle = await idleStall(stage)
  const measured: Measured[] = []
  for (let turn = 0; turn < turns; turn += 1)
    for (const kind of kinds) {
      const began = performance.now()
      const bytes = await stage.keepAsOffice(`demand.${kind}?round=${round}`)
      measured.push({ kind, ms: performance.now() - began, bytes, stall: await longestStall(stage) })
    }
  const median = (kind: (typeof kinds)[number]) =>
    measured
      .filter((one) => one.kind === kind)
      .map(({ ms }) => ms)
      .sort((a, b) => a - b)[1] ?? 0
  // The first of each is compiled meanwhile.
  const stall = Math.max(...measured.slice(kinds.length).map((one) => one.stall))
  const times = kinds.map((kind) => `${kind.toUpperCase()} ${(median(kind) / 1000).toFixed(1)} s`).join(', ')
  return {
    what: `files of a round with ${size.needs} needs`,
    measured: `${times}; longest stall ${stall.toFixed(0)} ms, while it was closed ${closing.stall.toFixed(0)} ms, idle ${idle.toFixed(0)} ms`,
    bar: `XLSX 3 s; ${bar.stall} ms`,
    held: median('xlsx') <= bar.xlsx && stall <= bar.stall,
    details: { measured, closing },
  }
}

async function idleStall(stage: Stage): Promise<number> {
  await new Promise((resolve) => setTimeout(resolve, 5000))
  return longestStall(stage)
}

/** Put in by SQL, its deadline over: the service closes it by itself, as any other. @returns its id */
async function putRound({ service, crowd }: Stage): Promise<string> {
  return withOwner(service.databaseUrl, async (client) => {
    const network = crowd.networkId
    await client.query(
      `insert into organisation (id, network_id, name, bench, sector)
       select gen_random_uuid(), $1, 'Betrieb ' || i, 'employers', 'x' from generate_series(1, $2::int) i`,
      [network, size.organisations],
    )
    await client.query(
      `insert into topic (id, network_id, name, state, made_at)
       select gen_random_uuid(), $1, 'Thema ' || i, 'listed', now() from generate_series(1, $2::int) i`,
      [network, size.topics],
    )
    const { rows } = await client.query<{ id: string }>(
      `insert into round (id, network_id, quarter, deadline, zone, state, opened_at, least_families, least_distance,
         repeats, asked, answered, revision)
       select gen_random_uuid(), $1, to_char(now(), 'YYYY-Q'), now() - interval '3 seconds', 'Europe/Berlin', 'open',
         now() - interval '7 days', 3, 15, false, $2::int, $2::int, 1 returning id`,
      [network, size.organisations],
    )
    const round = rows[0]?.id ?? ''
    await client.query(
      `with asked as (insert into round_organisation (round_id, organisation_id, network_id)
         select $1, id, $2 from organisation where network_id = $2 and name like 'Betrieb %' returning organisation_id)
       insert into answer (round_id, organisation_id, network_id, answered_at, revision)
         select $1, organisation_id, $2, now(), 1 from asked`,
      [round, network],
    )
    await client.query(needs, [round, network, size.needs / size.organisations, size.topics])
    await client.query('analyze')
    return round
  })
}

/** Twenty of each organisation, every other thing said, by numbers that look drawn and are not. */
const needs = `
  with answers as (select organisation_id, row_number() over (order by organisation_id)::int as o from answer where round_id = $1),
    topics as (select id, row_number() over (order by id)::int as t from topic where network_id = $2 and name like 'Thema %')
  insert into need (id, network_id, round_id, organisation_id, topic_id, heads, parts, occupation, note, joint, visible)
  select gen_random_uuid(), $2, $1, a.organisation_id, t.id, 1 + (a.o * 7 + n * 13) % 29,
    jsonb_build_object('level', (array['basic', 'advanced', 'expert'])[1 + (a.o + n) % 3],
      'levelNow', (array['none', 'basic', 'advanced'])[1 + (a.o * 3 + n) % 3],
      'format', (array['onsite', 'online', 'mixed', 'inhouse'])[1 + (a.o * 5 + n) % 4],
      'urgency', (array['low', 'middle', 'high'])[1 + (a.o + n * 5) % 3],
      'reason', (array['law', 'technology', 'strategy', 'staff'])[1 + (a.o + n * 3) % 4]),
    '', '', (a.o + n) % 5 <> 0, (a.o * 11 + n) % 10 <> 0
  from answers a, generate_series(1, $3::int) n join topics t on true
  where t.t = 1 + (a.o * 31 + n * 17) % $4::int`

async function untilClosed(stage: Stage, round: string): Promise<void> {
  for (let tries = 0; tries < 180; tries += 1) {
    const { rounds } = await stage.readAsOffice<{ rounds: readonly { id: string }[] }>('demand.show')
    if (rounds.some(({ id }) => id === round)) return
    await new Promise((resolve) => setTimeout(resolve, 1000))
  }
  throw new Error('the round was not closed within three minutes')
}
