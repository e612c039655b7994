/** What stands in for Teams goes wrong on demand, and only then. */
import type { TeamsStandIn } from '../support/teams-stand-in'
import { at, call, channel, send, startScene, text } from './stand-in-scene'

let teams: TeamsStandIn
afterEach(() => teams.close())

describe('mishaps of the Teams stand-in', () => {
  it('befall the next calls only, as many as asked for', async () => {
    teams = await startScene()
    teams.misbehave({ when: 2, with: { status: 503, retryAfter: 3 } })
    expect(await send(teams, 'eins')).toMatchObject({
      status: 503,
      retryAfter: '3',
      body: { error: { code: 'ServiceUnavailable' } },
    })
    expect((await send(teams, 'zwei')).status).toBe(503)
    expect((await send(teams, 'drei')).status).toBe(201)
    expect(teams.messages()).toHaveLength(1)
  })

  it('befall the calls that a predicate picks, until stopped', async () => {
    teams = await startScene()
    const trouble = teams.misbehave({
      when: ({ operation }) => operation === 'update',
      with: { status: 412 },
    })
    const id = (await send(teams, 'alt')).body.id ?? ''
    const edit = () => call(teams.serviceUrl, 'PUT', `${at(channel.id)}/activities/${id}`, text('neu'))
    expect(await edit()).toMatchObject({ status: 412, body: { error: { code: 'PreconditionFailed' } } })
    trouble.stop()
    expect((await edit()).status).toBe(200)
    expect(trouble.hits).toBe(1)
  })

  it('befall a share of the calls, the same ones for the same seed', async () => {
    const run = async () => {
      teams = await startScene({ seed: 7 })
      teams.misbehave({ when: () => true, chance: 0.1, with: { status: 502 } })
      const statuses: number[] = []
      for (let i = 0; i < 200; i += 1) statuses.push((await send(teams, 'Hallo')).status)
      return statuses
    }
    const first = await run()
    await teams.close()
    expect(await run()).toEqual(first)
    const hit = first.filter((status) => status === 502).length
    expect(hit).toBeGreaterThan(8)
    expect(hit).toBeLessThan(40)
  })

  it('can fail the answer to a post that was taken', async () => {
    teams = await startScene()
    teams.misbehave({ when: 1, with: { status: 502, accepted: true } })
    expect((await send(teams, 'Hallo')).status).toBe(502)
    expect(teams.messages()).toHaveLength(1)
    expect(teams.calls[0]?.outcome).toMatchObject({ status: 502, accepted: true, cause: 'mishap' })
    expect(teams.calls[0]?.activity).toBe(teams.messages()[0]?.id)
  })

  it('can cut the connection before the post is taken', async () => {
    teams = await startScene()
    teams.misbehave({ when: 1, with: 'cut-before' })
    await expect(send(teams, 'Hallo')).rejects.toThrow('fetch failed')
    expect(teams.messages()).toEqual([])
    expect(teams.calls[0]?.outcome).toMatchObject({ status: null, accepted: false })
  })

  it('can cut the connection after the post is taken', async () => {
    teams = await startScene()
    teams.misbehave({ when: 1, with: 'cut-after' })
    await expect(send(teams, 'Hallo')).rejects.toThrow('fetch failed')
    expect(teams.messages()).toHaveLength(1)
    expect(teams.calls[0]?.outcome).toMatchObject({ status: null, accepted: true })
  })

  it('can answer late: the message stands there before, or comes only then', async () => {
    teams = await startScene()
    teams.misbehave({ when: 1, with: { slowMs: 150 } })
    const first = send(teams, 'eins')
    await teams.waitFor((there) => there.messages().length === 1)
    expect(teams.calls[0]?.outcome).toBeNull()
    expect((await first).status).toBe(201)
    teams.misbehave({ when: 1, with: { slowMs: 150, acceptedLate: true } })
    const second = send(teams, 'zwei')
    await teams.waitFor(({ calls }) => calls.length === 2)
    expect(teams.messages()).toHaveLength(1)
    expect((await second).status).toBe(201)
    expect(teams.messages()).toHaveLength(2)
  })

  it('can show one post twice', async () => {
    teams = await startScene()
    teams.misbehave({ when: 1, with: 'twice' })
    const { body } = await send(teams, 'Hallo')
    expect(teams.messages().map(({ activity }) => activity)).toEqual([text('Hallo'), text('Hallo')])
    expect(teams.messages()[1]?.id).toBe(body.id)
  })

  it('end when told to behave', async () => {
    teams = await startScene()
    teams.misbehave({ when: () => true, with: { status: 500, body: 'nonsense' } })
    expect((await send(teams, 'eins')).body).toBe('nonsense')
    teams.behave()
    expect((await send(teams, 'zwei')).status).toBe(201)
  })
})

describe('waiting for the Teams stand-in', () => {
  it('ends as soon as there is something to see', async () => {
    teams = await startScene()
    const seen = teams.waitFor((there) => there.messages(channel.id)[0])
    await send(teams, 'Hallo')
    expect(await seen).toMatchObject({ activity: text('Hallo') })
  })

  it('ends with the last calls when time is up', async () => {
    teams = await startScene()
    teams.misbehave({ when: 1, with: { status: 503 } })
    await send(teams, 'Hallo')
    await expect(teams.waitFor(() => false, 20)).rejects.toThrow(
      /within 20 ms.*\n.*1 POST .*: 503 ServiceUnavailable/,
    )
  })

  it('starts anew after forgetting', async () => {
    teams = await startScene()
    await send(teams, 'eins')
    teams.forget()
    expect([teams.calls, teams.messages()]).toEqual([[], []])
    await send(teams, 'zwei')
    expect(teams.calls).toMatchObject([
      { n: 2, operation: 'send', conversation: channel.id, body: text('zwei') },
    ])
  })
})
