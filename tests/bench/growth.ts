/** The same vote and the same look at the card at 10 and at 100,000 ballots, in turns. */
import { bringCrowd, stuffBallots } from '../support/crowd'
import type { Row } from './bench'
import { median, refuseFailures } from './durable-vote'
import { load } from './load'
import type { Stage } from './stage'

const bar = 1.2
const many = 100_000
const rounds = 7
/** Requests a second: ten people together, each slower than what one person is allowed (`bot/limits.ts`). */
const rate = 250

export async function growth(stage: Stage): Promise<Row> {
  const { databaseUrl, url } = stage.service
  const [small] = await stage.openPolls(1)
  await bringCrowd(databaseUrl, many)
  const [large] = await stage.openPolls(1)
  if (!small || !large) throw new Error('two polls were to be opened')
  await stuffBallots(databaseUrl, small, 10)
  await stuffBallots(databaseUrl, large, many)
  const ratios = { vote: [] as number[], look: [] as number[] }
  for (let round = 0; round < rounds; round += 1) {
    for (const act of ['vote', 'look'] as const) {
      // The same ten people each time, so that the small poll stays small.
      const timed = async (poll: string) => {
        let sent = 0
        const makeBody = () => {
          sent += 1
          return stage[act](sent % 10, poll)
        }
        const result = await load({ url: `${url}/api/messages`, connections: 1, count: 400, rate, makeBody })
        refuseFailures(result)
        return result.latency.p50
      }
      const atFew = await timed(small)
      const atMany = await timed(large)
      ratios[act].push(atMany / atFew)
    }
  }
  const vote = median(ratios.vote)
  const look = median(ratios.look)
  return {
    what: 'growth, 10 to 100,000 ballots',
    measured: `vote ${vote.toFixed(2)} times, card ${look.toFixed(2)} times as long`,
    bar: `within ${bar} times`,
    held: vote <= bar && look <= bar,
    details: ratios,
  }
}
