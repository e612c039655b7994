/** Somebody of several networks: asked once for each chat, asked once in the tab, free to switch. */
import { foundNetwork } from '../../bot/groups/use-cases/found-network'
import { randomIds } from '../../bot/ids'
import { cardAction, message } from '../support/activities'
import {
  type BetweenNetworks,
  both,
  gesine,
  guestTenant,
  south,
  southern,
  standing,
  startBetweenNetworks,
} from '../support/between-networks'
import { textsOf } from '../support/demo-teams'
import { coordinator } from '../support/polls'
import { quiet } from '../support/quiet'
import { demoPerson } from '../support/service'
import { personalChat, teamsPerson } from '../support/teams-world'

let scene: BetweenNetworks
beforeAll(async () => {
  scene = await startBetweenNetworks()
})
afterAll(() => scene.test.stop())

const northTenant = () => scene.north.office.tenantId
const chat = personalChat('a:gesine')
const inChat = (verb: string, data: object = {}, where = chat) =>
  cardAction(
    { ...scene.teams.world, tenant: guestTenant },
    { from: gesine, where, replyToId: '1', verb, data },
  )
const choose = (networkId: string, where = chat) =>
  scene.test.send(inChat('member.choose-network', { network: networkId }, where))

describe('somebody of several networks, in the personal chat', () => {
  it('is asked, and sees nothing before', async () => {
    const { body } = await scene.test.send(inChat('poll.list'))
    expect(textsOf(body.value)).toContain('Für welchen Verbund?')
    expect(body.value.body.at(-1).choices).toEqual([
      { title: south, value: scene.southId },
      { title: 'Nordverbund', value: scene.north.networkId },
    ])
    expect(body.value.actions[0].verb).toBe('member.choose-network')
  })

  it('is asked by a post when something is written, once for each message', async () => {
    const written = message(
      { ...scene.teams.world, tenant: guestTenant },
      { from: gesine, where: chat, text: 'hilfe' },
    )
    await scene.test.send(written)
    await quiet(scene.test.database).catch(() => undefined)
    const posts = await scene.test.database.sql<{ data: { card: unknown } }>(
      `select data from post where conversation_id = 'a:gesine'`,
    )
    expect(posts).toHaveLength(1)
    expect(textsOf(posts[0]?.data.card)).toContain('Für welchen Verbund?')
  })

  it('chooses once, and is there from then on', async () => {
    expect(textsOf((await choose(scene.north.networkId)).body.value)).toContain('Nordverbund')
    expect(textsOf((await scene.test.send(inChat('help.show'))).body.value)).toContain('Nordverbund')
  })

  it('may switch, any number of times, and the latest word counts', async () => {
    for (const id of [scene.southId, scene.north.networkId, scene.north.networkId, scene.southId]) {
      scene.test.clock.advance(1000)
      await choose(id)
    }
    const { body } = await scene.test.send(inChat('help.show'))
    expect(textsOf(body.value)).toContain(south)
    expect(body.value.actions.at(-1).verb).toBe('member.networks')
    const rows = await scene.test.database.sql('select * from chat_choice where conversation_id = $1', [
      chat.id,
    ])
    expect(rows).toHaveLength(2)
  })

  it('chooses for this chat alone: in another one the question comes again', async () => {
    const { body } = await scene.test.send(inChat('help.show', {}, personalChat('a:other')))
    expect(textsOf(body.value)).toContain('Für welchen Verbund?')
  })

  it('E1 cannot choose a network of others', async () => {
    const foreign = await foundThird()
    expect(textsOf((await choose(foreign)).body.value)).not.toContain('Westverbund')
    expect(textsOf((await scene.test.send(inChat('help.show'))).body.value)).toContain(south)
  })

  it('is asked nothing in a channel: its tenant decides, and nothing can be chosen there', async () => {
    expect(await scene.read(scene.inSharedChannel(both))).toContain(south)
    const act = cardAction(scene.teams.world, {
      from: gesine,
      where: scene.teams.channel,
      replyToId: '1',
      verb: 'member.choose-network',
      data: { network: scene.north.networkId },
    })
    const { body } = await scene.test.send({ ...act, from: { ...act.from, tenantId: guestTenant } })
    expect(textsOf(body.value)).toContain('Hier lässt sich kein anderer Verbund wählen.')
  })
})

describe('a card of one network in a chat that stands for another', () => {
  const isIn = (networkId: string) => {
    scene.test.clock.advance(1000)
    return choose(networkId)
  }
  const north = () => scene.north.poll.id
  const press = async (data: object, verb = 'poll.cast-ballot') =>
    textsOf((await scene.test.send(inChat(verb, data))).body.value)
  const cast = (poll: string) => ({ poll, choice: 'o1', nonce: randomIds.nonce() })

  it('E3 says to which it belongs and how to switch, counts nothing, and can be used afterwards', async () => {
    await scene.test.database.sql(
      `insert into voter (poll_id, member_id, network_id) select $1, id, network_id from member
       where name = 'Gesine Gast' and network_id = $2`,
      [north(), scene.north.networkId],
    )
    await isIn(scene.southId)
    const said = await press(cast(north()))
    expect(said).toContain('Diese Karte gehört zu Nordverbund.')
    expect(said).toContain(`Dieser Chat steht gerade für ${south}. Es wurde nichts gespeichert.`)
    expect(said).toContain('Schreiben Sie „hilfe“, wählen Sie „Verbund wechseln“')
    // The card itself stands beneath, as it is there.
    expect(said).toContain('Watt-Umfrage')
    const ballots = await scene.test.database.sql('select from ballot where poll_id = $1', [north()])
    expect(ballots).toEqual([])
    await isIn(scene.north.networkId)
    expect(await press(cast(north()))).toContain('Gespeichert')
  })

  it('E1 whoever is no member there hears the same as of a poll that there is not', async () => {
    const alone = (data: object) =>
      cardAction(scene.teams.world, {
        from: teamsPerson(coordinator, demoPerson(coordinator).objectId),
        where: personalChat('a:anke'),
        replyToId: '1',
        verb: 'poll.cast-ballot',
        data,
      })
    const ask = async (poll: string) => textsOf((await scene.test.send(alone(cast(poll)))).body.value)
    const known = await ask(north())
    expect(known).toBe(await ask('00000000-0000-4000-8000-000000000000'))
    expect(known).toContain('Diese Umfrage gibt es hier nicht.')
    // Nor does somebody of two networks hear of a third.
    await isIn(scene.southId)
    expect(await press(cast('00000000-0000-4000-8000-000000000000'))).toContain(
      'Diese Umfrage gibt es hier nicht.',
    )
    const [{ id: group } = { id: '' }] = await scene.test.database.sql<{ id: string }>(
      `insert into working_group (id, network_id, name, topic, kind) select gen_random_uuid(), id, 'AK West', '', 'group'
       from network where name = 'Westverbund' returning id`,
    )
    expect(await press({ group }, 'poll.form')).not.toContain('Westverbund')
  })
})

async function foundThird(): Promise<string> {
  const { networkId } = await foundNetwork(scene.test.service.desk.world, {
    tenantId: 'e1000000-0000-4000-8000-00000000000e',
    name: 'Westverbund',
    state: 'DE-NW',
    language: 'de',
    zone: 'Europe/Berlin',
    organisation: { name: 'Westwerk', bench: 'employers', sector: 'x' },
    person: { name: 'Willi West', objectId: 'west-office' },
  })
  return networkId
}

describe('somebody of several networks, in the tab', () => {
  const pick = (id: string) => scene.test.api(both, 'member.choose-network', { body: { network: id } })

  it('is asked before anything is shown, with the names of the own networks', async () => {
    const { status, body } = await scene.test.api(both, 'poll.list')
    expect([status, body.refusal.code]).toEqual([409, 'groups:which-network'])
    expect(body.networks.map(({ name }: { name: string }) => name)).toEqual([south, 'Nordverbund'])
  })

  it('is asked nothing in a channel', async () => {
    expect(await scene.network(both, southern)).toBe(south)
    expect(await scene.network(both, standing(northTenant()))).toBe('Nordverbund')
  })

  it('chooses once, switches, and is told all own networks', async () => {
    expect((await pick(scene.north.networkId)).body.network.name).toBe('Nordverbund')
    expect(await scene.network(both)).toBe('Nordverbund')
    scene.test.clock.advance(1000)
    expect((await pick(scene.southId)).body.network.name).toBe(south)
    const { body } = await scene.test.api(both, 'member.show')
    expect([body.network.name, body.networks.length]).toEqual([south, 2])
  })

  it('E1 cannot choose a network of others, nor by a made-up id', async () => {
    for (const id of ['00000000-0000-4000-8000-000000000000', 'x'])
      expect((await pick(id)).status).toBeGreaterThanOrEqual(400)
    const own = await scene.test.api(coordinator, 'member.choose-network', {
      body: { network: scene.north.networkId },
    })
    expect([own.status, own.body.refusal.code]).toEqual([403, 'groups:not-a-member'])
  })

  it('who belongs to one network is offered no choice', async () => {
    const { status, body } = await scene.test.api(coordinator, 'member.networks')
    expect([status, body.refusal.code]).toEqual([409, 'groups:one-network'])
    expect((await scene.test.api(coordinator, 'member.show')).body.networks).toHaveLength(1)
  })
})
