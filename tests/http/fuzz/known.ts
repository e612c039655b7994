/** What is there when the fuzz begins: two networks, their people, ids that are right somewhere. */
import type { Identity } from '../../../bot/groups/identity-store'
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
  readonly actors: readonly Actor[]
  readonly ids: readonly string[]
  readonly routes: readonly string[]
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
  const members = await test.database.sql<{ id: string }>('select id from member order by id limit 5')
  const ours = ['Anke Beispiel', ...voters.slice(0, 5), 'Kaan Exempel', 'Petra Dummy']
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
    ids: [
      ...polls.map(({ id }) => id),
      other.poll.id,
      other.groupId,
      ...groups,
      ...members.map(({ id }) => id),
    ],
    routes: Object.keys((await test.api(null, 'openapi.json')).body.paths).map((path) =>
      path.replace('/api/', ''),
    ),
    conversations: [
      '19:digitale-kompetenzen@thread.tacv2',
      '19:steuerkreis@thread.v2',
      'a:personal',
      '19:x@thread.v2',
    ],
  }
}
