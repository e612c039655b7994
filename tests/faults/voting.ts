/** Members of a crowd who vote once each, and what the service has told them. */
import type { Stage } from '../bench/stage'
import { withOwner } from '../support/crowd'

/** Object id of a member -> the option that was acknowledged. */
export type Acknowledged = Map<string, string>

export interface Voting {
  readonly acknowledged: Acknowledged
  /** Answers that were no acknowledgement: the text of the card, or why there was none. */
  readonly others: string[]
}

/** @param onAnswer called after each; votes go on until `count` are sent or it says stop. */
export async function voteAll(
  stage: Stage,
  poll: string,
  range: { readonly from: number; readonly count: number; readonly atOnce: number },
  onAnswer: (voting: Voting) => 'on' | 'stop',
): Promise<Voting> {
  const voting: Voting = { acknowledged: new Map(), others: [] }
  let next = range.from
  let stopped = false
  const work = async () => {
    while (!stopped && next < range.from + range.count) {
      const member = next++
      await voteOnce(stage, poll, member, voting)
      stopped ||= onAnswer(voting) === 'stop'
    }
  }
  await Promise.all(Array.from({ length: range.atOnce }, work))
  return voting
}

async function voteOnce(stage: Stage, poll: string, member: number, voting: Voting): Promise<void> {
  const body = stage.vote(member, poll)
  const choice = /"choice":"(o\d)"/.exec(body)?.[1] ?? ''
  try {
    const response = await fetch(`${stage.service.url}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
      signal: AbortSignal.timeout(15_000),
    })
    const text = await response.text()
    if (response.status === 200 && text.includes('Gespeichert'))
      voting.acknowledged.set(stage.crowd.objectId(member), choice)
    else voting.others.push(`${response.status} ${text}`)
  } catch (error) {
    voting.others.push(error instanceof Error ? error.message : String(error))
  }
}

/** What the database holds of a named poll. */
export async function ballotsOf(databaseUrl: string, poll: string) {
  return withOwner(databaseUrl, async (client) => {
    const { rows } = await client.query<{ object: string; choice: string }>(
      `select m.aad_object_id as object, (select string_agg(key, ',') from jsonb_each(b.content)) as choice
       from ballot b join member m on m.id::text = b.voter_key where b.poll_id = $1`,
      [poll],
    )
    const stored = await client.query('select tally, answered from poll where id = $1', [poll])
    const tally: Record<string, number> = {}
    for (const { choice } of rows) tally[choice] = (tally[choice] ?? 0) + 1
    return {
      choices: new Map(rows.map(({ object, choice }) => [object, choice])),
      ballots: rows.length,
      tallyIsRight:
        stored.rows[0].answered === rows.length &&
        JSON.stringify(sorted(stored.rows[0].tally)) === JSON.stringify(sorted(tally)),
    }
  })
}

function sorted(tally: Readonly<Record<string, number>>) {
  return Object.entries(tally).sort(([a], [b]) => a.localeCompare(b))
}
