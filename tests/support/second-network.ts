/** A second network, founded by the use case: its office, two members, a group with a poll of its own. */
import type { Identity } from '../../bot/groups/identity-store'
import type { Member } from '../../bot/groups/member'
import { addGroup, addMember, granted } from '../../bot/groups/use-cases/administer'
import { foundNetwork } from '../../bot/groups/use-cases/found-network'
import { randomIds } from '../../bot/ids'
import type { PollView } from '../../bot/polls/view'
import type { TestService } from './service'

export interface SecondNetwork {
  readonly networkId: string
  /** Runs everything there. */
  readonly office: Identity
  /** Coordinates the group, and no more. */
  readonly coordinator: Identity
  readonly member: Identity
  readonly minted: { readonly office: Member; readonly member: Member }
  readonly groupId: string
  readonly poll: PollView
}

const tenantId = 'b0000000-0000-4000-8000-00000000000b'
const who = (objectId: string): Identity => ({ tenantId, objectId })

/** Words that must never be read in the first network. */
export const itsSecrets = ['Nordverbund', 'Küstenlogistik, Emden', 'Watt-Umfrage', 'Fenna Deich', 'AK Küste']

export async function foundSecondNetwork(test: TestService): Promise<SecondNetwork> {
  const { world } = test.service.desk
  const { networkId } = await foundNetwork(world, {
    tenantId,
    name: 'Nordverbund',
    state: 'DE-NI',
    language: 'de',
    zone: 'Europe/Berlin',
    organisation: { name: 'Küstenlogistik, Emden', bench: 'employers', sector: 'Logistik' },
    person: { name: 'Fenna Deich', objectId: 'north-office' },
  })
  const office = await minted(test, who('north-office'))
  const { organisationId } = office
  const [lead, plain] = [
    await granted(addMember(world, office, { organisationId, name: 'Gesa Priel', objectId: 'north-lead' })),
    await granted(
      addMember(world, office, { organisationId, name: 'Hinnerk Siel', objectId: 'north-member' }),
    ),
  ]
  const people = { [lead.id]: 'coordinator', [plain.id]: 'member' } as const
  const group = await granted(addGroup(world, office, { name: 'AK Küste', topic: 'Häfen', people }))
  const form = {
    group: group.id,
    nonce: randomIds.nonce(),
    question: 'Watt-Umfrage',
    answers: 'Ebbe\nFlut',
    kind: 'single',
    date: '2026-11-30',
    time: '12:00',
    secrecy: 'named-live',
  }
  const opened = await test.api(who('north-lead'), 'poll.open', { body: form })
  if (opened.status !== 200) throw new Error(`not opened: ${JSON.stringify(opened.body)}`)
  return {
    networkId,
    office: who('north-office'),
    coordinator: who('north-lead'),
    member: who('north-member'),
    minted: { office, member: await minted(test, who('north-member')) },
    groupId: group.id,
    poll: opened.body.poll,
  }
}

async function minted(test: TestService, identity: Identity): Promise<Member> {
  const member = await test.service.signIn.member(`Bearer ${await test.token(identity)}`)
  if (typeof member !== 'object' || !('id' in member)) throw new Error(`${identity.objectId} is no member`)
  return member
}
