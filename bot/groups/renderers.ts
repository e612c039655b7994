/** How joining, and what concerns the office, looks where the bot tells of it: rendered when it is sent, as it is then. */
import { quietUntil } from '../calendar/quiet-hours'
import type { Card } from '../card/elements'
import type { Transaction } from '../database/database'
import type { Describers } from '../delivery/describe'
import type { PostToRender, Renderer, Rendering } from '../delivery/outlet'
import { letter } from '../mail/letter'
import type { Wording } from '../texts'
import type { World } from '../world'
import { channelCard } from './cards/channel-card'
import { joinAnswerCard, joinRequestCard } from './cards/join-cards'
import { noticeCard } from './cards/notice'
import { channelNames as greetedChannels } from './channel-store'
import { absentPeople, markedCounts, runById } from './directory-store'
import { joinRequest, requestTitles } from './join-store'
import { networkIn, networkOf } from './network-store'
import { addresseeOf } from './reach-store'
import { channelNames, groupById, groupNames, memberNames, networkNames, organisationNames } from './store'
import { channelView } from './use-cases/bind-here'
import type { JoinRequestView } from './view'

export function groupRenderers(world: World): Readonly<Record<string, Renderer>> {
  return {
    'join-request': (post) => tell(world, post, 'asked', joinRequestCard),
    'join-answer': (post) => tell(world, post, 'answered', joinAnswerCard),
    'no-coordinator': (post) => tellOfGroup(world, post, 'vacant'),
    newcomers: (post) => tellOfGroup(world, post, 'newcomers'),
    greeting: (post) => greet(world, post),
    'directory-left': (post) => tellDirectory(world, post, 'left'),
    'directory-held': (post) => tellDirectory(world, post, 'held'),
    'directory-failed': (post) => tellDirectory(world, post, 'failed'),
  }
}

/** What these are called in the ledger, the digest and the audit log. */
export const groupDescribers: Describers = {
  'join-request': requestTitles,
  'join-answer': requestTitles,
  'no-coordinator': groupNames,
  'directory-left': markedCounts,
  newcomers: groupNames,
  greeting: greetedChannels,
  group: groupNames,
  member: memberNames,
  organisation: organisationNames,
  channel: channelNames,
  network: networkNames,
}

/** In a channel, in its language, to everyone: whose it is, or the question. */
async function greet(
  world: World,
  { networkId, conversationId }: PostToRender,
): Promise<Rendering | undefined> {
  const [network, view] = await world.database.inNetwork(networkId, (tx) =>
    Promise.all([networkIn(tx, conversationId), channelView(tx, conversationId)]),
  )
  if (!network) return undefined
  const words = world.texts.for(network.language, network.zone)
  return { card: channelCard(view, words), revision: view.group ? 1 : 0, open: false }
}

type Draw = (request: JoinRequestView, words: Wording, pageUrl: string) => Card

async function tell(
  world: World,
  { networkId, matterId, memberId, standing }: PostToRender,
  kind: 'asked' | 'answered',
  draw: Draw,
): Promise<Rendering | undefined> {
  if (!memberId) return undefined
  const [request, person, network] = await world.database.inNetwork(networkId, (tx) =>
    Promise.all([joinRequest(tx, matterId), addresseeOf(tx, memberId), networkOf(tx)]),
  )
  if (!request || !person || !network) return undefined
  // Answered before the question could be asked: there is nothing to ask any more.
  if (kind === 'asked' && request.accepted !== null && !standing) return undefined
  const words = world.texts.for(person.language, network.zone)
  const pageUrl = world.pageUrl(`groups/${request.groupId}`)
  const { t } = words
  const title =
    kind === 'asked'
      ? t('groups:join.title', { name: request.name })
      : t(request.accepted ? 'groups:join.you-are-in' : 'groups:join.you-are-not', { group: request.group })
  const says =
    kind === 'asked'
      ? t('groups:join.letter', {
          name: request.name,
          organisation: request.organisation,
          group: request.group,
        })
      : t(request.accepted ? 'groups:join.in-means' : 'groups:join.not-means')
  const written = letter({
    ...{ language: words.language, subject: title, title, paragraphs: [says], foot: [] },
    link: { label: t('groups:join.open'), url: pageUrl },
  })
  return {
    card: draw(request, words, pageUrl),
    revision: request.accepted === null ? 0 : 1,
    open: false,
    holdUntil: quietUntil(world.clock.now(), network),
    ...(person.mail && { mailing: { to: { name: person.name, address: person.mail }, letter: written } }),
  }
}

/** Something to know of a group, and where to see to it: nobody coordinates it any more, somebody is new in its channel. */
async function tellOfGroup(
  world: World,
  post: PostToRender,
  what: 'vacant' | 'newcomers',
): Promise<Rendering | undefined> {
  return tellOne(world, post, async (tx, { t }) => {
    const group = await groupById(tx, post.matterId)
    return (
      group && {
        title: t(`groups:${what}.title`, { group: group.name }),
        says: [t(`groups:${what}.says`)],
        page: `groups/${group.id}`,
      }
    )
  })
}

/** To one of the office: what the comparison with the directory has come to. Names stand on the page alone. */
async function tellDirectory(
  world: World,
  post: PostToRender,
  kind: 'left' | 'held' | 'failed',
): Promise<Rendering | undefined> {
  return tellOne(world, post, async (tx, { t }) => {
    const run = await runById(tx, post.matterId)
    if (!run) return undefined
    const count = kind === 'held' ? (await absentPeople(tx)).length : run.marked
    // Somebody has confirmed, or found them again, before it could be told.
    if (kind === 'held' && count === 0 && !post.standing) return undefined
    const seats = run.vacated.join(', ')
    return {
      title: t(`groups:directory.${kind}-title`, { count }),
      says: [
        t(`groups:directory.${kind}-says`, { count }),
        ...(seats === '' ? [] : [t('groups:directory.vacated', { seats })]),
      ],
      page: 'network/people',
    }
  })
}

interface Told {
  readonly title: string
  readonly says: readonly string[]
  /** Of the tab, where it is seen to. */
  readonly page: string
}

/** @param tell undefined: there is nothing to tell any more */
async function tellOne(
  world: World,
  { networkId, memberId }: PostToRender,
  tell: (tx: Transaction, words: Wording) => Promise<Told | undefined>,
): Promise<Rendering | undefined> {
  if (!memberId) return undefined
  return world.database.inNetwork(networkId, async (tx) => {
    const [person, network] = [await addresseeOf(tx, memberId), await networkOf(tx)]
    if (!person || !network) return undefined
    const words = world.texts.for(person.language, network.zone)
    const told = await tell(tx, words)
    if (!told) return undefined
    const { title, says } = told
    const url = world.pageUrl(told.page)
    const written = letter({
      ...{ language: words.language, subject: title, title, paragraphs: says, foot: [] },
      link: { label: words.t('house:open'), url },
    })
    return {
      card: noticeCard(words, { title, says, url }),
      revision: 0,
      open: false,
      holdUntil: quietUntil(world.clock.now(), network),
      ...(person.mail && { mailing: { to: { name: person.name, address: person.mail }, letter: written } }),
    }
  })
}
