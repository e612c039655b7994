/** Test activities have the shapes in which Teams sends them. */
import {
  cardAction,
  cardSubmit,
  channelCreated,
  channelDeleted,
  installationUpdate,
  membersAdded,
  message,
  repeat,
  teamRenamed,
} from '../support/activities'
import { fixedClock } from '../support/clock'
import { countedIds } from '../support/counted-ids'
import { groupChat, personalChat, teamsWorld } from '../support/teams-world'
import { channel, coordinator, seat } from './stand-in-scene'

describe('activities as Teams sends them', () => {
  const clock = fixedClock('2026-03-30T10:00:00+02:00')
  const ids = countedIds()
  const world = teamsWorld({ serviceUrl: 'https://smba.trafficmanager.net/emea/', clock, id: ids.id })
  const time = String(clock.now().getTime())

  it('carry tenant, person, channel, service and local time', () => {
    expect(message(world, { from: coordinator, where: channel, text: 'umfrage', id: '17' })).toMatchObject({
      type: 'message',
      id: '17',
      channelId: 'msteams',
      serviceUrl: 'https://smba.trafficmanager.net/emea/',
      timestamp: '2026-03-30T08:00:00.000Z',
      localTimestamp: '2026-03-30T10:00:00.000+02:00',
      localTimezone: 'Europe/Berlin',
      locale: 'de-DE',
      from: { id: coordinator.id, name: 'Koordination', aadObjectId: coordinator.aadObjectId },
      recipient: { id: world.bot.id, name: 'Verbund' },
      conversation: {
        isGroup: true,
        conversationType: 'channel',
        tenantId: world.tenant,
        id: `${channel.id};messageid=17`,
      },
      channelData: {
        tenant: { id: world.tenant },
        team: { id: channel.team.id },
        channel: { id: channel.id },
      },
      entities: expect.arrayContaining([expect.objectContaining({ type: 'clientInfo', country: 'DE' })]),
    })
  })

  it('mention the bot in a channel, in text, entity and HTML', () => {
    const said = message(world, { from: coordinator, where: channel, text: 'umfrage <b>' })
    expect(said.text).toBe('<at>Verbund</at> umfrage <b>')
    expect(said.entities[0]).toEqual({ type: 'mention', mentioned: world.bot, text: '<at>Verbund</at>' })
    expect(said.attachments).toEqual([
      { contentType: 'text/html', content: expect.stringContaining('umfrage &lt;b&gt;') },
    ])
  })

  it('count messages in milliseconds, and stay in their thread', () => {
    const first = message(world, { from: coordinator, where: channel, text: 'a' })
    const second = message(world, { from: coordinator, where: channel, text: 'b', thread: time })
    expect(Number(second.id)).toBe(Number(first.id) + 1)
    expect(second).toMatchObject({ conversation: { id: `${channel.id};messageid=${time}` }, replyToId: time })
  })

  it('are plain in a personal chat, and a mention in a group chat', () => {
    const personal = message(world, {
      from: seat,
      where: personalChat('a:1'),
      text: 'hilfe',
      locale: 'en-GB',
    })
    expect(personal).toMatchObject({
      text: 'hilfe',
      conversation: { conversationType: 'personal', id: 'a:1' },
    })
    expect(personal).toMatchObject({ locale: 'en-GB', entities: [{ locale: 'en-GB', country: 'GB' }] })
    expect(personal.attachments).toBeUndefined()
    const group = message(world, { from: seat, where: groupChat('Steuerkreis'), text: 'status' })
    expect(group).toMatchObject({
      text: '<at>Verbund</at> status',
      conversation: { conversationType: 'groupChat' },
    })
    expect(group.conversation.id).toMatch(/^19:.+@thread\.v2$/)
  })

  it.each(['manual', 'automatic'] as const)('act on a card, %s', (trigger) => {
    const data = { poll: 'p', choice: 'a,b' }
    const act = cardAction(world, {
      from: seat,
      where: channel,
      replyToId: '42',
      verb: 'poll.card',
      data,
      trigger,
    })
    expect(act).toMatchObject({
      type: 'invoke',
      name: 'adaptiveCard/action',
      replyToId: '42',
      id: expect.stringMatching(/^f:0{8}-/),
      conversation: { id: `${channel.id};messageid=42` },
      value: { trigger, action: { type: 'Action.Execute', verb: 'poll.card', data } },
    })
  })

  it('submit a card as a message without text', () => {
    const submit = cardSubmit(world, {
      from: seat,
      where: channel,
      replyToId: '42',
      value: { verb: 'poll.card' },
    })
    expect(submit).toMatchObject({ type: 'message', replyToId: '42', value: { verb: 'poll.card' } })
    expect(submit.text).toBeUndefined()
  })

  it('install and remove the app', () => {
    const add = installationUpdate(world, { from: coordinator, where: channel, action: 'add' })
    expect(add).toMatchObject({
      type: 'installationUpdate',
      action: 'add',
      channelData: { settings: { selectedChannel: { id: channel.id } }, team: { id: channel.team.id } },
    })
    const remove = installationUpdate(world, {
      from: coordinator,
      where: personalChat('a:1'),
      action: 'remove',
    })
    expect(remove).toMatchObject({ action: 'remove', conversation: { conversationType: 'personal' } })
    expect(remove.channelData).not.toHaveProperty('settings')
  })

  it('tell of members, channels and names in the team', () => {
    const done = { from: coordinator, where: channel }
    expect(membersAdded(world, { ...done, who: 'bot' }).membersAdded).toEqual([{ id: world.bot.id }])
    const added = membersAdded(world, { ...done, who: [seat] })
    expect(added).toMatchObject({
      type: 'conversationUpdate',
      membersAdded: [{ id: seat.id, aadObjectId: seat.aadObjectId }],
      channelData: { eventType: 'teamMemberAdded', team: channel.team },
    })
    const inGeneral = { conversation: { id: channel.team.id } }
    const about = { id: channel.id, name: channel.name }
    expect(channelCreated(world, done)).toMatchObject({
      ...inGeneral,
      channelData: { eventType: 'channelCreated', channel: about },
    })
    expect(channelDeleted(world, done)).toMatchObject({
      ...inGeneral,
      channelData: { eventType: 'channelDeleted', channel: about },
    })
    expect(teamRenamed(world, done)).toMatchObject({
      ...inGeneral,
      channelData: { eventType: 'teamRenamed', team: { name: 'Verbund' } },
    })
  })

  it('come again with the same id, or later with a new one', () => {
    const first = cardAction(world, { from: seat, where: channel, replyToId: '42', verb: 'poll.card' })
    expect(repeat(first)).toEqual(first)
    const later = repeat(first, { newId: 'f:again' })
    const same = { id: first.id, timestamp: first.timestamp, localTimestamp: first.localTimestamp }
    expect(later).toMatchObject({ id: 'f:again', timestamp: '2026-03-30T08:00:30.000Z' })
    expect({ ...later, ...same }).toEqual(first)
  })
})
