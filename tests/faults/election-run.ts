/** An election from the call to the seats, each step by the service's own doors, and what its database holds of it. */
import path from 'node:path'
import { randomIds } from '../../bot/ids'
import { openPollKeys, voterKey } from '../../bot/polls/keys'
import { isSettled } from '../../bot/polls/outcome'
import type { Draw, Option, Tally } from '../../bot/polls/poll'
import { openMarks } from '../../bot/polls/sealing'
import type { Stage } from '../bench/stage'
import { withOwner } from '../support/crowd'
import { bringManyChannels } from '../support/many-channels'

/** Three stand for two seats: equal votes for all of them leave both to the lot. */
export const candidates = 3
export const places = 2
/** Beside the one in which people vote. */
const channels = 2

export interface Running {
  readonly election: string
  readonly poll: string
}

const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

/**
 * Called by the office, stood for by three of the crowd whom no earlier round has elected, and voted on for `forMs`. Times are
 * typed in minutes: the last of them are set by SQL.
 */
export async function openElection(stage: Stage, round: number, forMs: number): Promise<Running> {
  const { service, crowd } = stage
  const { databaseUrl } = service
  const { networkId, groupId } = crowd
  await bringManyChannels({
    ...{ databaseUrl, networkId, groupId },
    ...{ serviceUrl: 'http://127.0.0.1:9/', count: channels },
  })
  const { id } = await stage.asOffice<{ id: string }>('election.call', {
    ...{
      group: crowd.groupId,
      nonce: randomIds.nonce(),
      title: `Wahl ${round}`,
      places,
      electorate: 'group',
    },
    ...{ from: day(1), to: day(300), 'opens-time': '12:00', 'closes-time': '12:00' },
    ...{ 'opens-date': day(3), 'closes-date': day(9) },
  })
  for (let i = 0; i < candidates; i += 1) {
    const who = crowd.objectId(round * candidates + i)
    const text = await act(stage, who, 'election.stand', { election: id })
    if (!text?.includes('Sie kandidieren')) throw new Error(`${who} could not stand: ${text}`)
  }
  await withOwner(databaseUrl, (client) =>
    client.query("update election set state = 'short', opens_at = now(), deadline = $2 where id = $1", [
      id,
      new Date(Date.now() + forMs),
    ]),
  )
  const { poll } = await stage.asOffice<{ poll: string }>('election.go-on', { election: id })
  return { election: id, poll }
}

/** @returns what Teams was answered; undefined when nobody answered */
async function act(stage: Stage, who: string, verb: string, data: Readonly<Record<string, string>>) {
  try {
    const response = await fetch(`${stage.service.url}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: stage.act(who, verb, data),
      signal: AbortSignal.timeout(15_000),
    })
    return await response.text()
  } catch {
    return undefined
  }
}

/**
 * Everybody of the crowd votes, 16 at once. @param choiceOf member -> one of the candidates, from 0
 * @param onAnswer after each: whether to go on
 * @returns member -> choice, of all that were acknowledged
 */
export async function everybodyVotes(
  stage: Stage,
  poll: string,
  choiceOf: (member: number) => number,
  onAnswer: (acknowledged: number) => boolean = () => true,
): Promise<ReadonlyMap<number, string>> {
  const acknowledged = new Map<number, string>()
  let next = 0
  let on = true
  const work = async () => {
    while (on && next < stage.crowdSize) {
      const member = next++
      const choice = `o${1 + choiceOf(member)}`
      const data = { poll, nonce: randomIds.nonce(), choice }
      const text = await act(stage, stage.crowd.objectId(member), 'poll.cast-ballot', data)
      if (text?.includes('Gespeichert') || text?.includes('Unverändert')) acknowledged.set(member, choice)
      on &&= onAnswer(acknowledged.size)
    }
  }
  await Promise.all(Array.from({ length: 16 }, work))
  return acknowledged
}

/** How many of the acknowledged ballots are not in the box, or are other ones: read with the key, as the voter would be. */
export async function lostBallots(
  stage: Stage,
  poll: string,
  dataDir: string,
  acknowledged: ReadonlyMap<number, string>,
): Promise<{ readonly missing: number; readonly changed: number }> {
  const key = await (await openPollKeys(path.join(dataDir, 'keys'))).of(poll)
  return withOwner(stage.service.databaseUrl, async (client) => {
    const members = await client.query<{ id: string; object: string }>(
      `select id, aad_object_id as object from member where aad_object_id like 'crowd-%'`,
    )
    const ids = new Map(members.rows.map(({ id, object }) => [object, id]))
    const ballots = await client.query('select voter_key, content from ballot where poll_id = $1', [poll])
    const stored = new Map(ballots.rows.map((row) => [row.voter_key, openMarks(row.content, key)]))
    const found = [...acknowledged].map(([member, choice]) => {
      const marks = stored.get(voterKey(ids.get(stage.crowd.objectId(member)) ?? '', key))
      return marks ? (choice in marks ? 'there' : 'changed') : 'missing'
    })
    const count = (what: string) => found.filter((one) => one === what).length
    return { missing: count('missing'), changed: count('changed') }
  })
}

export interface Stored {
  readonly closed: boolean
  readonly ballots: number
  readonly tally: Tally
  /** Votes and lot together say who is elected. */
  readonly settled: boolean
  readonly byLot: boolean
  /** Entries in the poll's life that may stand there once. */
  readonly closings: number
  readonly draws: number
  /** Every channel of the group is told the result, each once. */
  readonly toldOnce: boolean
  readonly seats: number
  readonly filled: boolean
  readonly fillings: number
}

export async function storedOf(stage: Stage, { election, poll }: Running): Promise<Stored> {
  return withOwner(stage.service.databaseUrl, async (client) => {
    const { rows } = await client.query<{ options: Option[]; tally: Tally; draw: Draw | null } & Stored>(
      `select p.options, p.tally, p.draw, p.state = 'closed' as closed, e.filled_at is not null as filled,
         (select count(*)::int from ballot where poll_id = p.id) as ballots,
         (select count(*)::int from trace where poll_id = p.id and what = 'closed') as closings,
         (select count(*)::int from trace where poll_id = p.id and what = 'drawn') as draws,
         array(select conversation_id from post where matter_kind = 'poll-result' and matter_id = p.id::text order by 1)
           = array(select conversation_id from channel where group_id = p.group_id and service_url is not null order by 1)
           as "toldOnce",
         (select count(*)::int from seat where election_id = e.id) as seats,
         (select count(*)::int from audit_entry where what = 'election.fill-seats' and matter_id = e.id::text) as fillings
       from election e join poll p on p.id = e.poll_id where e.id = $1 and p.id = $2`,
      [election, poll],
    )
    const [row] = rows
    if (!row) throw new Error('the election has no poll')
    const { options, draw, ...rest } = row
    return {
      ...rest,
      settled: !rest.closed || isSettled(options, rest.tally, places, draw),
      byLot: draw !== null,
    }
  })
}

/** Holders of the seats are those whom votes and lot have elected, by the service's own recount. */
export async function seatsAreRight(stage: Stage, { election }: Running): Promise<boolean> {
  return withOwner(stage.service.databaseUrl, async (client) => {
    const { rows } = await client.query<{ right: boolean }>(
      `select array_agg(s.holder_id order by s.holder_id)::text[] = (
         select array_agg((o ->> 'member')::uuid order by (o ->> 'member')::uuid)::text[]
         from jsonb_array_elements(p.options) o where o ->> 'id' in (
           select id from jsonb_array_elements_text(p.draw -> 'order') with ordinality d(id, n) where n <= $2)) as right
       from election e join poll p on p.id = e.poll_id join seat s on s.election_id = e.id where e.id = $1 group by p.id`,
      [election, places],
    )
    return rows[0]?.right === true
  })
}
