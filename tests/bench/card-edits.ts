/** 500 votes in a minute on one poll with 5 cards: few edits, and the last one shows the final state. */
import { setTimeout as sleep } from 'node:timers/promises'
import { withOwner } from '../support/crowd'
import { bringManyChannels } from '../support/many-channels'
import { startTeamsStandIn, type TeamsStandIn } from '../support/teams-stand-in'
import { microsoftLimits } from '../support/teams-stand-in/limits'
import { until } from '../support/until'
import type { Row } from './bench'
import { refuseFailures } from './durable-vote'
import { load } from './load'
import { isStored, type Stage } from './stage'

const cards = 5
const votes = 500
const seconds = Number(process.env.SECONDS ?? 60)
const leastGapMs = 2000

/** Half of what Microsoft grants a conversation. */
const half = microsoftLimits.send.map(({ requests, ms }) => ({ requests: Math.floor(requests / 2), ms }))

export async function cardEdits({ service, crowd, openPolls, vote }: Stage): Promise<Row> {
  const teams = await startTeamsStandIn({ tenant: crowd.tenantId, limits: microsoftLimits })
  try {
    const { databaseUrl, url } = service
    const { networkId, groupId } = crowd
    await bringManyChannels({ databaseUrl, networkId, groupId, serviceUrl: teams.serviceUrl, count: cards })
    teams.misbehave({ when: () => true, with: { slowMs: 200 } })
    const [poll = ''] = await openPolls(1)
    await teams.waitFor(() => teams.messages().length === cards, 10_000)
    let voted = 0
    const makeBody = () => vote(voted++, poll)
    const votesUrl = `${url}/api/messages`
    refuseFailures(
      await load({ url: votesUrl, rate: votes / seconds, count: votes, makeBody, accepts: isStored }),
    )
    const lastVote = Date.now()
    const final = await atRest(databaseUrl, poll)
    const edits = editsOf(teams)
    const shown = teams.messages().filter(({ activity }) => shows(activity, final)).length
    const figures = {
      cards: teams.messages().length,
      shown,
      edits: edits.map(({ length }) => length),
      leastGapMs: Math.min(...edits.flatMap(gaps)),
      halfKept: edits.every((times) => half.every((window) => fits(times, window))),
      lastEditMs: Math.max(...edits.flat()) - lastVote,
      overLimit: teams.calls.filter(({ outcome }) => outcome?.cause === 'limit').length,
    }
    return {
      what: `${votes} votes in ${seconds} s, ${cards} cards`,
      measured: `${figures.edits.join(', ')} edits, ${figures.leastGapMs} ms apart at least; the last ${figures.lastEditMs} ms after the last vote; ${shown} of ${cards} show the final state`,
      bar: `${leastGapMs} ms apart, half of the budget; ${cards}`,
      held:
        shown === cards && figures.leastGapMs >= leastGapMs && figures.halfKept && figures.overLimit === 0,
      details: figures,
    }
  } finally {
    await teams.close()
  }
}

interface Final {
  readonly answered: number
  readonly tally: readonly number[]
}

/** Nothing is left to be edited. A vote's wish for an edit is gathered for a second: so it must stay so. */
async function atRest(databaseUrl: string, poll: string): Promise<Final> {
  const look = () =>
    withOwner(databaseUrl, async (client) => {
      const { rows } = await client.query(
        `select answered, tally, not refresh_waiting and not exists (
           select from post where matter_id = $1::text and edits_wanted > edits_done) as rests from poll where id = $1::uuid`,
        [poll],
      )
      return rows[0]
    })
  for (let quiet = 0; quiet < 4; ) {
    const { rests } = await until(look, 5_000)
    quiet = rests ? quiet + 1 : 0
    await sleep(500)
  }
  const { answered, tally } = await look()
  return { answered, tally: Object.values(tally as Record<string, number>) }
}

function shows(activity: unknown, { answered, tally }: Final): boolean {
  const text = JSON.stringify(activity)
  return text.includes(`${answered} von `) && tally.every((count) => text.includes(`"text":"${count}"`))
}

/** When each card was edited, as the stand-in saw it. */
function editsOf(teams: TeamsStandIn): readonly (readonly number[])[] {
  return teams
    .messages()
    .map(({ id, conversation }) =>
      teams.calls
        .filter(
          (call) => call.operation === 'update' && call.activity === id && call.conversation === conversation,
        )
        .map(({ at }) => at),
    )
}

const gaps = (times: readonly number[]) => times.slice(1).map((time, i) => time - (times[i] ?? 0))

function fits(times: readonly number[], { requests, ms }: { requests: number; ms: number }): boolean {
  return times.every((time, i) => {
    const earlier = times[i - requests]
    return earlier === undefined || time - earlier >= ms
  })
}
