/** P2, P8 against the real database: whatever sequence of acts and edits, the running tally is that of the ballots. */
import * as fc from 'fast-check'
import { randomIds } from '../../bot/ids'
import { kindOf } from '../../bot/polls/kinds'
import { type BallotContent, openMarks } from '../../bot/polls/sealing'
import { loadPoll } from '../../bot/polls/store'
import { countAll } from '../../bot/polls/tally'
import { castBallot } from '../../bot/polls/use-cases/cast-ballot'
import { addPollOption, removePollOption, renamePollOption } from '../../bot/polls/use-cases/edit-poll'
import { memberOf } from '../support/demo-teams'
import { coordinator, openPoll, voters } from '../support/polls'
import { startTestService, type TestService } from '../support/service'

let test: TestService
let people: readonly Awaited<ReturnType<typeof memberOf>>[]

beforeAll(async () => {
  test = await startTestService()
  people = await Promise.all([coordinator, ...voters.slice(0, 3)].map((name) => memberOf(test, name)))
})
afterAll(() => test.stop())

interface Cast {
  readonly is: 'cast'
  readonly who: number
  readonly options: readonly number[] | null
  readonly nonce: number
}
interface Edit {
  readonly is: 'add' | 'rename' | 'remove'
  readonly option: number
}

const option = fc.integer({ min: 1, max: 6 })
const cast: fc.Arbitrary<Cast> = fc.record({
  is: fc.constant('cast' as const),
  who: fc.nat(3),
  options: fc.option(fc.uniqueArray(option, { maxLength: 3 }), { freq: 4 }),
  // Few nonces: so that copies of earlier acts are among them.
  nonce: fc.nat(4),
})
const edit: fc.Arbitrary<Edit> = fc.record({
  is: fc.constantFrom('add' as const, 'rename' as const, 'remove' as const),
  option,
})
const step = fc.oneof({ weight: 3, arbitrary: cast }, { weight: 1, arbitrary: edit })

async function take(poll: string, one: Cast | Edit): Promise<void> {
  const { desk } = test.service
  const { world } = desk
  const [lead] = people
  if (!lead) throw new Error('nobody coordinates')
  if (one.is === 'cast') {
    const words = world.texts.for('de', 'Europe/Berlin')
    const turn = { member: people[one.who] ?? lead, words, arrivedAt: world.clock.now(), place: null }
    const chosen = one.options?.map((n) => `o${n}`) ?? null
    await castBallot(desk, turn, poll, `nonce-${one.nonce}`, chosen)
  } else if (one.is === 'add') await addPollOption(world, lead, poll, `Neu ${one.option}`)
  else if (one.is === 'rename')
    await renamePollOption(world, lead, poll, `o${one.option}`, `Anders ${one.option}`)
  else await removePollOption(world, lead, poll, `o${one.option}`)
}

async function counted(poll: string) {
  const { sql } = test.database
  const key = await test.service.desk.keys.of(poll)
  const ballots = await sql<{ content: BallotContent }>('select content from ballot where poll_id = $1', [
    poll,
  ])
  const [took] = await sql<{ n: number }>(
    'select count(*)::int n from voter where poll_id = $1 and took_part',
    [poll],
  )
  const networkId = people[0]?.networkId ?? ''
  const stored = await test.service.desk.world.database.inNetwork(networkId, (tx) => loadPoll(tx, poll))
  return {
    ballots: ballots.map((row) => openMarks(row.content, key) ?? {}),
    took: took?.n,
    poll: stored?.poll,
  }
}

const play = (together: boolean) =>
  fc.assert(
    fc.asyncProperty(
      fc.constantFrom('named-live', 'named-after-close', 'anonymous'),
      fc.array(step, { minLength: 5, maxLength: 30 }),
      async (secrecy, steps) => {
        const { id } = await openPoll(test, { secrecy, kind: 'several', nonce: randomIds.nonce() })
        if (together) await Promise.all(steps.map((one) => take(id, one)))
        else for (const one of steps) await take(id, one)
        const { ballots, took, poll } = await counted(id)
        if (!poll) throw new Error('the poll is gone')
        const known = new Set(poll.options.map((option) => option.id))
        for (const marks of ballots)
          expect(Object.keys(marks).every((option) => known.has(option))).toBe(true)
        const groups = ballots.map((marks) => ({ marks, ballots: 1 }))
        // P5: an anonymous poll keeps no tally while it is open.
        expect(poll.tally).toEqual(poll.anonymous ? {} : countAll(kindOf(poll), groups))
        expect([poll.answered, took]).toEqual([ballots.length, ballots.length])
      },
    ),
    { numRuns: 20 },
  )

it('P8 no sequence of acts and edits loses a ballot: the running tally equals a recount', () => play(false))

it('P8 nor do they when all happen at the same moment', () => play(true))
