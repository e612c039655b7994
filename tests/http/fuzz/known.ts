/** What is there when the fuzz begins: two networks, their people, ids that are right somewhere. */
import type { Identity } from '../../../bot/groups/identity-store'
import { call } from '../../support/elections'
import { openPoll, voters } from '../../support/polls'
import { foundSecondNetwork, itsSecrets } from '../../support/second-network'
import { demoPerson } from '../../support/service'
import type { TeamsScene } from '../../support/teams-scene'

export interface Actor {
  readonly name: string
  readonly identity: Identity
  /** Words that this one must never read. */
  readonly secrets: readonly string[]
}

export interface Known {
  /** The first is of an office. */
  readonly actors: readonly Actor[]
  readonly ids: readonly string[]
  /** Word -> ids that are right where it is asked for. */
  readonly of: Readonly<Record<string, readonly string[]>>
  readonly routes: readonly string[]
  /** Of these, what is read with GET. */
  readonly reads: readonly string[]
  /** Route -> the fields that it takes. */
  readonly inputs: Readonly<Record<string, readonly string[]>>
  readonly conversations: readonly string[]
}

const secretQuestion = 'Geheimfrage Süd?'
const demoSecrets = [
  'Kooperative Weiterbildung',
  'AK Digitale',
  'Anke Beispiel',
  'Bernd Muster',
  secretQuestion,
]

export async function prepareKnown({ test, world }: TeamsScene): Promise<Known> {
  const other = await foundSecondNetwork(test)
  const polls = [
    await openPoll(test, { question: secretQuestion }),
    await openPoll(test, { question: secretQuestion, kind: 'several-2' }),
    await openPoll(test, { question: secretQuestion, kind: 'scale-10', answers: '' }),
    await openPoll(test, { question: secretQuestion, secrecy: 'anonymous' }),
    await openPoll(test, { question: secretQuestion, secrecy: 'named-after-vote' }),
  ]
  await test.api('Anke Beispiel', 'poll.close', { body: { poll: polls[4]?.id } })
  const groups = (await test.api('Anke Beispiel', 'member.show')).body.groups.map(
    ({ id }: { id: string }) => id,
  )
  const ours = ['Anke Beispiel', ...voters.slice(0, 5), 'Kaan Exempel', 'Petra Dummy']
  // Nobody who asks: whoever is taken out of the network could ask no more.
  const idsOf = async (sql: string, values: readonly unknown[] = []) =>
    (await test.database.sql<{ id: string }>(sql, [...values])).map(({ id }) => id)
  const members = await idsOf(
    'select id from member where name <> all($1) and network_id = $2 order by id limit 6',
    [[...ours, 'Fenna Deich', 'Gesa Priel', 'Hinnerk Siel'], other.minted.office.networkId],
  )
  const of = {
    poll: [...polls.map(({ id }) => id), other.poll.id],
    group: [...groups, other.groupId],
    member: members,
    election: [(await call(test)).id, (await call(test, { electorate: 'network' })).id],
    seat: await idsOf('select id from seat order by id'),
    organisation: await idsOf('select id from organisation order by id limit 8'),
    channel: await idsOf('select id from channel order by id limit 4'),
    delivery: await idsOf('select id from post order by id limit 4'),
    network: await idsOf('select id from network order by id'),
  }
  const nobody = [...itsSecrets, ...demoSecrets]
  return {
    actors: [
      ...ours.map((name) => ({ name, identity: demoPerson(name), secrets: itsSecrets })),
      ...[other.office, other.coordinator, other.member].map((identity) => ({
        name: identity.objectId,
        identity,
        secrets: demoSecrets,
      })),
      { name: 'a visitor', identity: { tenantId: world.tenant, objectId: 'visitor' }, secrets: nobody },
      { name: 'nobody', identity: { tenantId: 'no-tenant', objectId: 'nobody' }, secrets: nobody },
    ],
    ids: Object.values(of).flat(),
    of,
    ...describedRoutes((await test.api(null, 'openapi.json')).body),
    conversations: [
      '19:digitale-kompetenzen@thread.tacv2',
      '19:steuerkreis@thread.v2',
      'a:personal',
      '19:x@thread.v2',
    ],
  }
}

interface Described {
  readonly parameters?: readonly { readonly name: string }[]
  readonly requestBody?: {
    readonly content: Readonly<Record<string, { readonly schema?: { readonly properties?: object } }>>
  }
}

/** @param api as `/api/openapi.json` tells it */
export function describedRoutes(api: {
  readonly paths: Readonly<Record<string, { readonly get?: Described; readonly post?: Described }>>
}): Pick<Known, 'routes' | 'reads' | 'inputs'> {
  const all = Object.entries(api.paths).map(([path, { get, post }]) => {
    const { parameters = [], requestBody } = get ?? post ?? {}
    const body = requestBody?.content['application/json']?.schema?.properties ?? {}
    const fields = [...parameters.map(({ name }) => name), ...Object.keys(body)]
    return { name: path.replace('/api/', ''), read: get !== undefined, fields }
  })
  return {
    routes: all.map(({ name }) => name),
    reads: all.flatMap(({ name, read }) => (read ? [name] : [])),
    inputs: Object.fromEntries(all.map(({ name, fields }) => [name, fields])),
  }
}
